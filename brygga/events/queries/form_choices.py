"""What the registration form offers to choose from, and who is known already."""

from dataclasses import dataclass
from datetime import date

from brygga.access.actor import Actor
from brygga.events.models import Attendee
from brygga.kernel.sorting import swedish_key
from brygga.people.enums import PrincipalKind, Side
from brygga.people.models import NATION, Place, Principal, Unit, User
from brygga.people.queries import (
    answering_kept,
    branches_above,
    holds_on,
    in_reading_order,
    place_kept,
)

Choice = tuple[str, str]
Group = tuple[str, list[Choice]]

MUNICIPALITY, REGION, OTHER = "municipality", "region", "other"
"""Whom one works for, said without knowing what the authority is called."""
_SIDES = {MUNICIPALITY: Side.SOCIAL_SERVICES, REGION: Side.HEALTH_CARE}


def branch_of(place: Place) -> str:
    """The path within which people of a gathering are: its county, or the nation."""
    return branches_above(place.path)[:2][-1]


def place_choices(branch: str, on: date) -> list[Group]:
    """Places of the branch under their counties, each county first itself. One query."""
    rows = Place.objects.filter(holds_on(on), path__startswith=branch).exclude(code=NATION)
    groups: dict[str, list[Place]] = {}
    for row in rows:
        groups.setdefault(row.county_code, []).append(row)
    found = [sorted(group, key=in_reading_order) for group in groups.values()]
    # Counties stand in the order of their names, as people look for them.
    found.sort(key=lambda group: swedish_key(group[0].name))
    return [(group[0].name, [(row.code, row.name) for row in group]) for group in found]


def place_within(branch: str, code: str) -> Place | None:
    """The place with the code, if it lies in the branch. At most one query."""
    found = None if code == NATION else place_kept(code)
    return found if found and found.path.startswith(branch) else None


def other_principals(branch: str, on: date) -> list[Principal]:
    """Providers and state authorities that people of the branch may work for. One query."""
    rows = Principal.objects.filter(
        holds_on(on),
        kind__in=(PrincipalKind.PRIVATE, PrincipalKind.STATE),
        place__path__in=branches_above(branch),
    )
    return sorted(rows, key=lambda row: swedish_key(row.name))


def principal_said(said: str, place: Place, on: date) -> Principal | None:
    """Who is meant by "the municipality" at a place, or by a slug. At most one query."""
    if said in _SIDES:
        return answering_kept(place, _SIDES[said], on)
    return Principal.objects.filter(slug=said).first()


def unit_choices(branch: str, on: date) -> list[Group]:
    """Workplaces in the branch under their principals. One query."""
    rows = Unit.objects.filter(holds_on(on), place__path__startswith=branch)
    groups: dict[str, list[Unit]] = {}
    for row in rows.select_related("principal", "place"):
        groups.setdefault(row.principal.name, []).append(row)
    return [
        (name, [(row.slug, _unit_name(row)) for row in sorted(groups[name], key=_by_name)])
        for name in sorted(groups, key=swedish_key)
    ]


def unit_within(branch: str, slug: str) -> Unit | None:
    """The unit, if it lies in the branch. One query."""
    found = Unit.objects.select_related("principal")
    return found.filter(slug=slug, place__path__startswith=branch).first()


def _unit_name(unit: Unit) -> str:
    return f"{unit.name}, {unit.place.name}"


def _by_name(unit: Unit) -> tuple[str, str]:
    return swedish_key(unit.name)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of whoever is signed in; empty words where nothing is."""

    name: str = ""
    email: str = ""
    place: str = ""
    principal: str = ""
    unit: str = ""
    profession: str = ""


NOBODY = Known()


def known_of(actor: Actor) -> Known:
    """At most two queries; none for a visitor."""
    if actor.user_id is None:
        return NOBODY
    user = User.objects.filter(pk=actor.user_id).first()
    if user is None:
        return NOBODY
    rows = Attendee.objects.select_related("place", "principal", "unit")
    earlier = rows.filter(email=user.email.lower()).first()
    if earlier is None:
        return Known(name=user.name, email=user.email)
    return Known(
        name=earlier.name,
        email=user.email,
        place=earlier.place.code,
        principal=_said_of(earlier.principal),
        unit=earlier.unit.slug if earlier.unit else "",
        profession=earlier.profession,
    )


def _said_of(principal: Principal | None) -> str:
    if principal is None:
        return OTHER
    by_kind = {PrincipalKind.MUNICIPALITY: MUNICIPALITY, PrincipalKind.REGION: REGION}
    return by_kind.get(PrincipalKind(principal.kind), principal.slug)
