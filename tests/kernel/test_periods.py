"""Whole days and whole months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.kernel.periods import Period, months_between

days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
ends = st.none() | days


@given(first=ends, last=ends, day=days)
def test_a_period_covers_its_ends(first, last, day):
    expected = not (first and day < first) and not (last and day > last)
    assert Period(first, last).covers(day) == expected


@given(days, days, days, days)
def test_two_periods_overlap_when_they_share_a_day(a, b, c, d):
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) == other.overlaps(one) == shared


def test_an_open_period_overlaps_everything_on_its_side():
    assert Period().overlaps(Period(date(2010, 1, 1), date(2010, 1, 1)))
    assert not Period(last=date(2009, 12, 31)).overlaps(Period(first=date(2010, 1, 1)))


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2008, 11, 10), date(2010, 11, 10), 24),
        (date(2008, 11, 10), date(2010, 11, 9), 23),
        (date(2010, 1, 31), date(2010, 2, 28), 0),
        (date(2010, 1, 1), date(2010, 1, 1), 0),
        (date(2010, 3, 1), date(2010, 1, 1), -2),
    ],
)
def test_a_month_has_passed_on_the_same_day_of_the_month(earlier, later, months):
    assert months_between(earlier, later) == months


@given(days, st.integers(0, 400))
def test_months_never_shrink_as_days_pass(day, further):
    later = day + timedelta(days=further)
    assert months_between(day, later) <= months_between(day, later + timedelta(days=1))
