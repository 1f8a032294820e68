"""The way from the nation down to a place, as every page about a place begins its crumbs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import breadcrumb

Crumb = tuple[str, str | None]


def way_to(place: Place) -> list[Crumb]:
    """The state of things, the county, the municipality …, each with its address. One query."""
    below = [each for each in breadcrumb(place) if each.kind != PlaceKind.NATION]
    return [
        (_("State of things"), reverse("thread:nation")),
        *((each.name, reverse("thread:place", args=[each.code])) for each in below),
    ]
