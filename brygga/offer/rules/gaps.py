"""What is missing where a provision should be offered. Plain values; no days but those given."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from brygga.offer.enums import Answering, Freshness, GapKind

BELIEVED = frozenset({Freshness.FRESH, Freshness.AGEING})


@dataclass(frozen=True, slots=True)
class Charge:
    """One responsibility that holds: which kind of principal, and whether it is shared."""

    principal_kind: str
    sector: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one offer: how old its verification is, and the wait in days if known."""

    freshness: Freshness
    days: int | None


def answering(charges: Iterable[Charge]) -> Answering:
    """Who answers, of the responsibilities that hold at a place on a day.

    Several of one kind of principal are one. Several kinds are in each other's way unless all of
    them are said to share by agreement.
    """
    rows = list(charges)
    if not rows:
        return Answering.NOBODY
    if len({row.principal_kind for row in rows}) == 1:
        return Answering.ONE
    return Answering.SHARED if all(row.is_shared for row in rows) else Answering.BOTH


def gaps_of(offers: Collection[Told], answers: Answering, longest_days: int) -> tuple[GapKind, ...]:
    """Everything that is missing for one provision at one place, the worst first; () for nothing.

    An offer is stale where none of the offers has a verification that can be believed. The wait is
    long where the shortest one known is longer than `longest_days`.
    """
    found = {_UNANSWERED[answers]} if answers in _UNANSWERED else set()
    if not offers:
        found.add(GapKind.NOT_OFFERED)
    elif not any(offer.freshness in BELIEVED for offer in offers):
        found.add(GapKind.STALE)
    shortest = shortest_wait(offers)
    if shortest is not None and shortest > longest_days:
        found.add(GapKind.LONG_WAIT)
    return tuple(kind for kind in GapKind if kind in found)


_UNANSWERED = {
    Answering.NOBODY: GapKind.NOBODY_ANSWERS,
    Answering.BOTH: GapKind.TWO_ANSWER,
}


def shortest_wait(offers: Iterable[Told]) -> int | None:
    """Days to the nearest help, of the waits that are known; None where none is."""
    return min((offer.days for offer in offers if offer.days is not None), default=None)


def newest(freshnesses: Iterable[Freshness]) -> Freshness:
    """The freshest of several; never checked where there is none."""
    order = list(Freshness)
    return min(freshnesses, key=order.index, default=Freshness.NEVER)
