"""What the room's pages share: the way to a page, and how a form meets a refusal."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.followup.models import Mapping, Round
from brygga.kernel.refusal import Refused

Crumbs = list[tuple[object, str | None]]


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def succeeds(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was in order and nothing refused; a refusal becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return False
    return True


def round_url(round_: Round, page: str = "round", **more: object) -> str:
    """Address of a page about a round whose county is at hand."""
    return reverse(
        f"followup:{page}", kwargs={"county": round_.county.code, "year": round_.year, **more}
    )


def mapping_url(mapping: Mapping, page: str = "mapping", **more: object) -> str:
    """Address of a page about a mapping whose round and place are at hand."""
    return reverse(
        f"followup:{page}",
        kwargs={"year": mapping.round.year, "place": mapping.place.code, **more},
    )


def round_crumbs(round_: Round, *further: tuple[object, str | None]) -> Crumbs:
    """Mapping › the county and year › …; the last of them is the page itself."""
    address = round_url(round_) if further else None
    return [
        (_("Mapping"), reverse("followup:rounds")),
        (f"{round_.county.name} {round_.year}", address),
        *further,
    ]


def mapping_crumbs(mapping: Mapping, *further: tuple[object, str | None]) -> Crumbs:
    """Mapping › the county and year › the place › …"""
    address = mapping_url(mapping) if further else None
    return round_crumbs(mapping.round, (mapping.place.name, address), *further)
