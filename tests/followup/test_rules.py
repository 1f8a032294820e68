"""Decisions about rounds, answers and mappings."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.followup.enums import AnswerSide, Level, MappingStatus, QuestionKind, RoundStatus
from brygga.followup.rules import (
    LEVELS,
    MAPPING_STEPS,
    RANK,
    ROUND_STEPS,
    Progress,
    Shown,
    change_since,
    days_to_remind,
    differs,
    evidence_is_old,
    evidence_that_counts,
    free_key,
    is_running,
    may_move,
    reads_as_old,
    refuse_accepting,
    refuse_answering,
    refuse_asking,
    refuse_clearing,
    refuse_closing,
    refuse_dates,
    refuse_finishing,
    refuse_kind,
    refuse_opening,
    refuse_planning,
    refuse_reminding,
    refuse_reopening,
    refuse_repeating,
    refuse_resuming,
    refuse_returning,
    refuse_settling,
    refuse_side,
    refuse_submitting,
    refuse_when_moved,
    standing_level,
)
from brygga.followup.rules.questions import KEY_LENGTH, RESERVED_KEYS
from brygga.kernel.refusal import Refusal

levels = st.sampled_from(["", *Level.values])
ranked = st.sampled_from(list(RANK))
LOCKED = Refusal("låst")


def progress(left=0, *, finished=True, to_review=0):
    return Progress(expected=5, answered=5 - left, to_review=to_review, is_finished=finished)


def test_the_order_of_the_levels():
    assert list(RANK) == ["not_begun", "planned", "partly", "in_place", "followed_up"]
    assert sorted(RANK.values()) == list(range(5))
    assert LEVELS[-1] == Level.DONT_KNOW
    assert set(LEVELS) == set(Level)


# What two answers come to


@pytest.mark.parametrize(
    ("social", "health", "joint", "stands"),
    [
        ("planned", "planned", "", "planned"),
        ("planned", "in_place", "", "planned"),
        ("followed_up", "not_begun", "", "not_begun"),
        ("planned", "in_place", "in_place", "in_place"),
        ("planned", "planned", "dont_know", "dont_know"),
        ("dont_know", "partly", "", "partly"),
        ("partly", "dont_know", "", "partly"),
        ("dont_know", "dont_know", "", "dont_know"),
        ("dont_know", "", "", "dont_know"),
        ("", "partly", "", "partly"),
        ("", "", "", None),
    ],
)
def test_what_a_question_comes_to(social, health, joint, stands):
    assert standing_level(social, health, joint) == stands


@given(social=levels, health=levels)
def test_the_two_sides_are_equal_before_the_rule(social, health):
    assert standing_level(social, health) == standing_level(health, social)
    assert differs(social, health) == differs(health, social)


@given(social=levels, health=levels, joint=st.sampled_from(Level.values))
def test_a_joint_answer_counts_whatever_was_said(social, health, joint):
    assert standing_level(social, health, joint) == joint


@given(social=levels, health=levels)
def test_what_stands_was_said_by_somebody(social, health):
    stands = standing_level(social, health)
    assert (stands or "") in {social, health}
    assert (stands is None) == (not social and not health)


@given(social=ranked, health=ranked)
def test_two_levels_give_the_lower(social, health):
    stands = standing_level(social, health)
    assert RANK[stands] == min(RANK[social], RANK[health])
    assert differs(social, health) == (social != health)


@given(other=levels)
def test_dont_know_contradicts_nobody(other):
    assert not differs("dont_know", other)
    assert not differs("", other)


@given(before=ranked, now=ranked)
def test_change_is_counted_in_steps_and_backwards(before, now):
    assert change_since(before, now) == -change_since(now, before)
    assert (change_since(before, now) == 0) == (before == now)


@pytest.mark.parametrize(
    ("before", "now"),
    [(None, "planned"), ("planned", None), ("dont_know", "planned"), ("planned", "")],
)
def test_change_is_unknown_where_one_has_no_rank(before, now):
    assert change_since(before, now) is None


# Evidence


@pytest.mark.parametrize(
    ("dated", "old"),
    [
        (date(2008, 11, 30), True),
        (date(2008, 12, 1), False),
        (date(2010, 11, 30), False),
        (None, False),
    ],
)
def test_evidence_ages_with_the_round(dated, old):
    assert evidence_is_old(dated, date(2010, 11, 30), 24) is old


@given(
    dated=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    closes=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    months=st.integers(1, 120),
)
def test_evidence_never_grows_younger(dated, closes, months):
    if evidence_is_old(dated, closes, months + 1):
        assert evidence_is_old(dated, closes, months)


@pytest.mark.parametrize(
    ("level", "reads"), [("in_place", True), ("followed_up", True), ("partly", False)]
)
def test_only_what_claims_to_be_there_reads_as_old(level, reads):
    assert reads_as_old(Shown(level, "Rutin", date(2005, 1, 1)), date(2010, 11, 30), 24) is reads


def test_the_joint_answers_own_evidence_counts_first():
    joint = Shown("partly", "Protokoll", date(2009, 1, 1))
    side = Shown("partly", "Rutin", date(2010, 1, 1))
    assert evidence_that_counts("partly", [side], joint) == joint


def test_else_the_newest_behind_the_level_that_counts():
    old = Shown("partly", "Gammal", date(2007, 1, 1))
    new = Shown("partly", "Ny", date(2010, 1, 1))
    undated = Shown("partly", "Odaterad")
    other = Shown("in_place", "Annan", date(2010, 5, 1))
    assert evidence_that_counts("partly", [old, new, undated, other], Shown("partly")) == new
    assert evidence_that_counts("partly", [undated, other]) == undated
    assert evidence_that_counts("planned", [old, other]) == Shown("planned")


# Rounds


def opening(**changes):
    return refuse_opening(
        **{
            "status": RoundStatus.DRAFT,
            "questions": 1,
            "participants": 1,
            "today": date(2010, 9, 1),
            "closes_on": date(2010, 11, 30),
        }
        | changes
    )


def test_a_round_opens_and_opens_again():
    assert opening() is None
    assert opening(status=RoundStatus.CLOSED) is None


@pytest.mark.parametrize(
    "change",
    [
        {"status": RoundStatus.OPEN},
        {"questions": 0},
        {"participants": 0},
        {"closes_on": date(2010, 8, 31)},
    ],
)
def test_a_round_that_may_not_open_says_why(change):
    assert opening(**change)


def test_each_reason_not_to_open_is_its_own():
    reasons = {
        opening(**change).reason
        for change in (
            {"status": RoundStatus.OPEN},
            {"questions": 0},
            {"participants": 0},
            {"closes_on": date(2010, 8, 31)},
        )
    }
    assert len(reasons) == 4


@pytest.mark.parametrize(
    ("status", "days_left", "runs"),
    [
        (RoundStatus.OPEN, 1, True),
        (RoundStatus.OPEN, 0, True),
        (RoundStatus.OPEN, -1, False),
        (RoundStatus.CLOSED, 1, False),
        (RoundStatus.DRAFT, 1, False),
    ],
)
def test_a_round_runs_while_it_is_open_and_its_last_day_has_not_passed(status, days_left, runs):
    today = date(2010, 11, 1)
    closes_on = today + timedelta(days=days_left)
    assert is_running(status=status, closes_on=closes_on, today=today) is runs


def test_only_an_open_round_closes():
    assert refuse_closing(RoundStatus.OPEN) is None
    assert refuse_closing(RoundStatus.DRAFT)
    assert refuse_closing(RoundStatus.CLOSED)


def test_what_is_asked_stands_once_the_round_is_open():
    assert refuse_asking(RoundStatus.DRAFT) is None
    assert refuse_asking(RoundStatus.OPEN)
    assert refuse_asking(RoundStatus.CLOSED)


def test_one_round_a_year_and_days_in_order():
    assert refuse_planning(taken=False) is None
    assert refuse_planning(taken=True)
    day = date(2010, 9, 1)
    assert refuse_dates(opens_on=day, closes_on=day) is None
    assert refuse_dates(opens_on=day, closes_on=date(2010, 8, 31))


def test_every_round_status_is_reached_and_left():
    assert set(ROUND_STEPS) == set(RoundStatus)
    assert set().union(*ROUND_STEPS.values()) == {RoundStatus.OPEN, RoundStatus.CLOSED}


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2010, 11, 16), 14),
        (date(2010, 11, 23), 7),
        (date(2010, 11, 29), 1),
        (date(2010, 11, 30), None),
        (date(2010, 11, 15), None),
        (date(2010, 12, 1), None),
    ],
)
def test_the_days_of_reminding(today, left):
    assert days_to_remind(today=today, closes_on=date(2010, 11, 30)) == left


# Questions


def test_provisions_are_chosen_not_written():
    assert refuse_kind(kind=QuestionKind.PROVISION, has_focus=True)
    assert refuse_kind(kind=QuestionKind.FOCUS, has_focus=False)
    assert refuse_kind(kind=QuestionKind.FOCUS, has_focus=True) is None
    assert refuse_kind(kind=QuestionKind.ROUTINE, has_focus=False) is None


@given(
    wanted=st.text("abc-", max_size=70),
    taken=st.sets(st.text("abc-2", max_size=50), max_size=4),
)
def test_a_key_is_free_and_fits(wanted, taken):
    key = free_key(wanted, taken)
    assert key not in taken | RESERVED_KEYS
    assert 0 < len(key) <= KEY_LENGTH


def test_a_key_never_means_a_page():
    assert free_key("granska", []) == "granska-2"
    assert free_key("rutin", ["rutin", "rutin-2"]) == "rutin-3"
    assert free_key("", []) == "fraga"


# Mappings: the transition table


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
