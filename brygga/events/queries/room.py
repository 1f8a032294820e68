"""A gathering's seats as they are this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, QuerySet

from brygga.events.models import Attendee, Gathering, Quota, Registration, Session
from brygga.events.rules import QuotaState, Somebody, Window, counts, free_seats, refuse_seat
from brygga.kernel.refusal import Refusal
from brygga.prepared import Prepared

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class HasQuotas(TypedDict):
    has_quotas: bool


@dataclass(frozen=True, slots=True)
class Room:
    """One gathering with its days and quotas, read together."""

    gathering: Gathering
    sessions: tuple[Session, ...]
    quotas: tuple[Quota, ...]

    @property
    def starts_at(self) -> datetime | None:
        return min((day.starts_at for day in self.sessions), default=None)

    @property
    def ends_at(self) -> datetime | None:
        return max((day.ends_at for day in self.sessions), default=None)

    @property
    def window(self) -> Window:
        held = self.gathering
        return Window(held.status, held.mode, held.opens_at, held.closes_at, self.starts_at)

    @property
    def free(self) -> int | None:
        return free_seats((day.seats, day.taken) for day in self.sessions)

    @property
    def states(self) -> list[QuotaState]:
        return [QuotaState(q.by, q.key, q.least, q.most, q.taken) for q in self.quotas]

    def counting(self, somebody: Somebody) -> list[Quota]:
        """The quotas that count them."""
        pairs = zip(self.quotas, self.states, strict=True)
        return [quota for quota, state in pairs if counts(state, somebody)]

    def refusal(self, somebody: Somebody, now: datetime) -> Refusal | None:
        """Why there is no seat for them now, on every day of it."""
        until = self.gathering.mix_until
        return refuse_seat(
            free=self.free,
            quotas=self.states,
            somebody=somebody,
            mix_holds=until is None or now < until,
        )


def _to_lock() -> QuerySet[Gathering]:
    rows = Gathering.objects.select_for_update(of=("self",)).select_related("course")
    return rows.order_by("pk")


def _days() -> "QuerySet[WithAnnotations[Session, HasQuotas]]":
    # Few rooms have quotas: the days tell which, and that saves everybody else a query.
    has_quotas = Exists(Quota.objects.filter(gathering=OuterRef("gathering")))
    return Session.objects.annotate(has_quotas=has_quotas).order_by("gathering", "number")


_LOCK_ONE = Prepared(lambda pk: _to_lock().filter(pk=pk))
_DAYS_OF_ONE = Prepared(lambda gathering: _days().filter(gathering=gathering))


def locked_rooms(gathering_ids: Iterable[int]) -> dict[int, Room]:
    """Rooms whose seats nobody else gives out until the transaction ends. Two queries, three
    where a room has quotas.

    Locked in the order of their ids, so that two who want the same rooms cannot wait for each
    other. SQLite has no row locks: there the transaction owns the database from its start.
    """
    ids = sorted(set(gathering_ids))
    one = len(ids) == 1
    return _rooms(_LOCK_ONE(*ids) if one else list(_to_lock().filter(pk__in=ids)))


def rooms_of(gatherings: Iterable[Gathering]) -> dict[int, Room]:
    """The same, to look at only. One query, two where a room has quotas."""
    return _rooms(list(gatherings))


def _rooms(held: list[Gathering]) -> dict[int, Room]:
    ids = [each.pk for each in held]
    days: dict[int, list[Session]] = {pk: [] for pk in ids}
    mixed = set()
    for day in _DAYS_OF_ONE(*ids) if len(ids) == 1 else _days().filter(gathering__in=ids):
        days[day.gathering_id].append(day)
        if day.has_quotas:
            mixed.add(day.gathering_id)
    quotas: dict[int, list[Quota]] = {pk: [] for pk in ids}
    if mixed:
        for quota in Quota.objects.filter(gathering__in=mixed).order_by("gathering", "by", "key"):
            quotas[quota.gathering_id].append(quota)
    return {each.pk: Room(each, tuple(days[each.pk]), tuple(quotas[each.pk])) for each in held}


def somebody_of(row: Registration | Attendee) -> Somebody:
    """How quotas see whoever the row is about; the row has its place and principal at hand."""
    principal = row.principal.slug if row.principal else ""
    return Somebody(row.place.path, principal, row.profession)
