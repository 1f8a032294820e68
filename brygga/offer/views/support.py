"""Find support in your municipality: for whoever needs it, without account and without a trace.

These pages write nothing, set no cookie and begin no session. An address that leads nowhere is
answered with the way on, not with an error: errors are written in the server's log.
"""

from collections.abc import Iterable
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.offer.queries.choices import municipalities
from brygga.offer.queries.offers import OfferNow
from brygga.offer.queries.pages import support_in
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries.places import place_or_none
from brygga.ui.http import Request, page, public
from brygga.ui.invented import some_invented

_SECONDS = 300


@public
@require_safe
def support(request: Request) -> HttpResponse:
    """Choose a municipality, from a list or by its county."""
    known = municipalities()
    chosen = request.GET.get("kommun", "")
    if any(each.code == chosen for each in known):
        return _quiet(redirect("offer:support_at", chosen))
    by_county = sorted(known, key=lambda each: (each.path[:6], known.index(each)))
    counties = [
        (rows[0].parent, rows)
        for _path, each in groupby(by_county, key=lambda one: one.path[:6])
        if (rows := list(each))
    ]
    context: dict[str, object] = {"municipalities": known, "counties": counties}
    return _quiet(page(request, "offer/support.html", context, part="choose"))


@public
@require_safe
def support_at(request: Request, place: str) -> HttpResponse:
    where = place_or_none(place)
    if where is None or where.kind in {PlaceKind.NATION, PlaceKind.COUNTY}:
        return _quiet(redirect(_chooser(where)))
    day = clock.today()
    offers = support_in(where, day)
    context: dict[str, object] = {
        "place": where,
        "own": _rows(where, (each for each in offers if each.offer.by_self)),
        "others": _rows(where, (each for each in offers if not each.offer.by_self)),
        "day": day,
        "invented": some_invented(is_invented=any(each.offer.invented for each in offers)),
    }
    return _quiet(page(request, "offer/support_at.html", context, part="offers"))


def _rows(where: Place, offers: Iterable[OfferNow]) -> list[dict[str, object]]:
    """Each with whether it is for everybody who lives there."""
    return [{"now": each, "serves_all": each.serves(where)} for each in offers]


def _chooser(where: Place | None) -> str:
    url = reverse("offer:support")
    return f"{url}#lan-{where.code}" if where and where.kind == PlaceKind.COUNTY else url


def _quiet(response: HttpResponse) -> HttpResponse:
    """The same for everybody: any cache may keep it, and a browser need not ask again at once."""
    response.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
