"""What is offered on a day, to whom, how true it is and how long one waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from brygga.kernel.sorting import swedish_key
from brygga.offer.enums import Freshness, OfferState
from brygga.offer.models import Offer, OfferPlace, Verification, WaitingTime
from brygga.offer.rules.ageing import freshness, is_believed, state_on
from brygga.offer.rules.gaps import Told
from brygga.people.models import Place
from brygga.people.queries import branches_above


@dataclass(frozen=True, slots=True)
class OfferNow:
    """One offer as it was known on a day: the latest that was said of it until then."""

    offer: Offer
    on: date
    verified_on: date | None
    said_by: str
    waiting_days: int | None
    waiting_on: date | None
    places: tuple[Place, ...]

    @property
    def freshness(self) -> Freshness:
        return freshness(self.verified_on, self.on)

    @property
    def is_old(self) -> bool:
        """Whether nobody has said for long that it is true."""
        return not is_believed(self.verified_on, self.on)

    @property
    def state(self) -> OfferState:
        return state_on(self.offer.begins_on, self.offer.ends_on, self.on)

    @property
    def wait_is_old(self) -> bool:
        return self.waiting_on is not None and not is_believed(self.waiting_on, self.on)

    @property
    def told(self) -> Told:
        """As gaps are reckoned: a wait that nobody has told of for long is not known."""
        return Told(self.freshness, None if self.wait_is_old else self.waiting_days)

    def serves(self, place: Place) -> bool:
        """Whether the people of the whole place may come."""
        return any(place.path.startswith(served.path) for served in self.places)


def offered_on(day: date) -> Q:
    """Offers that hold on the day."""
    begun = Q(begins_on__isnull=True) | Q(begins_on__lte=day)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def offers_of(place: Place, on: date, *, below: bool = False) -> list[OfferNow]:
    """What the people of a place are offered on a day, by intervention and unit. Two queries.

    An offer to a county or the nation is one to each of its places. `below` takes along what is
    for a part of the place only, such as a city district.
    """
    served = Q(serves__place__path__in=branches_above(place.path))
    if below:
        served |= Q(serves__place__path__startswith=place.path)
    rows = Offer.objects.filter(offered_on(on), served).distinct()
    return in_order(as_known(rows, on))


def offers_at(place: Place, on: date) -> list[OfferNow]:
    """What units in a place and below it offer or have offered, ended ones too. Two queries."""
    return in_order(as_known(Offer.objects.filter(unit__place__path__startswith=place.path), on))


def offers_reaching(paths: Iterable[str], on: date) -> list[OfferNow]:
    """Offers that serve any of the places with these paths exactly. Two queries."""
    rows = Offer.objects.filter(offered_on(on), serves__place__path__in=list(paths)).distinct()
    return in_order(as_known(rows, on))


def offers_of_intervention(intervention_id: int, on: date) -> list[OfferNow]:
    """Current ones anywhere. Two queries."""
    rows = Offer.objects.filter(offered_on(on), intervention_id=intervention_id)
    return in_order(as_known(rows, on))


def offer_known(offer: Offer, on: date) -> OfferNow:
    """One offer as it is known. Two queries."""
    return as_known(Offer.objects.filter(pk=offer.pk), on)[0]


def as_known(rows: QuerySet[Offer], on: date) -> list[OfferNow]:
    """The offers with the latest that was said of each until the day. Two queries."""
    said = Verification.objects.filter(offer=OuterRef("pk"), verified_on__lte=on)
    waited = WaitingTime.objects.filter(offer=OuterRef("pk"), measured_on__lte=on)
    said, waited = said.order_by("-verified_on"), waited.order_by("-measured_on")
    annotated = rows.annotate(
        now_verified_on=Subquery(said.values("verified_on")[:1]),
        now_said_by=Subquery(said.values("said_by")[:1]),
        now_days=Subquery(waited.values("days")[:1]),
        now_waited_on=Subquery(waited.values("measured_on")[:1]),
    )
    serves = Prefetch("serves", OfferPlace.objects.select_related("place").order_by("place__path"))
    found = annotated.select_related("intervention", "unit__principal", "unit__place")
    return [_now(row, on) for row in found.prefetch_related(serves).order_by("pk")]


def _now(row: Offer, on: date) -> OfferNow:
    told = row.__dict__
    return OfferNow(
        offer=row,
        on=on,
        verified_on=told["now_verified_on"],
        said_by=told["now_said_by"] or "",
        waiting_days=told["now_days"],
        waiting_on=told["now_waited_on"],
        places=tuple(each.place for each in row.serves.all()),
    )


def in_order(rows: Iterable[OfferNow]) -> list[OfferNow]:
    """By intervention, then unit, as Swedish is sorted."""
    return sorted(
        rows,
        key=lambda row: (
            swedish_key(row.offer.intervention.name),
            swedish_key(row.offer.unit.name),
            row.offer.pk,
        ),
    )
