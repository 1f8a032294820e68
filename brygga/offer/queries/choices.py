"""What there is to choose from when something is written."""

from django.db.models import Q

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.kernel.sorting import swedish_key
from brygga.offer.models import Intervention
from brygga.offer.queries.matrix import Column, standing_columns
from brygga.people.enums import PlaceKind
from brygga.people.models import Grant, Place, Unit
from brygga.people.queries import branches_above, holds_on, in_reading_order


def interventions_to_choose() -> list[Intervention]:
    """All of them, by name. One query."""
    return sorted(Intervention.objects.order_by(), key=lambda each: swedish_key(each.name))


def units_below(place: Place) -> list[Unit]:
    """Units in a place and below it that are there today. One query."""
    rows = Unit.objects.filter(holds_on(clock.today()), place__path__startswith=place.path)
    rows = rows.select_related("principal", "place").order_by()
    return sorted(rows, key=lambda each: (each.place.path, swedish_key(each.name)))


def places_to_serve(place: Place) -> list[Place]:
    """The county with all in it, for what serves more than its own municipality. One query.

    The place itself comes first. The nation offers itself and its counties.
    """
    county = branches_above(place.path)[:2][-1]
    inside = Q(path__startswith=county)
    if place.kind == PlaceKind.NATION:
        inside = Q(kind__in=(PlaceKind.NATION, PlaceKind.COUNTY))
    rows = Place.objects.filter(inside | Q(pk=place.pk), holds_on(clock.today()))
    return sorted(rows, key=lambda each: (each.pk != place.pk, in_reading_order(each)))


def provisions_to_choose(place: Place) -> list[Column]:
    """What stands in the latest editions of all that holds at a place. Two queries."""
    return standing_columns(place, clock.today())


def municipalities() -> list[Place]:
    """By Swedish name, each with its county at hand. One query."""
    rows = Place.objects.filter(kind=PlaceKind.MUNICIPALITY).select_related("parent").order_by()
    return sorted(rows, key=lambda each: swedish_key(each.name))


def role_words(actor: Actor, path: str) -> str:
    """The role in which the actor keeps offers in a branch, as everybody may read it. One query."""
    if actor.user_id is None:
        return ""
    held = Grant.objects.filter(holds_on(clock.today()), user_id=actor.user_id, ended_at=None)
    for grant in held.select_related("role", "place").order_by("role__position", "pk"):
        may = Capability.OFFER_VERIFY in grant.role.capabilities
        if may and path.startswith(grant.place.path):
            return f"{grant.role.name}, {grant.place.name}"
    return ""
