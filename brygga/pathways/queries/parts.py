"""Parts of the page of the care chain."""

from dataclasses import dataclass

from brygga.pathways.rules.periods import Days
from brygga.pathways.rules.told import Told


@dataclass(frozen=True, slots=True)
class WaitPeriod:
    """Waits from referral to treatment in a period, and what units said meanwhile.

    `within` has a share for each of 14, 30 and 90 days. `stated` is the middle of what units said,
    `statements` how often they did.
    """

    days: Days
    referrals: Told
    median_days: Told
    p90_days: Told
    within: tuple[Told, ...]
    still_waiting: Told
    stated: float | None
    statements: int


@dataclass(frozen=True, slots=True)
class Often:
    """Frequent attenders: how many, and how much of the acute visits are theirs."""

    persons: Told
    contacts: Told
    share: Told
