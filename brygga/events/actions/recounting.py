"""Seats counted anew from the registrations, after these have come from files."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from brygga.events.models import HOLDS_A_SEAT, Quota, Registration, Session
from brygga.events.queries.room import somebody_of
from brygga.events.rules import QuotaState, counts


@dataclass(frozen=True, slots=True)
class Oversold:
    """A day that more hold a seat on than there are seats, or a quota with too many."""

    gathering: str
    what: str
    most: int
    taken: int


def recount_seats() -> list[Oversold]:
    """Make `taken` of every day and quota what the registrations say.

    Writes nothing and gives what does not fit, if anything does not. Four queries and one for
    each day or quota that was wrong.
    """
    held = list(
        Registration.objects.filter(status__in=HOLDS_A_SEAT)
        .select_related("place", "principal")
        .order_by()
    )
    days, quotas = _days(held), _quotas(held)
    oversold = [*_oversold_days(days), *_oversold_quotas(quotas)]
    if not oversold:
        for day, taken in days:
            if day.taken != taken:
                Session.objects.filter(pk=day.pk).update(taken=taken)
        for quota, taken in quotas:
            if quota.taken != taken:
                Quota.objects.filter(pk=quota.pk).update(taken=taken)
    return oversold


def _days(held: list[Registration]) -> list[tuple[Session, int]]:
    whole = Counter(_where(row) for row in held if row.only_session_id is None)
    alone = Counter(row.only_session_id for row in held if row.only_session_id is not None)
    rows = Session.objects.select_related("gathering").order_by("gathering__slug", "number")
    return [(row, whole[row.gathering_id] + alone[row.pk]) for row in rows]


def _where(row: Registration) -> int:
    """The gathering in which a registration holds its seat."""
    return row.offered_id or row.gathering_id


def _quotas(held: list[Registration]) -> list[tuple[Quota, int]]:
    rows = Quota.objects.select_related("gathering").order_by("gathering__slug", "by", "key")
    found = []
    for quota in rows:
        state = QuotaState(quota.by, quota.key, quota.least, quota.most, 0)
        mine = (row for row in held if _where(row) == quota.gathering_id)
        counted = (row for row in mine if row.only_session_id is None)
        found.append((quota, sum(counts(state, somebody_of(row)) for row in counted)))
    return found


def _oversold_days(days: list[tuple[Session, int]]) -> Iterable[Oversold]:
    for day, taken in days:
        if day.seats is not None and taken > day.seats:
            yield Oversold(day.gathering.slug, f"day {day.number}", day.seats, taken)


def _oversold_quotas(quotas: list[tuple[Quota, int]]) -> Iterable[Oversold]:
    for quota, taken in quotas:
        if quota.most is not None and taken > quota.most:
            yield Oversold(quota.gathering.slug, f"quota {quota.by} {quota.key}", quota.most, taken)
