"""When presence can be marked, and when it takes a reason."""

from datetime import UTC, datetime, timedelta

import pytest

from brygga.events.rules import presence as rules

STARTS = datetime(2040, 11, 18, 7, 30, tzinfo=UTC)
DAY = rules.DayState("published", STARTS, STARTS + timedelta(hours=8))
CALLED_OFF = rules.DayState("cancelled", STARTS, STARTS + timedelta(hours=8))
BEFORE, DURING, AFTER = (STARTS + timedelta(hours=hours) for hours in (-24, 1, 24))


def marked(now, *, known=None, present=True, reason="", day=DAY):
    return rules.refuse_mark(day, now=now, known=known, present=present, reason=reason) is None


def test_presence_is_marked_on_the_day_without_a_reason():
    assert marked(DURING)
    assert marked(DURING, present=False)
    assert marked(STARTS - timedelta(hours=3))
    assert not marked(BEFORE)
    assert not marked(BEFORE, reason="Jag vet")
    assert not marked(DURING, day=CALLED_OFF)


def test_a_day_that_has_passed_and_a_changed_mark_take_a_reason():
    assert not marked(AFTER)
    assert marked(AFTER, reason="Hon stod på listan")
    assert not marked(DURING, known=True, present=False)
    assert marked(DURING, known=True, present=False, reason="Fel person")
    assert not marked(DURING, known=True, present=False, reason="  ")
    assert marked(DURING, known=True, present=True)


@pytest.mark.parametrize(
    ("hours", "works"),
    [(-1.01, False), (-1, True), (0, True), (8, True), (15, True), (15.6, False)],
)
def test_the_code_on_the_wall_works_from_an_hour_before_until_midnight(hours, works):
    now = STARTS + timedelta(hours=hours)
    assert (rules.refuse_wall_code(DAY, now=now) is None) == works


def test_the_code_of_what_is_called_off_does_not_work():
    assert rules.refuse_wall_code(CALLED_OFF, now=DURING)


def test_somebody_who_came_anyway_waits_until_it_begins():
    assert rules.refuse_walk_in(DAY, now=STARTS - timedelta(minutes=1), reason="")
    assert rules.refuse_walk_in(DAY, now=STARTS, reason="") is None
    assert rules.refuse_walk_in(DAY, now=AFTER, reason="")
    assert rules.refuse_walk_in(DAY, now=AFTER, reason="På listan") is None
    assert rules.refuse_walk_in(CALLED_OFF, now=STARTS, reason="")


def test_the_last_day_of_summer_time_is_one_day():
    """25 hours long: what is marked late that evening is still marked on the day."""
    starts = datetime(2040, 10, 28, 7, tzinfo=UTC)
    day = rules.DayState("published", starts, starts + timedelta(hours=8))
    assert (
        rules.refuse_mark(
            day, now=datetime(2040, 10, 28, 22, 30, tzinfo=UTC), known=None, present=True, reason=""
        )
        is None
    )
