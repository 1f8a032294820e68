"""What the room's views share: where a page stands, and trying a form's action."""

from typing import TypeVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.people.models import Place
from brygga.people.way import way_to
from brygga.plans.rules import is_plan_year

Done = TypeVar("Done")
Crumbs = list[tuple[str, str | None]]


def checked_year(year: int) -> int:
    """The year of an address, or 404 when nobody could plan for it."""
    if not is_plan_year(year):
        raise Http404
    return year


def plan_url(place: Place, year: int) -> str:
    return reverse("plans:plan", args=[place.code, year])


def crumbs_to(place: Place, year: int, *steps: str) -> Crumbs:
    """From the nation to the place, its plan of the year, and the page's own name if it has one."""
    crumbs = way_to(place)
    crumbs.append((_("Plan %(year)s") % {"year": year}, plan_url(place, year) if steps else None))
    return crumbs + [(step, None) for step in steps]
