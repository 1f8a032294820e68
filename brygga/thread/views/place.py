"""A place: a county as matrix and map, any other place as the room of its consultation."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.access.actor import Actor
from brygga.followup.enums import Level, MappingStatus
from brygga.guidance.queries import label, wording_of
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import place_by_code
from brygga.people.way import way_to
from brygga.thread import rules
from brygga.thread.parameters import sort_from, year_from
from brygga.thread.queries.matrix import Matrix, matrix_of
from brygga.thread.queries.place import Asked, Room, room_of
from brygga.thread.queries.signals import BROKEN, broken_in, signals_of
from brygga.thread.views.drawing import map_of, matrix_html, sort_links, symbols
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.kept import kept

Crumbs = list[tuple[str, str | None]]


@public
@kept
def place(request: Request, code: str) -> HttpResponse:
    """The nation has its own page; a county is a matrix; any other place is a room."""
    found = place_by_code(code)
    if found.kind == PlaceKind.NATION:
        return redirect("thread:nation")
    if found.kind == PlaceKind.COUNTY:
        return _county(request, found)
    return _room(request, found)


def crumbs_of(found: Place, *rest: tuple[str, str | None]) -> Crumbs:
    """From the situation down to the place; the last crumb is where one is. One query."""
    crumbs = [*way_to(found), *rest]
    return [*crumbs[:-1], (crumbs[-1][0], None)]


def _county(request: Request, county: Place) -> HttpResponse:
    sort = sort_from(request.GET.get("sortera"))
    matrix = matrix_of(county, year_from(request.GET.get("ar")), sort)
    if request.GET.get("format") == "csv":
        return csv_response(f"{county.code}-{matrix.year}.csv", _header(matrix), _lines(matrix))
    only_broken = request.GET.get("visa") == BROKEN
    context = _county_context(matrix, request.actor, only_broken=only_broken)
    context |= {"county": county, "sorts": sort_links(matrix, sort), "crumbs": crumbs_of(county)}
    return page(request, "thread/county.html", context, part="matrix")


def _county_context(matrix: Matrix, actor: Actor, *, only_broken: bool) -> dict[str, object]:
    """What a county's page says. Three queries: the focus's wording, and who has no activity."""
    focus = matrix.round.focus if matrix.round else None
    wording = wording_of(focus) if focus else None
    focus_name = label(focus, wording).lower() if focus else ""
    broken = broken_in(matrix)
    return {
        "matrix": matrix,
        "focus": focus,
        "focus_name": focus_name,
        "focus_wording": wording,
        "signals": signals_of(matrix, broken, focus_name),
        "symbols": symbols(),
        "table": matrix_html(matrix, actor, broken if only_broken else None),
        "only_broken": only_broken,
        "map": map_of(matrix),
        "invented": matrix.invented,
        "wide": True,
    }


def _header(matrix: Matrix) -> list[str]:
    asked = [f"{column.code} {column.name}".strip() for column in matrix.columns]
    ends = [_("Gap, steps"), _("Different answers, not settled"), _("Change since last year")]
    return [_("Code"), _("Place"), _("Mapping"), *asked, *ends]


def _lines(matrix: Matrix) -> list[list[object]]:
    return [
        [
            row.place.code,
            row.place.name,
            str(MappingStatus(row.status).label) if row.status else "",
            *(str(Level(cell.level).label) if cell.level else "" for cell in row.cells),
            row.gap,
            row.differing,
            row.change,
        ]
        for row in matrix.rows
    ]


def _room(request: Request, found: Place) -> HttpResponse:
    room = room_of(found, year_from(request.GET.get("ar")), request.actor)
    if request.GET.get("format") == "csv":
        name = f"{found.code}-{room.year}.csv"
        return csv_response(name, [_("Asked about"), room.year - 1, room.year], _asked_lines(room))
    context = {
        "room": room,
        "place": found,
        "rows": [_asked_row(room, each) for each in room.asked],
        "crumbs": crumbs_of(found),
        "invented": room.invented,
    }
    return page(request, "thread/room.html", context, part="room")


def _asked_lines(room: Room) -> list[list[object]]:
    return [
        [
            f"{each.ref} {each.question.short}".strip(),
            str(Level(each.before.level).label) if each.before.level else "",
            str(Level(each.now.level).label) if each.now.level else "",
        ]
        for each in room.asked
    ]


def _asked_row(room: Room, each: Asked) -> dict[str, object]:
    """One line of the table: levels as tones, and the door to the thread."""
    url = ""
    if each.ref:
        url = reverse("thread:provision", args=[room.place.code, *each.ref.split("/")])
        url += f"?ar={room.year}"
    return {
        "asked": each,
        "url": url,
        "now": {
            "level": rules.tone(each.now.level),
            "url": url,
            "differs": each.now.differs,
            "words": "" if room.accepted or each.now.level else _("Not public yet"),
        },
        "before": {"level": rules.tone(each.before.level)},
        "begin": f"{reverse('plans:activity_new', args=[room.place.code, room.year])}"
        f"?riktlinje={each.ref}"
        if room.may_plan and each.ref and each.has_gap and not each.has_activity
        else "",
    }
