"""The same over the years."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.followup.enums import Level
from brygga.guidance.models import Provision
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import place_by_code
from brygga.thread import rules
from brygga.thread.queries.years import YearRow, Years, years_of
from brygga.thread.views.place import crumbs_of
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.kept import kept

WORDED = 4
"""Up to so many years there is room for words beside the balls."""


@public
@kept
def years(request: Request, code: str) -> HttpResponse:
    """A county by places for one provision; any other place by provision."""
    place = place_by_code(code)
    found = years_of(place, request.GET.get("riktlinje", ""))
    is_county = place.kind == PlaceKind.COUNTY
    if request.GET.get("format") == "csv":
        head = [_("Place") if is_county else _("Asked about"), *found.years]
        return csv_response(f"{place.code}-over-aren.csv", head, map(_line, found.rows))
    context = {
        "place": place,
        "is_county": is_county,
        "years": found,
        "columns": [{"name": str(year), "code": ""} for year in found.years],
        "rows": [_row(place, found, row) for row in found.rows],
        "choices": [(_ref(provision), name) for provision, name in found.choices],
        "chosen": _ref(found.provision) if found.provision else "",
        "worded": len(found.years) <= WORDED,
        "corner": _("Consultation") if is_county else _("Asked about"),
        "crumbs": crumbs_of(place, (_("Over the years"), None)),
        "invented": found.invented,
    }
    return page(request, "thread/years.html", context, part="years")


def _ref(provision: Provision) -> str:
    return f"{provision.document.slug}/{provision.number}"


def _line(row: YearRow) -> list[object]:
    return [row.name, *(str(Level(c.level).label) if c.level else "" for c in row.cells)]


def _row(place: Place, found: Years, row: YearRow) -> dict[str, object]:
    provision = row.provision
    address = reverse(
        "thread:provision", args=[row.place.code, provision.document.slug, provision.number]
    )
    cells = [
        {
            "level": rules.tone(cell.level),
            "differs": cell.differs,
            "url": f"{address}?ar={year}" if cell.level else "",
        }
        for year, cell in zip(found.years, row.cells, strict=True)
    ]
    return {"name": row.name, "url": address, "cells": cells}
