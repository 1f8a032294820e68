"""Which days a page tells of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from brygga.kernel.periods import months_after

MOST_HALF_YEARS, MOST_YEARS = 10, 8
_JULY = 7


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day until the first day after. `year` where it is a calendar year."""

    since: date
    until: date
    year: int | None = None

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


def latest_twelve(last: date) -> Days:
    """The latest twelve whole months of data whose last day this is.

    Whole months: a period that moved with every delivery would tell the difference of a few days.
    """
    until = (last + timedelta(days=1)).replace(day=1)
    return Days(until.replace(year=until.year - 1), until)


def calendar_year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year + 1, 1, 1), year)


def years_of(first: date, last: date) -> list[int]:
    """The years that data tell of, the latest first."""
    return list(range(last.year, first.year - 1, -1))


def days_of(asked: str, first: date, last: date) -> Days:
    """What an address asks for: a year of the data, else the latest twelve months."""
    years = {str(year): year for year in years_of(first, last)}
    return calendar_year(years[asked]) if asked in years else latest_twelve(last)


def half_years(first: date, last: date) -> tuple[date, ...]:
    """First days of the latest half-years, and the first day after them."""
    return _latest(first, last, (1, _JULY), MOST_HALF_YEARS)


def whole_years(first: date, last: date) -> tuple[date, ...]:
    return _latest(first, last, (1,), MOST_YEARS)


def _latest(first: date, last: date, months: Sequence[int], most: int) -> tuple[date, ...]:
    """The last one may not be over; the first day after it is then still to come."""
    starts = [date(year, month, 1) for year in range(first.year, last.year + 2) for month in months]
    pairs = [pair for pair in pairwise(starts) if pair[1] > first and pair[0] <= last]
    chosen = pairs[-most:]
    return (*(start for start, _after in chosen), chosen[-1][1])


def is_half_year(since: date, until: date) -> bool:
    return until == months_after(since, 6)
