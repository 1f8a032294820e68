"""How far things have come: the order of the levels, and what two answers amount to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brygga.followup.enums import Level
from brygga.kernel.periods import months_between

RANK: dict[str, int] = {
    Level.NOT_BEGUN: 0,
    Level.PLANNED: 1,
    Level.PARTLY: 2,
    Level.IN_PLACE: 3,
    Level.FOLLOWED_UP: 4,
}
"""From least to most. Don't know has no rank: it is neither more nor less than anything."""

LEVELS: tuple[Level, ...] = (*(Level(name) for name in RANK), Level.DONT_KNOW)
"""The order in which a person chooses: from least to most, don't know last."""

_CLAIMS_TO_BE_THERE = frozenset({Level.IN_PLACE, Level.FOLLOWED_UP})


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer's level and what shows it."""

    level: str = ""
    evidence: str = ""
    evidence_on: date | None = None


def standing_level(social: str, health: str, joint: str = "") -> Level | None:
    """What a question comes to. Empty is no answer; None when nobody has answered.

    A joint answer counts, whatever the two said. Else two levels give the lower of them, for a
    thing is in place when both have it in place. *Don't know* beside a level is no difference of
    opinion, and no agreement either: the side that knows counts. When neither knows, nobody does.
    """
    if joint:
        return Level(joint)
    ranked = sorted((RANK[level], level) for level in (social, health) if level in RANK)
    if ranked:
        return Level(ranked[0][1])
    return Level.DONT_KNOW if Level.DONT_KNOW in {social, health} else None


def differs(social: str, health: str) -> bool:
    """Whether the two name different levels. Don't know, or no answer, contradicts nobody."""
    return social in RANK and health in RANK and social != health


def change_since(before: str | None, now: str | None) -> int | None:
    """Steps up (or, negative, down); None when one of them has no rank."""
    if before not in RANK or now not in RANK:
        return None
    return RANK[now] - RANK[before]


def evidence_is_old(evidence_on: date | None, round_closes_on: date, months: int) -> bool:
    """Whether evidence from that day had aged when the round closed. Undated is not old."""
    return evidence_on is not None and months_between(evidence_on, round_closes_on) >= months


def reads_as_old(shown: Shown, round_closes_on: date, months: int) -> bool:
    """Whether "in place" must be read with the year of its evidence beside it."""
    claims = shown.level in _CLAIMS_TO_BE_THERE
    return claims and evidence_is_old(shown.evidence_on, round_closes_on, months)


def evidence_that_counts(level: str, sides: Iterable[Shown], joint: Shown | None = None) -> Shown:
    """What stands behind the answer that counts.

    The joint answer's own evidence where it has any; else the newest among the sides that say
    the level that counts, dated before undated.
    """
    if joint is not None and joint.evidence:
        return joint
    behind = [side for side in sides if side.level == level and side.evidence]
    return max(behind, key=lambda side: side.evidence_on or date.min, default=Shown(level))
