"""States, moves and what is refused, on plain values."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from brygga.plans import rules
from brygga.plans.enums import ActivityState, ActivityStatus, PlanStatus

TODAY = date(2010, 10, 12)
YESTERDAY = TODAY - timedelta(days=1)
STATUSES = st.sampled_from(ActivityStatus.values)
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
COSTS = st.decimals(0, 10**6, places=2, allow_nan=False) | st.none()


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("status", "due_on", "state"),
    [
        ("planned", TODAY, ActivityState.PLANNED),
        ("planned", YESTERDAY, ActivityState.LATE),
        ("ongoing", TODAY, ActivityState.ONGOING),
        ("ongoing", YESTERDAY, ActivityState.LATE),
        ("done", YESTERDAY, ActivityState.DONE),
        ("dropped", YESTERDAY, ActivityState.DROPPED),
    ],
)
def test_what_is_not_finished_is_late_the_day_after_it_was_due(status, due_on, state):
    assert rules.state_of(status, due_on, TODAY) == state


@given(STATUSES, DAYS, DAYS)
def test_only_the_unfinished_can_be_late_or_need_attention(status, due_on, today):
    is_late = rules.state_of(status, due_on, today) == ActivityState.LATE
    assert is_late == (status in rules.UNFINISHED and due_on < today)
    assert not is_late or rules.needs_attention(status, due_on, today)
    assert status in rules.UNFINISHED or not rules.needs_attention(status, due_on, today)


def test_two_weeks_before_its_day_an_activity_needs_attention():
    assert rules.needs_attention("planned", TODAY + timedelta(days=14), TODAY)
    assert not rules.needs_attention("planned", TODAY + timedelta(days=15), TODAY)


def test_every_status_can_be_reached_and_left():
    assert set(rules.MOVES) == set(ActivityStatus)
    reached = {status for moves in rules.MOVES.values() for status in moves}
    assert reached == set(ActivityStatus)
    assert all(rules.MOVES.values())


@given(st.lists(st.tuples(STATUSES, st.text(max_size=3)), max_size=20))
def test_a_journey_never_makes_a_move_that_is_not_in_the_table(journey):
    status = ActivityStatus.PLANNED
    for to, note in journey:
        if rules.refuse_move(status, to, note) is None:
            assert to in rules.MOVES[status]
            assert note.strip() or to != ActivityStatus.DROPPED
            status = ActivityStatus(to)


@pytest.mark.parametrize(
    ("before", "after", "note", "word"),
    [
        ("planned", "dropped", " ", "dropped"),
        ("done", "ongoing", "", "left to do"),
        ("dropped", "planned", "", "taken up"),
        ("done", "dropped", "why", "cannot"),
        ("planned", "nonsense", "why", "nonsense"),
    ],
)
def test_a_refused_move_says_what_is_missing(before, after, note, word):
    refusal = rules.refuse_move(before, after, note)
    assert refusal is not None
    assert word in refusal.reason


@pytest.mark.parametrize(("before", "after"), [("planned", "ongoing"), ("ongoing", "done")])
def test_going_forward_needs_no_note(before, after):
    assert rules.refuse_move(before, after, "") is None


def test_a_plan_is_adopted_once_and_not_empty():
    assert "empty" in rules.refuse_adopt(PlanStatus.DRAFT, activities=0).reason
    assert "already" in rules.refuse_adopt(PlanStatus.ADOPTED, activities=2).reason
    assert rules.refuse_adopt(PlanStatus.DRAFT, activities=1) is None


def test_an_adopted_plan_is_opened_again_with_a_reason_before_it_changes():
    assert rules.refuse_edit(PlanStatus.DRAFT) is None
    assert rules.refuse_edit(PlanStatus.ADOPTED) is not None
    assert rules.refuse_reopen(PlanStatus.ADOPTED, " ") is not None
    assert rules.refuse_reopen(PlanStatus.DRAFT, "fel") is not None
    assert rules.refuse_reopen(PlanStatus.ADOPTED, "fel") is None


def test_an_addition_opens_an_adopted_plan_only_for_one_who_may_open_it():
    assert rules.refuse_addition(PlanStatus.DRAFT, may_reopen=False) is None
    assert rules.refuse_addition(PlanStatus.ADOPTED, may_reopen=True) is None
    assert "may adopt" in rules.refuse_addition(PlanStatus.ADOPTED, may_reopen=False).reason


@given(st.integers(rules.FIRST_YEAR, rules.LAST_YEAR))
def test_a_later_year_is_later_and_has_not_gone_by(year):
    later = rules.later_year(year, TODAY)
    if year == rules.LAST_YEAR:
        assert later is None
    else:
        assert later == max(year + 1, TODAY.year)


def test_a_decision_is_made_by_a_group_at_the_place_or_above_on_a_day_that_has_come():
    def refuse(group, decided_on=TODAY):
        return rules.refuse_decision(
            group_path=group, place_path="00/01/0160/", decided_on=decided_on, today=TODAY
        )

    assert refuse("00/01/0160/") is None
    assert refuse("00/01/") is None
    assert refuse("00/01/0162/") is not None
    assert refuse("00/01/0160/0160-1/") is not None
    assert refuse("00/01/", TODAY + timedelta(days=1)) is not None


def test_the_rest_of_what_is_refused():
    assert rules.refuse_start(has_plan=True) is not None
    assert rules.refuse_start(has_plan=False) is None
    assert rules.refuse_priority(is_taken=True) is not None
    assert rules.refuse_priority(is_taken=False) is None
    assert rules.refuse_withdraw(is_withdrawn=True) is not None
    assert rules.refuse_withdraw(is_withdrawn=False) is None
    assert rules.refuse_due(date(2009, 12, 31), 2010) is not None
    assert rules.refuse_due(date(2010, 1, 1), 2010) is None
    assert rules.refuse_due(date(2011, 1, 1), 2010) is None


@given(st.lists(st.tuples(STATUSES, COSTS)))
def test_a_sum_counts_what_is_known_and_not_dropped(costs):
    total = Decimal(0)
    known = 0
    for status, cost in costs:
        if status != "dropped" and cost is not None:
            total += cost
            known += 1
    assert rules.cost_of(costs) == (total if known else None)


@given(DAYS, st.integers(2000, 2030))
def test_what_is_carried_over_is_due_in_the_new_year_or_later(due_on, year):
    carried = rules.carried_due(due_on, year)
    assert carried.year >= year
    assert carried == due_on or carried == date(year, 12, 31)


def test_years_nobody_plans_for():
    assert rules.is_plan_year(2010)
    assert not rules.is_plan_year(1989)
    assert not rules.is_plan_year(10**12)
