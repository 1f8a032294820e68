"""Who the seats are for: at least and at most so many of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.capacity import change_capacity
from brygga.events.models import Gathering, Quota
from brygga.events.queries.room import locked_rooms, somebody_of
from brygga.events.queries.seated import holding_seats
from brygga.events.rules import QuotaState, Somebody, counts
from brygga.events.rules.gathering import refuse_change, refuse_quota
from brygga.kernel.refusal import insist


@dataclass(frozen=True, slots=True)
class QuotaValues:
    """One quota as the organiser says it."""

    by: str
    key: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class SeatsWanted:
    """How many seats, for whom, and until when they are kept for the mix."""

    capacity: int | None
    quotas: Sequence[QuotaValues] = ()
    mix_until: datetime | None = None


@transaction.atomic
def set_seats(*, gathering: Gathering, wanted: SeatsWanted, by: Actor) -> Gathering:
    """All that the page of seats says, or nothing of it; raises Refused."""
    row = set_quotas(gathering=gathering, quotas=wanted.quotas, by=by)
    if row.capacity != wanted.capacity:
        row = change_capacity(gathering=row, seats=wanted.capacity, by=by)
    row.mix_until = wanted.mix_until
    row.save(update_fields=["mix_until"])
    return row


@transaction.atomic
def set_quotas(*, gathering: Gathering, quotas: Sequence[QuotaValues], by: Actor) -> Gathering:
    """Make these the quotas, each counted anew from those who hold a seat; raises Refused.

    Seats that are promised already stay promised: a ceiling below them is refused.
    """
    row = locked_rooms([gathering.pk])[gathering.pk].gathering
    insist(refuse_change(row.status))
    held = holding_seats(row).filter(only_session__isnull=True)
    people = [somebody_of(each) for each in held.select_related("place", "principal")]
    made = [_counted(row, values, people) for values in quotas]
    row.quotas.all().delete()
    Quota.objects.bulk_create(made)
    record("events.quotas.set", row, by=by, path=row.place.path, quotas=len(made))
    return row


def _counted(row: Gathering, values: QuotaValues, people: list[Somebody]) -> Quota:
    state = QuotaState(values.by, values.key, values.least, values.most, 0)
    taken = sum(counts(state, somebody) for somebody in people)
    insist(refuse_quota(least=values.least, most=values.most, taken=taken))
    return Quota(
        gathering=row,
        by=values.by,
        key=values.key,
        least=values.least,
        most=values.most,
        taken=taken,
    )
