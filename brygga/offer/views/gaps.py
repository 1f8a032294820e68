"""What is missing: provisions × places for a county, one place's list, the nation's counties."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.offer.enums import Freshness, GapKind
from brygga.offer.queries.gaps import GapCell
from brygga.offer.queries.matrix import Column, GapMatrix, by_county, gap_matrix, recommended
from brygga.offer.rules.ageing import limits_on
from brygga.offer.views.common import crumbs_to
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import counties, place_by_code
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.invented import some_invented
from brygga.ui.kept import kept

LONGEST = 999
EVERYTHING = "alla"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    everything: bool
    also: str
    days: int

    @property
    def query(self) -> str:
        """The same again, without what is said anyway."""
        usual = limits_on(clock.today()).long_wait_days
        told = {
            "visa": EVERYTHING if self.everything else "",
            "riktlinje": self.also,
            "dagar": "" if self.days == usual else str(self.days),
        }
        return urlencode({name: value for name, value in told.items() if value}, safe="/")


def _asked(request: Request) -> Asked:
    said = request.GET.get("dagar", "")
    known = said.isascii() and said.isdigit() and int(said[:6]) <= LONGEST
    days = int(said[:6]) if known else limits_on(clock.today()).long_wait_days
    return Asked(request.GET.get("visa") == EVERYTHING, request.GET.get("riktlinje", ""), days)


@public
@require_safe
@kept
def gaps(request: Request, place: str) -> HttpResponse:
    where, asked, day = place_by_code(place), _asked(request), clock.today()
    columns = recommended(where, day, everything=asked.everything, also=asked.also)
    matrix = gap_matrix(where, columns, day, asked.days)
    if request.GET.get("format") == "csv":
        return csv_response(f"glapp-{place}-{day}.csv", _header(), _lines(matrix))
    context: dict[str, object] = {
        "place": where,
        "matrix": matrix,
        "asked": asked,
        "counts": [(kind.label, n) for kind, n in sorted_counts(matrix)],
        "invented": some_invented(is_invented=matrix.invented),
        "crumbs": crumbs_to(where, (_("What is missing"), None)),
        "wide": where.kind in {PlaceKind.NATION, PlaceKind.COUNTY},
    }
    template, more = _PAGES.get(where.kind, ("offer/gaps_place.html", _place_context))
    return page(request, template, context | more(request, matrix, asked), part="gaps")


def sorted_counts(matrix: GapMatrix) -> list[tuple[GapKind, int]]:
    """Each kind of gap that is there and how often, the worst kind first."""
    counts = matrix.counts
    return [(kind, counts[kind]) for kind in GapKind if counts[kind]]


def cell_words(cell: GapCell) -> str:
    """What a cell says to whoever hears it."""
    if not cell.is_known:
        return _("No intervention is entered for it")
    if cell.gaps:
        return ". ".join(str(kind.label) for kind in cell.gaps)
    if cell.freshness == Freshness.AGEING:
        return _("Offered, check again soon")
    return _("Offered")


def cell_tone(cell: GapCell) -> str:
    """Empty where nothing is offered, half where something is amiss, full where all is well."""
    if not cell.is_known:
        return "unknown"
    if not cell.offers:
        return "l0"
    return "l2" if cell.gaps else "l4"


def _county_context(_request: Request, matrix: GapMatrix, asked: Asked) -> dict[str, object]:
    rows = []
    for row in matrix.rows:
        url = _address(row.place, asked)
        cells = [
            {"level": cell_tone(cell), "words": cell_words(cell), "url": f"{url}#{column.anchor}"}
            for cell, column in zip(row.cells, matrix.columns, strict=True)
        ]
        rows.append({"name": row.place.name, "url": url, "cells": cells, "note": row.gaps})
    return {"rows": rows, "columns": [_heading(column) for column in matrix.columns]}


def _heading(column: Column) -> dict[str, object]:
    number = column.wording.provision.number
    return {
        "code": number,
        "name": column.title,
        "url": reverse("guidance:provision", args=column.ref.split("/")),
        "focus": False,
    }


def _address(place: Place, asked: Asked) -> str:
    url = reverse("offer:gaps", args=[place.code])
    return f"{url}?{asked.query}" if asked.query else url


def _nation_context(_request: Request, matrix: GapMatrix, asked: Asked) -> dict[str, object]:
    rows = [
        {
            "name": row.place.name,
            "url": _address(row.place, asked),
            "places": row.places,
            "missing": list(zip(row.missing, matrix.columns, strict=True)),
        }
        for row in by_county(matrix, counties())
    ]
    return {"rows": rows, "columns": [_heading(column) for column in matrix.columns]}


def _place_context(request: Request, matrix: GapMatrix, _asked: Asked) -> dict[str, object]:
    place = matrix.place
    plans = request.actor.may(Capability.PLAN_EDIT, place.path)
    edits = request.actor.may(Capability.OFFER_EDIT, place.path)
    cells = matrix.rows[0].cells if matrix.rows else ()
    lines = [
        _line(place, column, cell, plans=plans, edits=edits)
        for column, cell in zip(matrix.columns, cells, strict=True)
    ]
    return {
        "missing": [line for line in lines if line["is_gap"]],
        "there": [line for line in lines if not line["is_gap"] and line["is_known"]],
        "unknown": [line for line in lines if not line["is_known"]],
    }


def _line(
    place: Place, column: Column, cell: GapCell, *, plans: bool, edits: bool
) -> dict[str, object]:
    begin = reverse("plans:activity_new", args=[place.code, clock.today().year])
    new = reverse("offer:offer_new", args=[place.code])
    first = cell.interventions[0].slug if cell.interventions else ""
    return {
        "column": column,
        "cell": cell,
        "words": cell_words(cell),
        "tone": cell_tone(cell),
        "is_gap": bool(cell.gaps),
        "is_known": cell.is_known,
        "thread_url": reverse("thread:provision", args=[place.code, *column.ref.split("/")]),
        "begin_url": f"{begin}?riktlinje={column.ref}" if plans and cell.gaps else "",
        "new_url": f"{new}?insats={first}" if edits and first and not cell.offers else "",
    }


_PAGES = {
    PlaceKind.NATION.value: ("offer/gaps_nation.html", _nation_context),
    PlaceKind.COUNTY.value: ("offer/gaps_county.html", _county_context),
}


def _header() -> list[str]:
    return [
        _("Code"),
        _("Place"),
        _("Provision"),
        _("Title"),
        _("What is missing"),
        _("Offers"),
        _("Shortest wait in days"),
        _("Last checked"),
    ]


def _lines(matrix: GapMatrix) -> Iterable[list[object]]:
    for row in matrix.rows:
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            yield [
                row.place.code,
                row.place.name,
                column.ref,
                column.title,
                cell_words(cell),
                len(cell.offers) if cell.is_known else None,
                cell.days,
                cell.verified_on,
            ]
