"""A mapping on its way: finished, submitted, accepted or returned, reopened."""

from datetime import date

import pytest
from django.db import DatabaseError

from brygga.audit.models import Event
from brygga.followup import actions
from brygga.followup.actions import moves
from brygga.followup.enums import MappingStatus, RoundStatus
from brygga.followup.models import Answer, Mapping, MappingStep, Standing
from brygga.followup.queries import sheet_of
from brygga.kernel.refusal import Refused
from tests.builders import followup as build
from tests.builders.followup import HEALTH, JOINT, SOCIAL

pytestmark = pytest.mark.django_db


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def status(mapping):
    return Mapping.objects.get(pk=mapping.pk).status


# Finishing a side


def test_a_side_with_every_answer_is_finished(social):
    mapping = build.answer_all(build.mapping())
    actions.finish_side(mapping=mapping, side=SOCIAL, by=social.actor)
    mapping.refresh_from_db()
    assert mapping.social_services_finished_at
    assert mapping.health_care_finished_at is None
    assert kinds() == ["followup.side.finished"]


def test_a_side_with_questions_left_is_not_finished(social):
    mapping = build.mapping()
    with pytest.raises(Refused):
        actions.finish_side(mapping=mapping, side=SOCIAL, by=social.actor)
    assert kinds() == []


def test_text_questions_may_be_left(social):
    round_ = build.a_round(questions=1)
    build.text_question(round_)
    mapping = build.answer_all(build.mapping(round_))
    actions.finish_side(mapping=mapping, side=SOCIAL, by=social.actor)
    assert kinds() == ["followup.side.finished"]


def test_a_finished_side_is_taken_up_again(social):
    mapping = build.ready()
    actions.resume_side(mapping=mapping, side=SOCIAL, by=social.actor)
    mapping.refresh_from_db()
    assert mapping.social_services_finished_at is None
    assert mapping.health_care_finished_at
    assert kinds() == ["followup.side.resumed"]
    with pytest.raises(Refused):
        actions.resume_side(mapping=mapping, side=SOCIAL, by=social.actor)


def test_the_consultations_day_is_set(leader):
    mapping = build.mapping()
    actions.plan_meeting(mapping=mapping, on=date(2010, 10, 12), by=leader.actor)
    mapping.refresh_from_db()
    assert mapping.settles_on == date(2010, 10, 12)
    assert kinds() == ["followup.meeting.planned"]


def test_the_day_of_an_accepted_mapping_stands(leader):
    mapping = build.mapping(status=MappingStatus.ACCEPTED)
    with pytest.raises(Refused):
        actions.plan_meeting(mapping=mapping, on=date(2010, 10, 12), by=leader.actor)


# Submitting


def test_a_finished_mapping_is_submitted(leader):
    mapping = build.ready()
    actions.submit_mapping(mapping=mapping, by=leader.actor)
    assert status(mapping) == MappingStatus.SUBMITTED
    step = MappingStep.objects.get()
    assert (step.status, step.by) == (MappingStatus.SUBMITTED, leader.user)
    assert kinds() == ["followup.mapping.submitted"]


def test_unsettled_differences_do_not_stop_it(leader):
    mapping = build.ready(social="planned", health="followed_up")
    actions.submit_mapping(mapping=mapping, by=leader.actor)
    assert status(mapping) == MappingStatus.SUBMITTED


def test_dont_know_is_an_answer(leader):
    mapping = build.ready(social="dont_know", health="dont_know")
    actions.submit_mapping(mapping=mapping, by=leader.actor)
    assert status(mapping) == MappingStatus.SUBMITTED


def test_a_doubted_joint_answer_stops_it(leader):
    mapping = build.ready(social="planned", health="partly")
    build.answer(
        mapping, build.questions(mapping)[0], JOINT, "partly", needs_review="Ett svar är ändrat"
    )
    with pytest.raises(Refused):
        actions.submit_mapping(mapping=mapping, by=leader.actor)


@pytest.mark.parametrize("left_out", [SOCIAL, HEALTH])
def test_a_missing_answer_stops_it(left_out, leader):
    mapping = build.ready()
    Answer.objects.filter(side=left_out).first().delete()
    with pytest.raises(Refused):
        actions.submit_mapping(mapping=mapping, by=leader.actor)
    assert status(mapping) == MappingStatus.OPEN
    assert kinds() == []


def test_twice_submitted_is_refused(leader):
    mapping = build.submitted(by=leader.actor)
    with pytest.raises(Refused):
        actions.submit_mapping(mapping=mapping, by=leader.actor)
    assert MappingStep.objects.count() == 1


# Accepting


def test_acceptance_makes_a_standing_of_every_level_question(county):
    round_ = build.a_round(questions=3)
    build.text_question(round_)
    mapping = build.accepted(round_, by=county.actor, social="planned", health="in_place")
    assert mapping.accepted_at
    assert Standing.objects.count() == 3
    standing = Standing.objects.first()
    assert (standing.level, standing.social_services, standing.health_care) == (
        "planned",
        "planned",
        "in_place",
    )
    assert standing.differs
    assert not standing.is_joint
    assert kinds() == ["followup.mapping.submitted", "followup.mapping.accepted"]


def test_the_joint_answer_stands_with_both_originals(county):
    mapping = build.ready(social="planned", health="in_place")
    asked = build.questions(mapping)[0]
    build.answer(mapping, asked, JOINT, "partly", comment="Vi prövar")
    actions.submit_mapping(mapping=mapping, by=county.actor)
    actions.accept_mapping(mapping=build.again(mapping), by=county.actor)
    standing = Standing.objects.get(question=asked)
    assert (standing.level, standing.is_joint, standing.differs) == ("partly", True, True)
    assert (standing.social_services, standing.health_care) == ("planned", "in_place")


def test_the_evidence_behind_what_counts_goes_with_it(county):
    mapping = build.ready(social="planned", health="in_place")
    asked = build.questions(mapping)[0]
    Answer.objects.filter(question=asked, side=SOCIAL).update(
        evidence="Förslag", evidence_on=date(2010, 9, 2)
    )
    Answer.objects.filter(question=asked, side=HEALTH).update(
        evidence="Rutin", evidence_on=date(2010, 10, 2)
    )
    actions.submit_mapping(mapping=mapping, by=county.actor)
    actions.accept_mapping(mapping=build.again(mapping), by=county.actor)
    standing = Standing.objects.get(question=asked)
    assert (standing.evidence, standing.evidence_on) == ("Förslag", date(2010, 9, 2))


@pytest.mark.parametrize(
    "state", [MappingStatus.OPEN, MappingStatus.RETURNED, MappingStatus.ACCEPTED]
)
def test_only_what_is_submitted_is_accepted(state, county):
    mapping = build.mapping(status=state)
    with pytest.raises(Refused):
        actions.accept_mapping(mapping=mapping, by=county.actor)
    assert not Standing.objects.exists()


def test_what_must_be_looked_at_again_is_not_accepted(county):
    mapping = build.submitted(by=county.actor)
    mapping.answers.filter(side=SOCIAL).update(needs_review="Ny lydelse")
    with pytest.raises(Refused):
        actions.accept_mapping(mapping=mapping, by=county.actor)


def test_what_fails_on_the_way_leaves_nothing(county, monkeypatch):
    mapping = build.submitted(by=county.actor)

    def breaks(**_anything):
        raise DatabaseError

    monkeypatch.setattr(moves, "rebuild_standings", breaks)
    with pytest.raises(DatabaseError):
        actions.accept_mapping(mapping=mapping, by=county.actor)
    assert status(mapping) == MappingStatus.SUBMITTED
    assert MappingStep.objects.count() == 1
    assert kinds() == ["followup.mapping.submitted"]


# Returning and reopening


def test_a_returned_mapping_opens_both_sides(county, social):
    mapping = build.submitted(by=county.actor)
    actions.return_mapping(mapping=mapping, reason=" Underlag saknas ", by=county.actor)
    mapping = build.again(mapping)
    assert mapping.status == MappingStatus.RETURNED
    assert mapping.social_services_finished_at is None
    assert mapping.health_care_finished_at is None
    assert mapping.steps.last().reason == "Underlag saknas"
    assert sheet_of(mapping).refusal_to_answer(SOCIAL) is None
    assert kinds()[-1] == "followup.mapping.returned"


def test_a_return_without_a_reason_is_refused(county):
    mapping = build.submitted(by=county.actor)
    with pytest.raises(Refused):
        actions.return_mapping(mapping=mapping, reason=" ", by=county.actor)
    assert status(mapping) == MappingStatus.SUBMITTED


def test_a_returned_mapping_is_submitted_anew(county):
    mapping = build.submitted(by=county.actor)
    actions.return_mapping(mapping=mapping, reason="Mer", by=county.actor)
    build.finish(build.again(mapping))
    actions.submit_mapping(mapping=build.again(mapping), by=county.actor)
    assert status(mapping) == MappingStatus.SUBMITTED


def test_reopening_takes_the_standings_away_and_says_why(county):
    mapping = build.accepted(by=county.actor)
    assert Standing.objects.exists()
    actions.reopen_mapping(mapping=mapping, reason="Fel ifyllt", by=county.actor)
    mapping = build.again(mapping)
    assert (mapping.status, mapping.accepted_at) == (MappingStatus.OPEN, None)
    assert mapping.social_services_finished_at is None
    assert not Standing.objects.exists()
    assert mapping.steps.last().reason == "Fel ifyllt"
    assert kinds()[-1] == "followup.mapping.reopened"
    assert mapping.answers.count() == 4


def test_what_is_reopened_can_be_answered_in_a_closed_round(county, social):
    mapping = build.accepted(by=county.actor)
    mapping.round.status = RoundStatus.CLOSED
    mapping.round.save()
    actions.reopen_mapping(mapping=mapping, reason="Fel ifyllt", by=county.actor)
    asked = build.questions(mapping)[0]
    seen = mapping.answers.get(question=asked, side=SOCIAL).answered_at
    actions.save_answer(
        mapping=mapping,
        question=asked,
        side=SOCIAL,
        values=actions.AnswerValues("in_place", seen=seen),
        by=social.actor,
    )


def test_a_reopening_has_a_reason_and_something_to_reopen(county):
    mapping = build.accepted(by=county.actor)
    with pytest.raises(Refused):
        actions.reopen_mapping(mapping=mapping, reason="", by=county.actor)
    with pytest.raises(Refused):
        actions.reopen_mapping(
            mapping=build.mapping(mapping.round, "0163"), reason="Fel", by=county.actor
        )


# Two at the county at the same moment: each has read the mapping as submitted


def two_readers(county):
    mapping = build.submitted(by=county.actor)
    return build.again(mapping), build.again(mapping)


def test_only_the_first_of_two_reviewers_decides(county):
    first, second = two_readers(county)
    actions.accept_mapping(mapping=first, by=county.actor)
    with pytest.raises(Refused):
        actions.return_mapping(mapping=second, reason="Mer underlag", by=county.actor)
    assert status(first) == MappingStatus.ACCEPTED
    assert Standing.objects.exists()
    assert MappingStep.objects.count() == 2


def test_the_other_way_round_nothing_becomes_public(county):
    first, second = two_readers(county)
    actions.return_mapping(mapping=first, reason="Mer underlag", by=county.actor)
    with pytest.raises(Refused):
        actions.accept_mapping(mapping=second, by=county.actor)
    assert status(first) == MappingStatus.RETURNED
    assert not Standing.objects.exists()


def test_without_the_guard_a_returned_mapping_would_be_public(county, monkeypatch):
    """Negative control: the same two readers, with a status that is set whatever it was."""
    first, second = two_readers(county)

    def unguarded(mapping, status, _by, _reason="", **changes):
        Mapping.objects.filter(pk=mapping.pk).update(status=status, **changes)

    monkeypatch.setattr(moves, "_move", unguarded)
    actions.return_mapping(mapping=first, reason="Mer underlag", by=county.actor)
    actions.accept_mapping(mapping=second, by=county.actor)
    assert status(first) == MappingStatus.ACCEPTED
    assert Standing.objects.exists()


def test_accepting_twice_makes_one_step(county):
    first, second = two_readers(county)
    actions.accept_mapping(mapping=first, by=county.actor)
    with pytest.raises(Refused):
        actions.accept_mapping(mapping=second, by=county.actor)
    assert MappingStep.objects.filter(status=MappingStatus.ACCEPTED).count() == 1
