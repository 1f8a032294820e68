"""What the room's pages have in common."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from brygga.kernel.refusal import Refused
from brygga.people.models import NATION, Place
from brygga.people.queries import breadcrumb
from brygga.ui.http import Request, page

Crumb = tuple[str, str | None]


def people_url(place: Place) -> str:
    return reverse("people:place_people", args=[place.code])


def _own_url(place: Place) -> str:
    if place.code == NATION:
        return reverse("thread:nation")
    return reverse("thread:place", args=[place.code])


def crumbs_to(place: Place, *more: Crumb) -> list[Crumb]:
    """From the nation down to the place, and then where this page is."""
    return [*((row.name, _own_url(row)) for row in breadcrumb(place)), *more]


def done(form: forms.Form, do: Callable[[], object]) -> bool:
    """Act on a form that is in order; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        do()
    except Refused as refused:
        form.add_error(None, refused.refusal.reason)
        return False
    return True


@dataclass(frozen=True, slots=True)
class Words:
    """What a page with one form says: what it is, what its button does, what to know first."""

    title: str
    submit: str
    lead: str = ""


def form_page(request: Request, place: Place, form: forms.Form, words: Words) -> HttpResponse:
    """A page that holds one form about a place."""
    from_here: tuple[Crumb, ...] = (
        (gettext("People and groups"), people_url(place)),
        (words.title, None),
    )
    context: dict[str, object] = {
        "form": form,
        "words": words,
        "cancel_url": people_url(place),
        "crumbs": crumbs_to(place, *from_here),
    }
    return page(request, "people/form.html", context, part="form")
