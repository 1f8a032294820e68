"""Periods of whole days, and ages in whole months."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day until the last, both included; None is open at that end."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: "Period") -> bool:
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        ends_late_enough = self.last is None or other.first is None or other.first <= self.last
        return starts_in_time and ends_late_enough


def months_between(earlier: date, later: date) -> int:
    """Whole months that have passed; negative when `later` comes first.

    A month has passed on the same day of the month, so 31 January to 28 February is none.
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day < earlier.day else months


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that has no such day."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
