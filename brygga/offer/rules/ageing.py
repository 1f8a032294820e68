"""How long a word holds: verifications and waiting times, by limits that are dated themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brygga.kernel.periods import months_after
from brygga.offer.enums import Freshness, OfferState


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds from a day. Months a verification is fresh and, after that, still believed."""

    since: date
    fresh_months: int
    believed_months: int
    long_wait_days: int


LIMITS: Sequence[Limits] = (
    # Twice a year, as the units verify; the wait is ours to state: no law has one number for both
    # principals. Thirty days is the middle one of the shares that waits are told in.
    Limits(date(1900, 1, 1), fresh_months=6, believed_months=12, long_wait_days=30),
)


def limits_on(day: date) -> Limits:
    """The limits of a day: those that began last."""
    return max((each for each in LIMITS if each.since <= day), key=lambda each: each.since)


def freshness(verified_on: date | None, on: date) -> Freshness:
    """How old a verification is on a day; the last day of a period belongs to it."""
    if verified_on is None:
        return Freshness.NEVER
    limits = limits_on(on)
    if on <= months_after(verified_on, limits.fresh_months):
        return Freshness.FRESH
    if on <= months_after(verified_on, limits.believed_months):
        return Freshness.AGEING
    return Freshness.STALE


def is_believed(said_on: date | None, on: date) -> bool:
    """Whether what was said on a day can still be told as how it is."""
    return freshness(said_on, on) in {Freshness.FRESH, Freshness.AGEING}


def state_on(begins_on: date | None, ends_on: date | None, on: date) -> OfferState:
    """An offer holds from its first day until its last, both included."""
    if begins_on is not None and on < begins_on:
        return OfferState.COMING
    if ends_on is not None and on > ends_on:
        return OfferState.ENDED
    return OfferState.CURRENT
