"""Waits over time, as they were told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from brygga.offer.models import Offer, WaitingTime
from brygga.people.models import Place
from brygga.people.queries import branches_above


@dataclass(frozen=True, slots=True)
class WaitOnDay:
    """So many days for an offer, as said on a day."""

    offer: Offer
    measured_on: date
    days: int
    source: str
    invented: bool


def waiting_times(
    place: Place,
    *,
    first: date | None = None,
    last: date | None = None,
    intervention: str = "",
    below: bool = False,
) -> list[WaitOnDay]:
    """Everything told of the waits for what a place's people are offered, oldest first. One query.

    Ended offers are there too: their waits were true. `intervention` is a slug. `below` takes along
    what is for a part of the place only.
    """
    reached = Q(serves__place__path__in=branches_above(place.path))
    if below:
        reached |= Q(serves__place__path__startswith=place.path)
    served = Offer.objects.filter(reached)
    rows = WaitingTime.objects.filter(_between(first, last), offer__in=served)
    if intervention:
        rows = rows.filter(offer__intervention__slug=intervention)
    return _told(rows.select_related("offer__intervention", "offer__unit"))


def waits_of(offer: Offer) -> list[WaitOnDay]:
    """Newest first. One query."""
    rows = WaitingTime.objects.filter(offer=offer).select_related("offer")
    return _told(rows)[::-1]


def _between(first: date | None, last: date | None) -> Q:
    query = Q()
    if first is not None:
        query &= Q(measured_on__gte=first)
    if last is not None:
        query &= Q(measured_on__lte=last)
    return query


def _told(rows: QuerySet[WaitingTime]) -> list[WaitOnDay]:
    return [
        WaitOnDay(row.offer, row.measured_on, row.days, row.source, row.invented)
        for row in rows.order_by("measured_on", "offer__slug")
    ]
