"""Who comes first in the queue for a course, and by which numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from brygga.events.enums import QueueRule

Origin = tuple[int, int]
"""Whose people somebody is of: the ids of a place and of a principal (0: none)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits. `gathering` is the round asked for; who is `flexible` takes any."""

    id: int
    queued_at: datetime
    origin: Origin
    need: int
    gathering: int
    flexible: bool

    def wants(self, gathering: int) -> bool:
        return self.flexible or self.gathering == gathering


def in_order(rule: str, waiting: Sequence[Waiting], shares: Mapping[Origin, int]) -> list[Waiting]:
    """The queue, first first. `shares` is how many of each origin have a seat or an offer.

    - first come: by the time one joined;
    - even: the origin that has got the fewest, then by time;
    - need: the greatest need, then by time.
    Two who joined in the same instant stand in the order of their numbers.
    """
    return sorted(waiting, key=lambda each: _rank(rule, each, shares))


def _rank(rule: str, each: Waiting, shares: Mapping[Origin, int]) -> tuple[int, datetime, int]:
    first = 0
    if rule == QueueRule.EVEN:
        first = shares.get(each.origin, 0)
    elif rule == QueueRule.NEED:
        first = -each.need
    return first, each.queued_at, each.id


def offer_expires(*, now: datetime, hours: int, starts_at: datetime) -> datetime:
    """How long an offer is open: its hours, but never past the beginning of the first day."""
    return min(now + timedelta(hours=hours), starts_at)
