"""What the chain says when its links are laid side by side: gaps, signals, order."""

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.followup.enums import Level
from brygga.followup.rules import RANK
from brygga.thread.enums import LinkState

ENOUGH = RANK[Level.IN_PLACE]
"""From here on there is no gap left to close."""

TONE = {level: f"l{rank}" for level, rank in RANK.items()} | {Level.DONT_KNOW: "unknown"}
"""The name a level has in the house's look."""


def tone(level: str) -> str:
    """Tone of a level as stored; no level has the tone "none"."""
    return TONE[Level(level)] if level else "none"


def gap(level: str) -> int | None:
    """Steps left to *in place*, 0 to 3; None where nobody knows or nobody has answered."""
    rank = RANK.get(Level(level)) if level else None
    return None if rank is None else max(0, ENOUGH - rank)


def total_gap(levels: Iterable[str]) -> int:
    """Steps left over all answers; what nobody knows counts as the whole way."""
    return sum(ENOUGH if level == Level.DONT_KNOW else gap(level) or 0 for level in levels)


def change(before: dict[str, str], now: dict[str, str]) -> int | None:
    """Sum of steps since last year over what was ranked both years; None when nothing was.

    Keys are what is asked about (question of a kind, or provision): see `matrix.subject`.
    """
    both = [
        RANK[Level(now[key])] - RANK[Level(before[key])]
        for key in now.keys() & before.keys()
        if now[key] in RANK and before[key] in RANK
    ]
    return sum(both) if both else None


def typical(counts: dict[str, int]) -> str:
    """The middle level of ranked answers, the lower one when two share the middle; "" if none."""
    ranked = sorted((RANK[Level(level)], level) for level in counts if level in RANK)
    total = sum(counts[level] for _, level in ranked)
    seen = 0
    for _, level in ranked:
        seen += counts[level]
        if seen * 2 >= total:
            return level
    return ""


def share_in_place(counts: dict[str, int]) -> float | None:
    """Answers at *in place* or beyond, of all answers; None when there are none."""
    total = sum(counts.values())
    reached = sum(n for level, n in counts.items() if RANK.get(Level(level), -1) >= ENOUGH)
    return reached / total if total else None


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """What is known about one provision at one place in one year, as plain values."""

    level: str = ""
    evidence_is_old: bool = False
    has_priority: bool = False
    activities: int = 0
    late: int = 0
    done: int = 0
    dropped: int = 0

    @property
    def has_gap(self) -> bool:
        return bool(self.level) and gap(self.level) != 0


def gap_state(facts: ChainFacts) -> LinkState:
    """In place on evidence that has grown old is a contradiction worth a look."""
    if not facts.level or facts.level == Level.DONT_KNOW:
        return LinkState.MISSING
    return LinkState.CONTRADICTS if facts.evidence_is_old else LinkState.PRESENT


def priority_state(facts: ChainFacts) -> LinkState:
    """A gap with nobody's decision about it is a missing link; no gap needs no decision."""
    if facts.has_priority or (facts.level and not facts.has_gap):
        return LinkState.PRESENT
    return LinkState.MISSING


def activity_state(facts: ChainFacts) -> LinkState:
    """Decided and nothing begun is missing; late, or done without the level moving, contradicts."""
    live = facts.activities - facts.dropped
    if live == 0:
        needs_none = bool(facts.level) and not facts.has_gap
        return LinkState.PRESENT if needs_none else LinkState.MISSING
    untouched = facts.level == Level.NOT_BEGUN and facts.done == live
    return LinkState.CONTRADICTS if facts.late or untouched else LinkState.PRESENT


@dataclass(frozen=True, slots=True)
class Trained:
    """What is known of how many have the training; `is_kept` when that is known and not told."""

    is_known: bool = False
    is_kept: bool = False
    anybody: bool = False
    enough: bool = False
    more_than_there_are: bool = False


def competence_state(level: str, trained: Trained) -> LinkState:
    """Most are trained and nothing has begun, or more are trained than there are: look again.

    What is kept back is told to be known, and nothing more: a contradiction would give it away.
    """
    if trained.is_kept:
        return LinkState.PRESENT
    if not trained.is_known or not trained.anybody:
        return LinkState.MISSING
    untouched = trained.enough and level == Level.NOT_BEGUN
    return LinkState.CONTRADICTS if untouched or trained.more_than_there_are else LinkState.PRESENT


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What is known of the offers to a place's people."""

    anything: bool = False
    is_believed: bool = False
    two_answer: bool = False
    should_not: bool = False


def offered_state(level: str, offered: OfferFacts) -> LinkState:
    """In place and not offered, offered and not begun, or too old to believe: look again.

    What should not be offered is as it should be when nobody does.
    """
    if offered.should_not:
        return LinkState.CONTRADICTS if offered.anything else LinkState.PRESENT
    if not offered.anything:
        is_said = bool(level) and gap(level) == 0
        return LinkState.CONTRADICTS if is_said else LinkState.MISSING
    doubted = not offered.is_believed or offered.two_answer or level == Level.NOT_BEGUN
    return LinkState.CONTRADICTS if doubted else LinkState.PRESENT


@dataclass(frozen=True, slots=True)
class DeliveredFacts:
    """What contact data tell of a provision, and what is known beside them.

    `contacts` None: not known; `is_kept`: known, and too few to be told. `trained` is how many
    have the training, of those that may be told. `is_offered` None: nobody can say.
    """

    contacts: int | None = None
    is_kept: bool = False
    trained: int = 0
    is_offered: bool | None = None
    should_not: bool = False


def delivered_state(facts: DeliveredFacts) -> LinkState:
    """Trained or offered and nothing given, given and not in the directory: look again.

    What is kept back is told to be known, and nothing more. What should not be given is as it
    should be when nothing is.
    """
    if facts.is_kept:
        return LinkState.PRESENT
    if facts.contacts is None:
        return LinkState.MISSING
    if facts.should_not:
        return LinkState.CONTRADICTS if facts.contacts else LinkState.PRESENT
    if not facts.contacts:
        expected = facts.trained or facts.is_offered
        return LinkState.CONTRADICTS if expected else LinkState.MISSING
    return LinkState.CONTRADICTS if facts.is_offered is False else LinkState.PRESENT
