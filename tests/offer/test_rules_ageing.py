"""A word on an offer ages: half a year fresh, a year believed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.offer.enums import Freshness, OfferState
from brygga.offer.rules import ageing
from brygga.offer.rules.ageing import Limits, freshness, is_believed, limits_on, state_on

CHECKED = date(2026, 5, 31)
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 5, 31), Freshness.FRESH),
        # November has no 31st: its last day is the sixth month's.
        (date(2026, 11, 30), Freshness.FRESH),
        (date(2026, 12, 1), Freshness.AGEING),
        (date(2027, 5, 31), Freshness.AGEING),
        (date(2027, 6, 1), Freshness.STALE),
    ],
)
def test_half_a_year_fresh_then_half_a_year_believed(on, expected):
    assert freshness(CHECKED, on) == expected


def test_what_nobody_has_checked_is_never_believed():
    assert freshness(None, CHECKED) == Freshness.NEVER
    assert not is_believed(None, CHECKED)


@given(said=days, first=days, second=days)
def test_nothing_grows_younger(said, first, second):
    earlier, later = sorted((first, second))
    order = list(Freshness)
    assert order.index(freshness(said, earlier)) <= order.index(freshness(said, later))


def test_the_limits_are_those_of_the_day(monkeypatch):
    harder = Limits(date(2027, 1, 1), fresh_months=3, believed_months=6, long_wait_days=14)
    monkeypatch.setattr(ageing, "LIMITS", (*ageing.LIMITS, harder))
    assert limits_on(date(2026, 12, 31)).fresh_months == 6
    assert limits_on(date(2027, 1, 1)) == harder
    assert freshness(date(2026, 8, 1), date(2026, 12, 31)) == Freshness.FRESH
    assert freshness(date(2026, 8, 1), date(2027, 1, 1)) == Freshness.AGEING


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        (None, None, OfferState.CURRENT),
        (CHECKED, CHECKED, OfferState.CURRENT),
        (date(2026, 6, 1), None, OfferState.COMING),
        (None, date(2026, 5, 30), OfferState.ENDED),
    ],
)
def test_an_offer_holds_its_first_and_its_last_day(begins, ends, expected):
    assert state_on(begins, ends, CHECKED) == expected
