"""What the room's views share: where a page stands, and trying a form's action."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refused
from brygga.people.models import Place
from brygga.people.queries import breadcrumb
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
    crumbs: Crumbs = [(_("State of things"), reverse("thread:nation"))]
    above = breadcrumb(place)
    crumbs += [(each.name, reverse("thread:place", args=[each.code])) for each in above[1:]]
    crumbs.append((_("Plan %(year)s") % {"year": year}, plan_url(place, year) if steps else None))
    return crumbs + [(step, None) for step in steps]


def attempt(form: Form, act: Callable[[], Done]) -> Done | None:
    """What the action made of a valid form; None with the reason in the form when it refused."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return None
