"""What the room's views share: where a page stands, and trying a form's action."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refused
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import breadcrumb

Done = TypeVar("Done")
Crumbs = list[tuple[str, str | None]]


def attempt(form: Form, act: Callable[[], Done]) -> Done | None:
    """What the action made of a valid form; None with the reason in the form when it refused."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return None


def crumbs_to(place: Place, *steps: tuple[str, str | None]) -> Crumbs:
    """From the nation to the place, what is offered there, and the page's own steps."""
    crumbs: Crumbs = [(_("State of things"), reverse("thread:nation"))]
    for each in breadcrumb(place):
        if each.kind != PlaceKind.NATION:
            crumbs.append((each.name, reverse("thread:place", args=[each.code])))
    own = reverse("offer:directory", args=[place.code]) if steps else None
    return [*crumbs, (_("What is offered"), own), *steps]


def interventions_crumbs(*steps: tuple[str, str | None]) -> Crumbs:
    return [(_("Interventions"), reverse("offer:interventions") if steps else None), *steps]


def invented_words(*, is_invented: bool) -> str:
    return _("Some of what this page shows is invented, to try the system.") if is_invented else ""
