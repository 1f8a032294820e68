"""Instants, the clock on a Swedish wall, and the day it is there; whole columns at a time.

Instants are milliseconds since 1970-01-01 00:00 UTC, days are days since 1970-01-01, and NEVER
stands where there is none.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from brygga.kernel.hours import SWEDEN
from brygga.pathways.engine.days import day_number

Column = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEVER = np.iinfo(np.int64).min
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
FIRST_YEAR, LAST_YEAR = 1900, 2099


EARLIEST = day_number(date(FIRST_YEAR, 1, 1)) * DAY_MS
LATEST = day_number(date(LAST_YEAR + 1, 1, 1)) * DAY_MS


class FromWall(NamedTuple):
    """Instants, and whether the wall clock never showed what they are made of: it was put forward
    past it.
    """

    utc: Column
    never_was: Flags


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


@dataclass(frozen=True, slots=True)
class Hours:
    """What holds from each whole hour on, looked up and not searched for: the clock has never been
    changed at any other minute since 1900.
    """

    value: npt.NDArray[np.int32]

    @classmethod
    def of(cls, starts: Column, values: Column) -> "Hours":
        """`values` has what holds before the first start, and from each of them on."""
        if (starts % HOUR_MS).any():
            raise ValueError("The clock was changed between two whole hours.")
        hours = np.arange(EARLIEST // HOUR_MS, LATEST // HOUR_MS + 1)
        held = values[np.searchsorted(starts // HOUR_MS, hours, side="right")]
        return cls(held.astype(np.int32))

    def at(self, times: Column) -> npt.NDArray[np.int32]:
        """What holds at each; before the first year and after the last as at its nearer end."""
        hour = times // HOUR_MS - EARLIEST // HOUR_MS
        return self.value.take(hour, mode="clip")


@cache
def _ahead_of_wall() -> Hours:
    """Milliseconds, and one more in the hours that the wall clock was put forward past."""
    known = changes()
    starts = known.at + np.maximum(known.before, known.after)
    ahead = Hours.of(starts, np.concatenate([known.before[:1], known.after]))
    forward = known.after > known.before
    bounds = np.column_stack(
        [(known.at + known.before)[forward], (known.at + known.after)[forward]]
    )
    skipped = Hours.of(bounds.ravel(), np.arange(2 * forward.sum() + 1) % 2)
    return Hours(ahead.value | skipped.value)


@cache
def _ahead_of_utc() -> Hours:
    known = changes()
    return Hours.of(known.at, np.concatenate([known.before[:1], known.after]))


def from_wall(wall: Column) -> FromWall:
    """What the wall clock showed; an hour that came twice is the first of the two."""
    ahead = _ahead_of_wall().at(wall)
    never_was = (ahead & 1).astype(bool)
    return FromWall(wall - (ahead - never_was), never_was)


def swedish_day(utc: Column) -> Column:
    """The day it was in Sweden."""
    return (utc + _ahead_of_utc().at(utc)) // DAY_MS
