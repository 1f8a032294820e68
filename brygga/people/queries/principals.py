"""Which authority answers for a side at a place."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from brygga.kernel.sorting import swedish_key
from brygga.people.enums import PrincipalKind, Side
from brygga.people.models import Place, Principal, Responsibility
from brygga.people.queries.periods import holds_on
from brygga.people.queries.places import branches_above
from brygga.people.rules import side_of

_PUBLIC = {PrincipalKind.MUNICIPALITY, PrincipalKind.REGION}


def answering_principal(place: Place, side: str, on: date) -> Principal | None:
    """The nearest one up the tree that answers for the side that day. One query.

    A district's social services are its municipality's; health care is its region's.
    """
    return answering_principals([place], on).get((place.pk, side))


def answering_principals(places: Iterable[Place], on: date) -> dict[tuple[int, str], Principal]:
    """The same for many places, keyed by place id and side. One query however many."""
    wanted = list(places)
    branches = {branch for place in wanted for branch in branches_above(place.path)}
    rows = Responsibility.objects.filter(
        holds_on(on), holds_on(on, "principal__"), place__path__in=branches
    ).select_related("principal", "place")
    by_branch: dict[tuple[str, Side], Principal] = {}
    for row in sorted(rows, key=_least_fitting_first):
        side = side_of(row.sector)
        if side is not None:
            by_branch[row.place.path, side] = row.principal
    return {
        (place.pk, side): by_branch[branch, side]
        for place in wanted
        for branch in branches_above(place.path)  # from the nation down: the nearest stays
        for side in Side
        if (branch, side) in by_branch
    }


def principals_near(place: Place) -> list[Principal]:
    """Authorities seated in the county of the place, above it or below it. One query."""
    county = branches_above(place.path)[:2][-1]
    near = Q(place__path__startswith=county) | Q(place__path__in=branches_above(place.path))
    return sorted(Principal.objects.filter(near), key=lambda row: swedish_key(row.name))


def _least_fitting_first(row: Responsibility) -> tuple[bool, str]:
    # Where a provider has taken over a part, the public authority still answers for the side.
    return row.principal.kind in _PUBLIC, row.principal.slug
