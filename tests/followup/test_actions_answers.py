"""Answers as they are written, and what the consultation settles."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from brygga import clock
from brygga.audit.models import Event
from brygga.followup import actions
from brygga.followup.actions import AnswerValues, Overtaken
from brygga.followup.enums import MappingStatus, RoundStatus
from brygga.followup.models import Answer
from brygga.kernel.refusal import Refused
from tests.builders import followup as build
from tests.builders.followup import HEALTH, JOINT, SOCIAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def mapping():
    return build.mapping()


@pytest.fixture
def asked(mapping):
    return build.questions(mapping)[0]


def save(mapping, asked, person, level="planned", side=SOCIAL, **values):
    return actions.save_answer(
        mapping=mapping,
        question=asked,
        side=side,
        values=AnswerValues(level, **values),
        by=person.actor,
    )


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_an_answer_is_kept_with_who_and_logged(mapping, asked, social):
    answer = save(
        mapping,
        asked,
        social,
        evidence_kind="routine",
        evidence="Rutin",
        evidence_on=date(2010, 9, 2),
        comment="Snart",
    )
    answer.refresh_from_db()
    assert (answer.level, answer.evidence, answer.evidence_on) == (
        "planned",
        "Rutin",
        date(2010, 9, 2),
    )
    assert answer.answered_by == social.user
    event = Event.objects.get(kind="followup.answer.saved")
    assert event.path == mapping.place.path
    assert event.detail == {"side": "social_services", "question": asked.key, "level": "planned"}
    assert "Snart" not in str(event.detail)


def test_the_two_sides_stand_apart(mapping, asked, social, health):
    save(mapping, asked, social, "planned")
    save(mapping, asked, health, "in_place", HEALTH)
    assert set(mapping.answers.values_list("side", "level")) == {
        (SOCIAL, "planned"),
        (HEALTH, "in_place"),
    }


def test_the_same_again_changes_nothing(mapping, asked, social):
    first = save(mapping, asked, social)
    again = save(mapping, asked, social, seen=first.answered_at)
    assert again.answered_at == first.answered_at
    assert kinds() == ["followup.answer.saved"]


def test_the_same_again_says_that_a_doubted_answer_holds(mapping, asked, social):
    build.answer(mapping, asked, needs_review="Ny lydelse")
    answer = save(mapping, asked, social, seen=Answer.objects.get().answered_at)
    assert answer.needs_review == ""
    assert kinds() == ["followup.answer.saved"]


# Said again


@pytest.fixture
def this_year():
    """A mapping whose place answered the same question last year."""
    provision = build.provision()
    for year in (2009, 2010):
        round_ = build.a_round(year=year, questions=0)
        build.about(round_, provision)
        found = build.mapping(round_)
        if year == 2009:
            given = clock.now() - timedelta(days=300)
            build.answer(found, build.questions(found)[0], evidence="Rutin", answered_at=given)
    return found


def repeat(mapping, person, side=SOCIAL):
    return actions.repeat_answer(
        mapping=mapping, question=build.questions(mapping)[0], side=side, seen=None, by=person.actor
    )


def test_what_was_said_the_last_time_is_said_again_in_ones_own_name(this_year, social):
    answer = repeat(this_year, social)
    assert (answer.mapping, answer.level, answer.evidence, answer.answered_by) == (
        this_year, "planned", "Rutin", social.user
    )  # fmt: skip
    assert kinds() == ["followup.answer.saved"]


def test_who_never_answered_has_nothing_to_say_again(this_year, health):
    assert repeat(this_year, health, HEALTH) is None
    assert kinds() == []


def test_what_was_said_about_other_words_is_refused_and_nothing_is_written(this_year, social):
    provision = build.questions(this_year)[0].provision
    build.reword(provision, clock.today())
    with pytest.raises(Refused, match="Utgåva 2"):
        repeat(this_year, social)
    assert not this_year.answers.exists()
    assert kinds() == []


def test_a_locked_mapping_refuses_what_was_said_before_too(this_year, social):
    this_year.status = MappingStatus.SUBMITTED
    this_year.save()
    with pytest.raises(Refused):
        repeat(this_year, social)
    assert not this_year.answers.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"status": MappingStatus.SUBMITTED},
        {"status": MappingStatus.ACCEPTED},
        {"social_services_finished_at": clock.now()},
    ],
)
def test_a_locked_answer_is_refused_and_nothing_is_written(fields, social):
    mapping = build.mapping(**fields)
    with pytest.raises(Refused):
        save(mapping, build.questions(mapping)[0], social)
    assert not Answer.objects.exists()
    assert kinds() == []


def test_one_finished_side_does_not_lock_the_other(health):
    mapping = build.mapping(social_services_finished_at=clock.now())
    assert save(mapping, build.questions(mapping)[0], health, side=HEALTH).pk


def test_a_stale_page_cannot_write_into_a_submitted_mapping(social, leader):
    mapping = build.ready()
    actions.submit_mapping(mapping=build.again(mapping), by=leader.actor)
    with pytest.raises(Refused):
        save(mapping, build.questions(mapping)[0], social, "followed_up")


def test_a_closed_round_takes_no_answer(social):
    mapping = build.mapping(build.a_round(status=RoundStatus.CLOSED))
    with pytest.raises(Refused, match="stängd"):
        save(mapping, build.questions(mapping)[0], social)


# A saving that comes late


def test_a_late_saving_does_not_overwrite_a_colleagues_newer_answer(
    mapping, asked, social, colleague
):
    seen = save(mapping, asked, social, "planned").answered_at
    save(mapping, asked, colleague, "in_place", seen=seen)
    with pytest.raises(Overtaken) as late:
        save(mapping, asked, social, "partly", seen=seen)
    assert late.value.stored.level == "in_place"
    assert late.value.stored.by == "Kajsa"
    assert Answer.objects.get().level == "in_place"


def test_who_had_seen_nothing_does_not_overwrite_what_is_there(mapping, asked, social, colleague):
    save(mapping, asked, colleague, "in_place")
    with pytest.raises(Overtaken):
        save(mapping, asked, social, "partly")
    assert Answer.objects.get().level == "in_place"


def test_without_the_guard_the_late_saving_would_win(
    mapping, asked, social, colleague, monkeypatch
):
    """Negative control: this is the answer that would have been lost."""
    monkeypatch.setattr(
        "brygga.followup.actions.answers._insist_on_newest", lambda *_anything: None
    )
    seen = save(mapping, asked, social, "planned").answered_at
    save(mapping, asked, colleague, "in_place", seen=seen)
    save(mapping, asked, social, "partly", seen=seen)
    assert Answer.objects.get().level == "partly"


def test_who_has_seen_both_may_choose(mapping, asked, social, colleague):
    newest = save(mapping, asked, colleague, "in_place").answered_at
    assert save(mapping, asked, social, "partly", seen=newest).level == "partly"


def test_two_who_write_the_same_do_not_collide(mapping, asked, social, colleague):
    save(mapping, asked, colleague, "in_place")
    assert save(mapping, asked, social, "in_place").answered_by == colleague.user


def test_ones_own_earlier_saving_is_no_conflict(mapping, asked, social):
    """The browser gives up on a saving that the server then makes: its time is never seen."""
    seen = save(mapping, asked, social, "planned").answered_at
    save(mapping, asked, social, "partly", seen=seen)
    assert save(mapping, asked, social, "in_place", seen=seen).level == "in_place"


# Joint answers


def differing(mapping, asked):
    build.answer(mapping, asked, SOCIAL, "planned")
    build.answer(mapping, asked, HEALTH, "in_place")


def settle(mapping, asked, person, level="partly", **values):
    return actions.settle_joint(
        mapping=mapping,
        question=asked,
        values=AnswerValues(level, comment="Vi prövar", **values),
        by=person.actor,
    )


def test_a_joint_answer_is_laid_beside_the_two(mapping, asked, leader):
    differing(mapping, asked)
    settle(mapping, asked, leader)
    assert dict(mapping.answers.values_list("side", "level")) == {
        SOCIAL: "planned",
        HEALTH: "in_place",
        JOINT: "partly",
    }
    assert kinds() == ["followup.joint.settled"]


def test_nothing_is_settled_before_both_have_answered(mapping, asked, leader):
    build.answer(mapping, asked, SOCIAL, "planned")
    with pytest.raises(Refused):
        settle(mapping, asked, leader)
    assert kinds() == []


def test_nothing_is_settled_where_both_say_the_same(mapping, asked, leader):
    build.answer(mapping, asked, SOCIAL)
    build.answer(mapping, asked, HEALTH)
    with pytest.raises(Refused):
        settle(mapping, asked, leader)


def test_two_consultation_members_do_not_overwrite_each_other(mapping, asked, social, health):
    differing(mapping, asked)
    settle(mapping, asked, social, "planned")
    with pytest.raises(Overtaken):
        settle(mapping, asked, health, "in_place")
    newest = Answer.objects.get(side=JOINT).answered_at
    assert settle(mapping, asked, health, "in_place", seen=newest).level == "in_place"


def test_a_joint_answer_is_taken_back(mapping, asked, leader):
    differing(mapping, asked)
    settle(mapping, asked, leader)
    actions.clear_joint(mapping=mapping, question=asked, by=leader.actor)
    assert not mapping.answers.filter(side=JOINT).exists()
    assert kinds()[-1] == "followup.joint.cleared"
    with pytest.raises(Refused):
        actions.clear_joint(mapping=mapping, question=asked, by=leader.actor)


def test_a_joint_answer_is_doubted_when_a_side_changes_its_level(mapping, asked, social, leader):
    differing(mapping, asked)
    settle(mapping, asked, leader)
    seen = mapping.answers.get(side=SOCIAL).answered_at
    save(mapping, asked, social, "not_begun", seen=seen)
    assert mapping.answers.get(side=JOINT).needs_review


def test_a_joint_answer_stands_when_a_side_only_adds_words(mapping, asked, social, leader):
    differing(mapping, asked)
    settle(mapping, asked, leader)
    seen = mapping.answers.get(side=SOCIAL).answered_at
    save(mapping, asked, social, "planned", comment="Mer", seen=seen)
    assert mapping.answers.get(side=JOINT).needs_review == ""


def test_a_joint_answer_is_locked_with_the_mapping(leader):
    mapping = build.mapping(status=MappingStatus.SUBMITTED)
    asked = build.questions(mapping)[0]
    differing(mapping, asked)
    with pytest.raises(Refused):
        settle(mapping, asked, leader)
    assert mapping.answers.count() == 2


def test_the_time_of_an_answer_moves_forward(mapping, asked, social):
    build.answer(mapping, asked, answered_at=clock.now() - timedelta(days=3))
    mapping.answers.update(answered_by=social.user)
    assert timezone.localdate(save(mapping, asked, social, "partly").answered_at) == (clock.today())
