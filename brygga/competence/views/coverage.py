"""How many have the competence: the page of a place."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga.access.capabilities import Capability
from brygga.competence.enums import CoverageLevel
from brygga.competence.queries.choices import Choice, choice_of
from brygga.competence.queries.coverage import CoveragePage, Figure, Line, YearLine, coverage_page
from brygga.competence.rules.coverage_words import (
    days_words,
    number_words,
    share_words,
    sources_words,
    told,
)
from brygga.people.models import Place
from brygga.people.queries import place_by_code
from brygga.people.way import way_to
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.kept import kept

Crumbs = list[tuple[str, str | None]]


@public
@require_safe
@kept
def coverage(request: Request, place: str) -> HttpResponse:
    """One course or provision at a place: what is below it, and the years."""
    where = place_by_code(place)
    choice = choice_of(request.GET.get("kurs", ""), request.GET.get("riktlinje", ""))
    if choice is None:
        raise Http404
    shown = coverage_page(where, choice.courses, request.actor)
    if request.GET.get("format") == "csv":
        return csv_response(f"kompetens-{place}-{shown.day}.csv", _header(), _rows(shown))
    context: dict[str, object] = {
        "shown": shown,
        "choice": choice,
        "place": where,
        "title": told(shown.figure) if shown.figure else "",
        "lines": [_line(each, choice) for each in shown.lines],
        "years": [_year(each) for each in shown.years],
        "may_edit": request.actor.may(Capability.COMPETENCE_EDIT, where.path),
        "invented": _invented(shown, choice),
        "crumbs": crumbs_to(where),
    }
    return page(request, "competence/coverage.html", context, part="table")


def crumbs_to(where: Place, *steps: str) -> Crumbs:
    """From the nation to the place, its competence, and the page's own name if it has one."""
    crumbs = way_to(where)
    own = reverse("competence:coverage", args=[where.code]) if steps else None
    crumbs.append((_("Competence"), own))
    return crumbs + [(step, None) for step in steps]


def _invented(shown: CoveragePage, choice: Choice) -> str:
    if shown.invented or any(each.invented for each in choice.courses):
        return _("The numbers on this page are invented, to try the system.")
    return ""


def _name(figure: Figure) -> str:
    if figure.node.name:
        return figure.node.name
    is_unit = figure.node.level == CoverageLevel.UNIT
    return _("Without a unit") if is_unit else _("Without a principal")


def _line(line: Line, choice: Choice) -> dict[str, object]:
    figure = line.figure
    url = ""
    if line.is_place:
        url = f"{reverse('competence:coverage', args=[figure.node.code])}?{choice.query}"
    return {
        "name": _name(figure),
        "level": str(figure.node.level.label),
        "url": url,
        "is_below": line.is_below,
        **_cells(figure),
    }


def _cells(figure: Figure) -> dict[str, object]:
    return {
        "trained": number_words(figure.trained, kept="part" in figure.kept),
        "heads": number_words(figure.heads, kept="whole" in figure.kept),
        "aside": number_words(figure.aside, kept="aside" in figure.kept) if _aside(figure) else "",
        "share": share_words(figure),
        "percent": min(figure.share, 100) if figure.share is not None else None,
        "contradicts": figure.contradicts,
        "parts_contradict": figure.parts_contradict,
        "days": days_words(figure.counted),
        "sources": sources_words(figure.sources),
    }


def _aside(figure: Figure) -> bool:
    return bool(figure.aside) or "aside" in figure.kept


def _year(line: YearLine) -> dict[str, object]:
    words = _("today") if line.is_today else str(line.day.year)
    return {"words": words, **(_cells(line.figure) if line.figure else {})}


def _header() -> list[str]:
    return [
        _("Day"),
        _("Level"),
        _("Name"),
        _("Trained"),
        _("In post"),
        _("Per cent"),
        _("Trained where staff is not known"),
        _("Staff counted"),
        _("Source"),
    ]


def _rows(shown: CoveragePage) -> Iterable[Sequence[object]]:
    own = [(each.day, each.figure) for each in shown.years if each.figure is not None]
    below = [(shown.day, each.figure) for each in shown.lines]
    for day, figure in (*own, *below):
        cells = _cells(figure)
        yield [
            day,
            str(figure.node.level.label),
            _name(figure),
            cells["trained"] if figure.trained is None else figure.trained,
            cells["heads"] if figure.heads is None else figure.heads,
            cells["share"] if figure.share is None else figure.share,
            cells["aside"] if figure.aside is None else figure.aside,
            cells["days"],
            cells["sources"],
        ]
