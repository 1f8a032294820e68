"""Who answers for an intervention at a place: what the nearest place up the tree says."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from brygga.kernel.periods import Period
from brygga.offer.enums import Answering
from brygga.offer.models import CareResponsibility, Intervention
from brygga.offer.rules.gaps import Charge, answering
from brygga.people.models import Place
from brygga.people.queries import branches_above, holds_on


@dataclass(frozen=True, slots=True)
class Charges:
    """Responsibilities that hold on a day, by intervention and path."""

    by_branch: dict[tuple[int, str], list[CareResponsibility]]

    def at(self, place: Place, intervention_id: int) -> Sequence[CareResponsibility]:
        """Those of the nearest place, up the tree, that says anything of the intervention."""
        for branch in reversed(branches_above(place.path)):
            found = self.by_branch.get((intervention_id, branch))
            if found:
                return found
        return ()

    def answers(self, place: Place, intervention_id: int) -> Answering:
        return answering(charge_of(row) for row in self.at(place, intervention_id))


def charge_of(row: CareResponsibility) -> Charge:
    return Charge(row.principal_kind, row.sector, row.is_shared)


def charges_for(places: Iterable[Place], on: date) -> Charges:
    """Everything that may decide who answers at the places. One query however many."""
    branches = {branch for place in places for branch in branches_above(place.path)}
    rows = CareResponsibility.objects.filter(holds_on(on), place__path__in=branches)
    found: dict[tuple[int, str], list[CareResponsibility]] = defaultdict(list)
    for row in rows.select_related("place").order_by("principal_kind", "sector", "pk"):
        found[row.intervention_id, row.place.path].append(row)
    return Charges(dict(found))


def responsibilities_over_time(intervention: Intervention) -> list[CareResponsibility]:
    """All that was ever said, from the nation down, oldest first. One query."""
    rows = CareResponsibility.objects.filter(intervention=intervention).select_related("place")
    return sorted(
        rows, key=lambda row: (row.place.path, row.valid_from or date.min, row.principal_kind)
    )


def in_force_at(intervention: Intervention, place: Place, on: date) -> list[CareResponsibility]:
    """What is said at the very place, and holds on the day. One query."""
    rows = CareResponsibility.objects.filter(intervention=intervention, place=place)
    return [row for row in rows if Period(row.valid_from, row.valid_to).covers(on)]
