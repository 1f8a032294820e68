"""The care chain of a place: what is promised, what happens, where it breaks, what to do.

Everybody may see it. It shows counts that have been held back below five, with what gives them
away, as coverage of competence does; names and pseudonyms are in none of it.
"""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.pathways.queries.answers import made_of
from brygga.pathways.queries.page import CarePage, care_page
from brygga.pathways.queries.prepared import prepared
from brygga.pathways.queries.provisions import provision_of_break
from brygga.pathways.rules.breaking import Break
from brygga.pathways.rules.naming import sector_title
from brygga.pathways.rules.periods import years_of
from brygga.pathways.views import files
from brygga.pathways.views.drawing import waits_picture
from brygga.pathways.views.words import period_words, sectors_words
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import counties, place_by_code
from brygga.people.queries.places import children
from brygga.people.way import Crumb, way_to
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.invented import some_invented
from brygga.ui.kept import kept

Crumbs = list[Crumb]


@public
@require_safe
@kept
def choose(request: Request) -> HttpResponse:
    """All counties, with those that the contact data tell of first."""
    known = prepared()
    rows = [(place, known is not None and known.tells_of(place.code)) for place in counties()]
    context: dict[str, object] = {
        "rows": sorted(rows, key=lambda row: not row[1]),
        "known": known,
        "sectors": sectors_words(known) if known else "",
        "invented": some_invented(is_invented=known is not None and known.invented),
        "crumbs": [(_("State of things"), reverse("thread:nation")), (_("Care chain"), None)],
    }
    return page(request, "pathways/choose.html", context, part="counties")


@public
@require_safe
@kept
def chain(request: Request, place: str) -> HttpResponse:
    where = place_by_code(place)
    shown = care_page(where, request.GET.get("ar", ""), clock.today())
    if request.GET.get("format") == "csv":
        header, rows = files.table(shown, request.GET.get("tabell", ""))
        return csv_response(f"vardkedjan-{place}-{shown.on}.csv", header, rows)
    return page(request, "pathways/chain.html", _context(request, shown), part="chain")


def _context(request: Request, shown: CarePage) -> dict[str, object]:
    where = shown.place
    return {
        "shown": shown,
        "place": where,
        "below": children(where, shown.on) if where.kind == PlaceKind.COUNTY else [],
        "period": period_words(shown.days) if shown.days else "",
        "years": years_of(shown.known.first_day, shown.known.last_day) if shown.known else [],
        "sectors": sectors_words(shown.known) if shown.known else "",
        "tables": _file_addresses(request),
        "breaks": _breaks(request, shown),
        "pictures": _pictures(shown),
        "steps": files.steps(shown),
        "invented": some_invented(is_invented=shown.invented),
        "crumbs": crumbs_to(where),
    }


def crumbs_to(place: Place) -> Crumbs:
    """From the nation to the place, and the page."""
    return [*way_to(place), (_("Care chain"), None)]


def _file_addresses(request: Request) -> dict[str, str]:
    """The same page as a file, table by table."""
    period = {"ar": request.GET["ar"]} if "ar" in request.GET else {}
    return {
        name: "?" + urlencode({**period, "format": "csv", "tabell": name}) for name in files.TABLES
    }


def _breaks(request: Request, shown: CarePage) -> list[dict[str, object]]:
    """The largest, each with the way to an activity for those who may begin one."""
    may = request.actor.may(Capability.PLAN_EDIT, shown.place.path)
    largest = shown.largest
    references = provision_of_break(shown.place, largest, shown.on) if may else {}
    return [
        {
            "words": each.words,
            "kind": each.kind.label,
            "persons": each.persons,
            "url": _activity(shown, each, references.get(each.source, "")) if may else "",
        }
        for each in largest
    ]


def _activity(shown: CarePage, broken: Break, reference: str) -> str:
    told = {"riktlinje": reference, "titel": broken.deed}
    address = reverse("plans:activity_new", args=[shown.place.code, shown.on.year])
    query = urlencode({name: value for name, value in told.items() if value}, safe="/")
    return f"{address}?{query}"


def _pictures(shown: CarePage) -> dict[str, SafeString]:
    """The flow and the waits, each wide and for a phone."""
    return {
        "flow": _flow(shown, narrow=False),
        "flow_narrow": _flow(shown, narrow=True),
        "waits": waits_picture(shown.waits),
        "waits_narrow": waits_picture(shown.waits, narrow=True),
    }


def _flow(shown: CarePage, *, narrow: bool) -> SafeString:
    if shown.known is None or not shown.flow or not shown.flow["rows"]:
        return SafeString()
    name = f"flow {shown.place.code} {shown.place.name} {shown.days} {get_language()} {narrow}"
    drawn = made_of(shown.known, name, lambda: _drawn(shown, narrow=narrow))
    # Made by our own code from escaped text: nothing of it is anybody's markup.
    return mark_safe(drawn)  # noqa: S308 -- as said


def _drawn(shown: CarePage, *, narrow: bool) -> str:
    from brygga.pathways.engine.picture import ENGLISH, SWEDISH, draw  # noqa: PLC0415 -- when drawn
    from brygga.pathways.engine.questions.flow import flow_in  # noqa: PLC0415 -- as above

    words = ENGLISH if get_language() == "en" else SWEDISH
    flow = shown.flow or {"nodes": [], "rows": []}
    names = {node["name"]: sector_title(node["name"]) for node in flow["nodes"]}
    title = _("The care chain in %(place)s: from where to where people go")
    told = title % {"place": shown.place.name}
    return draw(flow_in(flow), words.named(names), title=told, narrow=narrow)
