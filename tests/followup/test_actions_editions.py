"""A new edition: what it touches is asked again, nothing else; and the process leader's words."""

import threading
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.audit.models import Event
from brygga.followup import actions, receivers
from brygga.followup.actions import editions
from brygga.followup.enums import MappingStatus, RoundStatus
from brygga.followup.models import ReportText, Round, Standing, TakenEdition
from brygga.guidance.actions import publish_edition
from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Edition, Wording
from brygga.guidance.signals import edition_published
from tests.builders import followup as build
from tests.builders.followup import HEALTH, JOINT, SOCIAL
from tests.builders.people import place
from tests.builders.race import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def provisions():
    return {number: build.provision(number) for number in ("1", "3")}


@pytest.fixture
def round_(provisions):
    made = build.a_round(questions=1)
    for each in provisions.values():
        build.about(made, each)
    return made


def ask(*provisions):
    return actions.ask_again(
        provision_ids=[each.pk for each in provisions], edition_name="Policyn 2", by=SYSTEM
    )


def doubted(mapping):
    return set(mapping.answers.exclude(needs_review="").values_list("question__key", "side"))


def test_only_touched_answers_are_asked_again(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    assert ask(provisions["3"]) == 1
    assert doubted(mapping) == {("riktlinje-3", SOCIAL), ("riktlinje-3", HEALTH)}
    assert mapping.answers.count() == 6
    assert "Policyn 2" in mapping.answers.exclude(needs_review="").first().needs_review


def test_the_joint_answer_is_asked_again_too(provisions, round_, county):
    mapping = build.ready(round_, social="planned", health="partly")
    build.answer(mapping, round_.questions.get(key="riktlinje-3"), JOINT, "partly")
    ask(provisions["3"])
    assert ("riktlinje-3", JOINT) in doubted(mapping)


def test_an_accepted_mapping_is_reopened_with_the_reason(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    ask(provisions["3"])
    mapping = build.again(mapping)
    assert (mapping.status, mapping.accepted_at) == (MappingStatus.OPEN, None)
    assert mapping.social_services_finished_at is None
    assert "Policyn 2" in mapping.steps.last().reason
    assert not Standing.objects.filter(question__provision=provisions["3"]).exists()
    event = Event.objects.get(kind="followup.mapping.reopened")
    assert (event.actor_label, event.path) == (SYSTEM.label, mapping.place.path)


def test_what_stands_about_other_things_stays_open_to_everybody(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    before = mapping.standings.exclude(question__provision=provisions["3"]).count()
    ask(provisions["3"])
    assert mapping.standings.count() == before > 0


def test_a_submitted_mapping_goes_back(provisions, round_, county):
    mapping = build.submitted(round_, by=county.actor)
    ask(provisions["3"])
    assert build.again(mapping).status == MappingStatus.RETURNED
    assert Event.objects.filter(kind="followup.mapping.returned").exists()


def test_a_mapping_still_open_stays_so_but_is_no_longer_finished(provisions, round_):
    mapping = build.ready(round_)
    ask(provisions["3"])
    mapping = build.again(mapping)
    assert mapping.status == MappingStatus.OPEN
    assert mapping.health_care_finished_at is None
    assert not mapping.steps.exists()


def test_a_place_that_has_not_answered_is_left_alone(provisions, round_, county):
    silent = build.mapping(round_, "0163")
    untouched = build.accepted(build.a_round("12", questions=1), "1280", by=county.actor)
    assert ask(provisions["3"]) == 0
    assert build.again(silent).status == MappingStatus.OPEN
    assert build.again(untouched).status == MappingStatus.ACCEPTED


@pytest.fixture
def over(provisions, county):
    """A mapping accepted last year, in a round whose last day was yesterday."""
    earlier = build.a_round(year=2009, questions=0)
    build.about(earlier, provisions["3"])
    accepted = build.accepted(earlier, by=county.actor)
    Round.objects.filter(pk=earlier.pk).update(closes_on=clock.today() - timedelta(days=1))
    return accepted


def stands(mapping):
    """All that everybody sees of a mapping, and that nobody is asked about."""
    mapping = build.again(mapping)
    answers = [
        (each.question_id, each.side, each.level, each.needs_review)
        for each in mapping.answers.all()
    ]
    standings = list(mapping.standings.values_list("question", "level"))
    return mapping.status, mapping.accepted_at, answers, standings, mapping.steps.count()


def test_a_round_that_is_over_is_left_as_it_was(provisions, over):
    before = stands(over)
    assert ask(provisions["3"]) == 0
    assert stands(over) == before
    assert not Event.objects.filter(kind="followup.mapping.reopened").exists()


def test_a_round_that_is_closed_is_left_as_it_was_before_its_last_day_too(
    provisions, round_, county
):
    accepted = build.accepted(round_, by=county.actor)
    waiting = build.submitted(round_, "0162", by=county.actor)
    actions.close_round(round_=round_, by=county.actor)
    before = [stands(accepted), stands(waiting)]
    assert ask(provisions["3"]) == 0
    assert [stands(accepted), stands(waiting)] == before


def test_the_last_day_is_a_day_to_answer(provisions, over):
    Round.objects.filter(pk=over.round_id).update(closes_on=clock.today())
    assert ask(provisions["3"]) == 1
    assert build.again(over).status == MappingStatus.OPEN


def test_every_round_that_runs_is_touched_whatever_its_year(provisions, round_, over, county):
    now = build.accepted(round_, by=county.actor)
    build.a_round(year=2011, status=RoundStatus.DRAFT)
    late = build.a_round("12", year=2009, questions=0)
    build.about(late, provisions["3"])
    elsewhere = build.accepted(late, "1280", by=county.actor)
    build.a_round("12", year=2010)
    assert ask(provisions["3"]) == 2
    assert build.again(now).status == build.again(elsewhere).status == MappingStatus.OPEN
    assert build.again(over).status == MappingStatus.ACCEPTED


def test_asking_twice_changes_nothing_more(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    ask(provisions["3"])
    ask(provisions["3"])
    assert mapping.steps.filter(status=MappingStatus.OPEN).count() == 1


def test_once_answered_anew_it_can_be_submitted(provisions, round_, county, social, health):
    mapping = build.accepted(round_, by=county.actor)
    ask(provisions["3"])
    asked = round_.questions.get(key="riktlinje-3")
    for side, person in ((SOCIAL, social), (HEALTH, health)):
        seen = mapping.answers.get(question=asked, side=side).answered_at
        actions.save_answer(
            mapping=mapping,
            question=asked,
            side=side,
            values=actions.AnswerValues("in_place", seen=seen),
            by=person.actor,
        )
        actions.finish_side(mapping=mapping, side=side, by=person.actor)
    actions.submit_mapping(mapping=mapping, by=county.actor)
    assert build.again(mapping).status == MappingStatus.SUBMITTED


# Taken in once, and for certain


def second_edition(provisions, *, changed=(), withdrawn=()):
    """A published edition where some provisions read differently and some are gone."""
    document = provisions["3"].document
    edition = Edition.objects.create(
        document=document, number=2, name="Utgåva 2", status=EditionStatus.PUBLISHED
    )
    for number, provision in provisions.items():
        if number not in withdrawn:
            before = provision.wordings.get(edition__number=1)
            measure = "Görs på nytt sätt" if number in changed else before.measure
            Wording.objects.create(
                provision=provision, edition=edition, title=before.title, measure=measure
            )
    return edition


def publish(provisions, **changes):
    """A second edition that those who listen are told of."""
    edition = second_edition(provisions, **changes)
    edition_published.send(sender=None, edition_id=edition.pk)
    return edition


def test_a_published_edition_asks_again_about_what_changed(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    publish(provisions, changed=("3",))
    assert {key for key, _side in doubted(mapping)} == {"riktlinje-3"}


def test_what_is_withdrawn_or_stands_is_not_asked_again(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    publish(provisions, withdrawn=("3",))
    assert doubted(mapping) == set()
    assert build.again(mapping).status == MappingStatus.ACCEPTED


def taken():
    return set(TakenEdition.objects.values_list("edition__number", flat=True))


def test_an_edition_is_taken_in_once_with_the_place_it_holds_in(provisions, round_, county):
    build.accepted(round_, by=county.actor)
    edition = publish(provisions, changed=("3",))
    event = Event.objects.get(kind="followup.edition.taken_in")
    assert (event.path, event.detail) == (edition.document.place.path, {"mappings": 1})
    assert actions.take_in_edition(edition=edition, by=SYSTEM) == 0
    assert Event.objects.filter(kind="followup.edition.taken_in").count() == 1


def test_what_was_answered_anew_is_not_asked_about_a_second_time(provisions, round_, social):
    mapping = build.answer_all(build.mapping(round_))
    edition = publish(provisions, changed=("3",))
    asked = round_.questions.get(key="riktlinje-3")
    seen = mapping.answers.get(question=asked, side=SOCIAL).answered_at
    values = actions.AnswerValues("planned", seen=seen)
    actions.save_answer(
        mapping=mapping, question=asked, side=SOCIAL, values=values, by=social.actor
    )
    edition_published.send(sender=None, edition_id=edition.pk)
    actions.catch_up(by=SYSTEM)
    assert doubted(mapping) == {("riktlinje-3", HEALTH)}


def test_catching_up_takes_in_what_nobody_was_told_of(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    actions.mark_taken_in(edition_ids=Edition.objects.values_list("pk", flat=True))
    second_edition(provisions, changed=("3",))
    assert doubted(mapping) == set()
    assert actions.catch_up(by=SYSTEM) == 1
    assert {key for key, _side in doubted(mapping)} == {"riktlinje-3"}
    assert taken() == {1, 2}


def test_with_nothing_to_catch_up_on_it_costs_one_query(provisions, django_assert_num_queries):
    assert actions.catch_up(by=SYSTEM) == 0
    assert taken() == {1}
    with django_assert_num_queries(1):
        assert actions.catch_up(by=SYSTEM) == 0


def test_a_draft_is_not_taken_in(provisions, round_, county):
    mapping = build.accepted(round_, by=county.actor)
    draft = second_edition(provisions, changed=("3",))
    Edition.objects.filter(pk=draft.pk).update(status=EditionStatus.DRAFT)
    actions.mark_taken_in(edition_ids=[draft.pk])
    actions.catch_up(by=SYSTEM)
    assert taken() == {1}
    assert build.again(mapping).status == MappingStatus.ACCEPTED


def test_a_taking_in_that_fails_leaves_nothing_and_is_done_again(
    provisions, round_, county, monkeypatch
):
    mapping = build.accepted(round_, by=county.actor)
    before = stands(mapping)
    edition = second_edition(provisions, changed=("3",))
    with monkeypatch.context() as patch:
        patch.setattr(editions, "record", Mock(side_effect=RuntimeError("the log is full")))
        with pytest.raises(RuntimeError):
            actions.take_in_edition(edition=edition, by=SYSTEM)
    assert stands(mapping) == before
    assert taken() == set()
    assert actions.take_in_edition(edition=edition, by=SYSTEM) == 1


def test_who_publishes_is_not_troubled_by_what_is_caught_up_on_later(
    provisions, round_, county, monkeypatch, django_capture_on_commit_callbacks
):
    mapping = build.accepted(round_, by=county.actor)
    actions.mark_taken_in(edition_ids=Edition.objects.values_list("pk", flat=True))
    draft = second_edition(provisions, changed=("3",))
    Edition.objects.filter(pk=draft.pk).update(status=EditionStatus.DRAFT)
    with monkeypatch.context() as patch:
        patch.setattr(receivers.actions, "take_in_edition", Mock(side_effect=OperationalError))
        with django_capture_on_commit_callbacks(execute=True):
            publish_edition(edition=draft, on=clock.today(), by=SYSTEM)
    assert doubted(mapping) == set()
    assert actions.catch_up(by=SYSTEM) == 1


@pytest.mark.django_db(transaction=True)
class TestTwoWhoTakeInAtOnce:
    """The receiver and the job worker, each on its own."""

    @pytest.fixture
    def edition(self, provisions, round_, county):
        build.accepted(round_, by=county.actor)
        return second_edition(provisions, changed=("3",))

    def test_one_of_them_asks(self, edition):
        line = threading.Barrier(2)

        def take_in():
            line.wait()
            return actions.take_in_edition(edition=edition, by=SYSTEM)

        with race() as run:
            assert sorted(run(take_in, take_in)) == [0, 1]
            assert run(taken) == [{2}]

    def test_without_the_row_both_would(self, edition):
        """The control: asking without a word of who has done it asks twice."""
        line = threading.Barrier(2)
        touched = list(edition.wordings.values_list("provision", flat=True))

        def ask_naively():
            line.wait()
            return actions.ask_again(provision_ids=touched, edition_name="2", by=SYSTEM)

        with race() as run:
            assert run(ask_naively, ask_naively) == [1, 1]


# The process leader's own words


def write(person, text="Ett år av början."):
    return actions.save_report_text(
        place=place("01"), year=2010, section="introduction", text=text, by=person.actor
    )


def test_own_words_are_kept_and_logged(county):
    write(county)
    write(county, "Bättre.")
    kept = ReportText.objects.get()
    assert (kept.text, kept.saved_by) == ("Bättre.", county.user)
    assert Event.objects.filter(kind="followup.text.saved").count() == 2


def test_the_same_words_leave_no_mark(county):
    first = write(county)
    assert write(county).saved_at == first.saved_at
    assert Event.objects.count() == 1


def test_words_of_ones_own_are_not_invented(county):
    written = write(county)
    ReportText.objects.update(invented=True)
    write(county, "Våra egna.")
    written.refresh_from_db()
    assert written.invented is False
