"""Instants, the clock on a Swedish wall, and the day it is there; whole columns at a time.

Instants are milliseconds since 1970-01-01 00:00 UTC, days are days since 1970-01-01, and NEVER
stands where there is none.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from brygga.kernel.hours import SWEDEN

Column = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEVER = np.iinfo(np.int64).min
DAY_MS = 86_400_000
EPOCH = date(1970, 1, 1)
FIRST_YEAR, LAST_YEAR = 1900, 2099


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of_number(number: int) -> date:
    return EPOCH + timedelta(days=number)


EARLIEST = day_number(date(FIRST_YEAR, 1, 1)) * DAY_MS
LATEST = day_number(date(LAST_YEAR + 1, 1, 1)) * DAY_MS


class Changes(NamedTuple):
    """When the wall clock was put forward or back, and how far it was ahead before and after."""

    at: Column
    before: Column
    after: Column


@cache
def changes() -> Changes:
    """Taken from the time zone database that Python reads."""
    found: list[tuple[int, int, int]] = []
    hour = timedelta(hours=1)
    at = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    while at.year <= LAST_YEAR:
        following = at + timedelta(days=7)
        if _ahead(at) != _ahead(following):
            while _ahead(at) == _ahead(at + hour):
                at += hour
            found.append((int((at + hour).timestamp()) * 1000, _ahead(at), _ahead(at + hour)))
        at = following
    return Changes(*(np.array(column, dtype=np.int64) for column in zip(*found, strict=True)))


def _ahead(at: datetime) -> int:
    """Milliseconds that Sweden is ahead of UTC."""
    offset = at.astimezone(SWEDEN).utcoffset() or timedelta(0)
    return int(offset.total_seconds()) * 1000


def utc_from_wall(wall: Column) -> Column:
    """Instants from what the wall clock showed; an hour that came twice is the first of the two."""
    known = changes()
    starts = known.at + np.maximum(known.before, known.after)
    ahead = np.concatenate([known.before[:1], known.after])
    utc: Column = wall - ahead[np.searchsorted(starts, wall, side="right")]
    return utc


def never_was(wall: Column) -> Flags:
    """Whether the wall clock never showed this: it was put forward past it."""
    known = changes()
    forward = known.after > known.before
    skipped = (known.at + known.before)[forward]
    until = (known.at + known.after)[forward]
    place = np.searchsorted(skipped, wall, side="right") - 1
    inside: Flags = (place >= 0) & (wall < until[np.maximum(place, 0)])
    return inside


def swedish_day(utc: Column) -> Column:
    """The day it was in Sweden."""
    known = changes()
    ahead = np.concatenate([known.before[:1], known.after])
    day: Column = (utc + ahead[np.searchsorted(known.at, utc, side="right")]) // DAY_MS
    return day
