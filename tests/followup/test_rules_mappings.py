"""Decisions about mappings: their way from open to accepted, and who may answer meanwhile."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.followup.enums import AnswerSide, MappingStatus
from brygga.followup.rules import (
    MAPPING_STEPS,
    Progress,
    may_move,
    refuse_accepting,
    refuse_answering,
    refuse_clearing,
    refuse_finishing,
    refuse_reminding,
    refuse_reopening,
    refuse_repeating,
    refuse_resuming,
    refuse_returning,
    refuse_settling,
    refuse_side,
    refuse_submitting,
    refuse_when_moved,
)
from brygga.kernel.refusal import Refusal

LOCKED = Refusal("låst")


def progress(left=0, *, finished=True, to_review=0):
    return Progress(expected=5, answered=5 - left, to_review=to_review, is_finished=finished)


@pytest.mark.parametrize(("before", "after"), list(product(MappingStatus, repeat=2)))
def test_the_transition_table(before, after):
    allowed = {
        ("open", "submitted"),
        ("submitted", "accepted"),
        ("submitted", "returned"),
        ("returned", "submitted"),
        ("accepted", "open"),
    }
    assert may_move(before, after) == ((before, after) in allowed)


def test_every_status_is_reached_and_left():
    assert set(MAPPING_STEPS) == set(MappingStatus)
    assert set().union(*MAPPING_STEPS.values()) == set(MappingStatus)
    assert all(MAPPING_STEPS.values())


@given(st.lists(st.sampled_from(list(MappingStatus)), max_size=12))
def test_no_journey_reaches_acceptance_without_submission(wishes):
    status, submitted = MappingStatus.OPEN, False
    for wish in wishes:
        if may_move(status, wish):
            submitted = wish == MappingStatus.SUBMITTED or (
                submitted and wish == MappingStatus.ACCEPTED
            )
            status = wish
        if status == MappingStatus.ACCEPTED:
            assert submitted


# Mappings: what stands in the way


def answering(round_="open", mapping="open", *, came_back=False):
    return refuse_answering(round_status=round_, mapping_status=mapping, came_back=came_back)


def test_answers_are_taken_in_an_open_round():
    assert answering() is None
    assert answering(mapping="returned", came_back=True) is None


@pytest.mark.parametrize("status", ["submitted", "accepted"])
@pytest.mark.parametrize("round_", ["open", "closed"])
def test_a_mapping_with_the_county_is_locked(status, round_):
    assert answering(round_, status, came_back=True)


def test_a_closed_round_takes_answers_only_from_those_the_county_asked_again():
    assert answering("closed")
    assert answering("closed", came_back=True) is None
    assert answering("closed", "returned", came_back=True) is None


def test_a_round_being_prepared_takes_none():
    assert answering("draft")


def test_a_finished_side_is_taken_up_before_it_is_changed():
    assert refuse_side(locked=None, is_finished=False) is None
    assert refuse_side(locked=None, is_finished=True)
    assert refuse_side(locked=LOCKED, is_finished=False) == LOCKED


def test_a_side_is_finished_when_nothing_is_left():
    assert refuse_finishing(locked=None, progress=progress(finished=False)) is None
    assert refuse_finishing(locked=None, progress=progress(1, finished=False))
    assert refuse_finishing(locked=None, progress=progress(finished=False, to_review=1))
    assert refuse_finishing(locked=None, progress=progress())
    assert refuse_finishing(locked=LOCKED, progress=progress()) == LOCKED


def test_what_is_left_counts_what_must_be_looked_at():
    assert progress(2, to_review=1).left == 3


def test_what_reads_differently_is_not_said_again_unread():
    assert refuse_repeating(reworded_in="") is None
    assert "Policyn, Utgåva 2" in refuse_repeating(reworded_in="Policyn, Utgåva 2").reason


def test_only_a_finished_side_is_resumed():
    assert refuse_resuming(locked=None, is_finished=True) is None
    assert refuse_resuming(locked=None, is_finished=False)
    assert refuse_resuming(locked=LOCKED, is_finished=True) == LOCKED


def settling(social, health, *, locked=None, is_settled=False):
    return refuse_settling(locked=locked, social=social, health=health, is_settled=is_settled)


def test_a_joint_answer_needs_a_difference_or_a_dont_know():
    assert settling("planned", "partly") is None
    assert settling("planned", "dont_know") is None
    assert settling("planned", "planned")
    assert settling("dont_know", "dont_know")
    assert settling("planned", "planned", is_settled=True) is None
    assert settling("planned", "")
    assert settling("", "planned")
    assert settling("planned", "partly", locked=LOCKED) == LOCKED


def test_only_what_is_settled_is_taken_back():
    assert refuse_clearing(locked=None, is_settled=True) is None
    assert refuse_clearing(locked=None, is_settled=False)
    assert refuse_clearing(locked=LOCKED, is_settled=True) == LOCKED


def submitting(social=None, health=None, *, locked=None, joint=0):
    sides = {
        AnswerSide.SOCIAL_SERVICES: social or progress(),
        AnswerSide.HEALTH_CARE: health or progress(),
    }
    return refuse_submitting(locked=locked, sides=sides, joint_to_review=joint)


def test_both_answer_everything_and_are_finished_before_submission():
    assert submitting() is None
    assert submitting(locked=LOCKED) == LOCKED
    assert submitting(progress(1))
    assert submitting(health=progress(2))
    assert submitting(health=progress(to_review=1))
    assert submitting(progress(finished=False))
    assert submitting(health=progress(finished=False))
    assert submitting(joint=1)


def test_a_submission_is_refused_with_the_side_it_waits_for():
    assert str(AnswerSide.HEALTH_CARE.label) in submitting(health=progress(2)).reason
    assert "2" in submitting(health=progress(2)).reason


@pytest.mark.parametrize("status", list(MappingStatus))
def test_the_county_accepts_and_returns_only_what_is_submitted(status):
    is_submitted = status == MappingStatus.SUBMITTED
    assert (refuse_accepting(status=status, to_review=0) is None) == is_submitted
    assert (refuse_returning(status=status, reason="Ofullständig") is None) == is_submitted


def test_what_has_changed_meanwhile_is_not_accepted():
    assert refuse_accepting(status=MappingStatus.SUBMITTED, to_review=1)


@pytest.mark.parametrize("status", list(MappingStatus))
def test_only_what_is_accepted_is_reopened(status):
    is_accepted = status == MappingStatus.ACCEPTED
    assert (refuse_reopening(status=status, reason="Nytt läge") is None) == is_accepted


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_a_return_and_a_reopening_have_a_reason(reason):
    assert refuse_returning(status=MappingStatus.SUBMITTED, reason=reason)
    assert refuse_reopening(status=MappingStatus.ACCEPTED, reason=reason)


def test_there_is_somebody_to_remind():
    assert refuse_reminding(locked=None, recipients=1) is None
    assert refuse_reminding(locked=None, recipients=0)
    assert refuse_reminding(locked=LOCKED, recipients=1) == LOCKED


def test_who_comes_second_is_told_so():
    assert refuse_when_moved().reason
