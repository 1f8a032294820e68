"""Provisions × places: who is offered what, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from brygga.kernel.sorting import swedish_key
from brygga.offer.enums import Answering, Freshness, GapKind
from brygga.offer.models import Intervention
from brygga.offer.queries.offers import OfferNow, offers_reaching
from brygga.offer.queries.responsibilities import Charges, charges_for
from brygga.offer.rules.ageing import limits_on
from brygga.offer.rules.gaps import gaps_of, newest, shortest_wait
from brygga.people.models import Place
from brygga.people.queries import branches_above

Key = tuple[int, int]
"""Id of a place, id of a provision."""

# The worst first: nobody is worse than two.
_BADNESS = (Answering.NOBODY, Answering.BOTH, Answering.SHARED, Answering.ONE)


@dataclass(frozen=True, slots=True)
class GapCell:
    """One provision at one place. Without interventions nothing can be said of it."""

    interventions: tuple[Intervention, ...]
    offers: tuple[OfferNow, ...]
    answers: Answering
    gaps: tuple[GapKind, ...]

    @property
    def is_known(self) -> bool:
        """Whether any intervention is said to carry the provision out."""
        return bool(self.interventions)

    @property
    def freshness(self) -> Freshness:
        return newest(offer.freshness for offer in self.offers)

    @property
    def verified_on(self) -> date | None:
        days = [offer.verified_on for offer in self.offers if offer.verified_on is not None]
        return max(days, default=None)

    @property
    def days(self) -> int | None:
        """The shortest wait that is known."""
        return shortest_wait(offer.told for offer in self.offers)

    @property
    def invented(self) -> bool:
        return any(each.offer.invented for each in self.offers)


def carried_out(provision_ids: Iterable[int]) -> dict[int, tuple[Intervention, ...]]:
    """By provision: the interventions that carry it out, by name. One query."""
    through = Intervention.provisions.through
    rows = through.objects.filter(provision_id__in=list(provision_ids))
    found: dict[int, list[Intervention]] = defaultdict(list)
    for row in rows.select_related("intervention"):
        found[row.provision_id].append(row.intervention)
    return {
        pk: tuple(sorted(each, key=lambda one: swedish_key(one.name))) for pk, each in found.items()
    }


def cells_of(
    places: Sequence[Place],
    provision_ids: Sequence[int],
    on: date,
    longest_days: int | None = None,
) -> dict[Key, GapCell]:
    """Every provision at every place on a day. Four queries, however many of either.

    `longest_days` is the wait that is still no gap; None takes the limit of the day.
    """
    carried = carried_out(provision_ids)
    branches = {branch for place in places for branch in branches_above(place.path)}
    known = _Known(
        reaching=_by_reach(offers_reaching(branches, on)) if carried else {},
        charges=charges_for(places, on) if carried else Charges({}),
        longest_days=longest_days if longest_days is not None else limits_on(on).long_wait_days,
    )
    return {
        (place.pk, pk): known.cell(place, carried.get(pk, ()))
        for place in places
        for pk in provision_ids
    }


def _by_reach(offers: Iterable[OfferNow]) -> dict[tuple[int, str], list[OfferNow]]:
    """Offers by intervention and by each path that they serve."""
    found: dict[tuple[int, str], list[OfferNow]] = defaultdict(list)
    for each in offers:
        for place in each.places:
            found[each.offer.intervention_id, place.path].append(each)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    reaching: Mapping[tuple[int, str], Sequence[OfferNow]]
    charges: Charges
    longest_days: int

    def cell(self, place: Place, interventions: tuple[Intervention, ...]) -> GapCell:
        if not interventions:
            return GapCell((), (), Answering.NOBODY, ())
        offers = self._offers(place, interventions)
        answers = self._answers(place, interventions, offers)
        gaps = gaps_of([each.told for each in offers], answers, self.longest_days)
        return GapCell(interventions, offers, answers, gaps)

    def _offers(
        self, place: Place, interventions: tuple[Intervention, ...]
    ) -> tuple[OfferNow, ...]:
        """Each once, also where it serves both the county and the municipality."""
        found = {
            each.offer.pk: each
            for one in interventions
            for branch in branches_above(place.path)
            for each in self.reaching.get((one.pk, branch), ())
        }
        return tuple(found.values())

    def _answers(
        self,
        place: Place,
        interventions: tuple[Intervention, ...],
        offers: tuple[OfferNow, ...],
    ) -> Answering:
        """Of what is offered; where nothing is, of whatever could carry the provision out."""
        offered = {each.offer.intervention_id for each in offers}
        asked = offered or {one.pk for one in interventions}
        found = {self.charges.answers(place, pk) for pk in asked}
        return min(found, key=_BADNESS.index)
