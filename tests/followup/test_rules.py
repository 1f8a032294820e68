"""Decisions about rounds and answers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.followup.enums import Level, QuestionKind, RoundStatus
from brygga.followup.rules import (
    LEVELS,
    RANK,
    ROUND_STEPS,
    Shown,
    change_since,
    days_to_remind,
    differs,
    evidence_is_old,
    evidence_that_counts,
    free_key,
    is_running,
    reads_as_old,
    refuse_asking,
    refuse_closing,
    refuse_dates,
    refuse_kind,
    refuse_opening,
    refuse_planning,
    standing_level,
)
from brygga.followup.rules.questions import KEY_LENGTH, RESERVED_KEYS

levels = st.sampled_from(["", *Level.values])
ranked = st.sampled_from(list(RANK))


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
