"""What the pages of places, interventions and offers show."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import Http404

from brygga.kernel.sorting import swedish_key
from brygga.offer.enums import Freshness, OfferState
from brygga.offer.models import Intervention, Offer, Verification
from brygga.offer.queries.offers import (
    OfferNow,
    offer_known,
    offers_at,
    offers_of,
)
from brygga.offer.queries.responsibilities import Charges, charges_for
from brygga.offer.queries.waiting_times import WaitOnDay, waits_of
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class Directory:
    """What units here offer, what has ended, and what others offer the people here."""

    place: Place
    on: date
    own: tuple[OfferNow, ...]
    ended: tuple[OfferNow, ...]
    others: tuple[OfferNow, ...]

    @property
    def to_check(self) -> tuple[OfferNow, ...]:
        """Those that somebody has to look at: the oldest word first, never checked before all."""
        rows = [each for each in self.own if each.freshness != Freshness.FRESH]
        return tuple(sorted(rows, key=lambda each: each.verified_on or date.min))

    @property
    def invented(self) -> bool:
        return any(each.offer.invented for each in (*self.own, *self.ended, *self.others))


def directory_of(place: Place, on: date) -> Directory:
    """Four queries, with one offer or three."""
    here = offers_at(place, on)
    pks = {each.offer.pk for each in here}
    return Directory(
        place=place,
        on=on,
        own=tuple(each for each in here if each.state != OfferState.ENDED),
        ended=tuple(each for each in here if each.state == OfferState.ENDED),
        others=tuple(each for each in offers_of(place, on) if each.offer.pk not in pks),
    )


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One offer with everything that was said of it, newest first."""

    now: OfferNow
    verifications: tuple[Verification, ...]
    waits: tuple[WaitOnDay, ...]
    charges: Charges

    @property
    def offer(self) -> Offer:
        return self.now.offer

    @property
    def longest(self) -> int:
        return max((wait.days for wait in self.waits), default=0)


def offer_page(slug: str, on: date) -> OfferPage:
    """Six queries; raises Http404."""
    offer = Offer.objects.filter(slug=slug).order_by().first()
    if offer is None:
        raise Http404
    now = offer_known(offer, on)
    said = Verification.objects.filter(offer=offer).order_by("-verified_on")
    waits = waits_of(offer)
    charges = charges_for(now.places, on)
    return OfferPage(now, tuple(said), tuple(waits), charges)


def intervention_by_slug(slug: str) -> Intervention:
    """With its place and provisions at hand. Two queries; raises Http404."""
    rows = Intervention.objects.select_related("place")
    found = rows.prefetch_related("provisions__document").filter(slug=slug).order_by().first()
    if found is None:
        raise Http404
    return found


def interventions(on: date) -> list[tuple[Intervention, int]]:
    """All of them by name, with how many units offer each on a day. One query."""
    current = Count("offers", filter=_of_offers(on), distinct=True)
    rows = Intervention.objects.select_related("place").annotate(now_offers=current).order_by()
    found = [(row, int(row.__dict__["now_offers"])) for row in rows]
    return sorted(found, key=lambda pair: swedish_key(pair[0].name))


def _of_offers(on: date) -> Q:
    begun = Q(offers__begins_on__isnull=True) | Q(offers__begins_on__lte=on)
    return begun & (Q(offers__ends_on__isnull=True) | Q(offers__ends_on__gte=on))


def support_in(place: Place, on: date) -> list[OfferNow]:
    """What somebody who lives in a place can turn to. Two queries.

    What one may seek oneself comes first, then what is near in time; what nobody has said for long
    comes last of its kind.
    """
    rows = offers_of(place, on, below=True)
    return sorted(rows, key=_nearest_help)


def _nearest_help(row: OfferNow) -> tuple[bool, bool, int]:
    days = row.told.days
    return not row.offer.by_self, row.is_old, 9999 if days is None else days
