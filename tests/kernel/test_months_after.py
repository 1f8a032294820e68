"""The same day some months later."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.kernel.periods import months_after, months_between


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 5, 31), 6, date(2026, 11, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
    ],
)
def test_the_day_or_the_months_last(day, months, expected):
    assert months_after(day, months) == expected


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_so_many_months_lie_between_unless_the_month_was_too_short(day, months):
    later = months_after(day, months)
    short = later.day < day.day
    assert months_between(day, later) == months - (1 if short else 0)
