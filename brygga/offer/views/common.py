"""What the room's views share: where a page stands."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.people.models import Place
from brygga.people.way import Crumb, way_to

Crumbs = list[Crumb]


def crumbs_to(place: Place, *steps: tuple[str, str | None]) -> Crumbs:
    """From the nation to the place, what is offered there, and the page's own steps."""
    own = reverse("offer:directory", args=[place.code]) if steps else None
    return [*way_to(place), (_("What is offered"), own), *steps]


def interventions_crumbs(*steps: tuple[str, str | None]) -> Crumbs:
    return [(_("Interventions"), reverse("offer:interventions") if steps else None), *steps]
