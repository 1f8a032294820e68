"""The public calendar: what is held, as a list, a file and one page each."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.events import tables
from brygga.events.forms.calendar import CalendarForm
from brygga.events.queries.calendar import asked_for, drafts, entries, months_held
from brygga.events.queries.gathering_page import file_seen, gathering_page
from brygga.events.rules.files import content_type, suffix_of
from brygga.events.views.asked import asked
from brygga.events.views.crumbs import calendar_crumbs, gathering_crumbs, invented
from brygga.ui.http import Request, csv_response, page, public

ON_A_PAGE = 30


@public
@require_safe
def calendar(request: Request) -> HttpResponse:
    now, wanted = clock.now(), asked(request)
    rows = asked_for(request.actor, wanted, now)
    if request.GET.get("format") == "csv":
        return csv_response("kalender.csv", *tables.calendar(entries(list(rows), now)))
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("sida") or request.GET.get("page"))
    context: dict[str, object] = {
        "found": entries(list(shown), now),
        "pages": shown,
        "wanted": wanted,
        "filters": CalendarForm(wanted, request.actor, months_held(request.actor, now)),
        "crumbs": calendar_crumbs(),
        "csv_url": _with_query(request, "events:calendar", format="csv"),
        "feed_url": _with_query(request, "events:feed"),
        "invented": invented(*shown),
        "may_arrange": request.actor.may_anywhere(Capability.GATHERING_EDIT),
        "drafts": drafts(request.actor),
    }
    return page(request, "events/calendar.html", context, part="list")


def _with_query(request: Request, name: str, **more: str) -> str:
    query = request.GET.copy()
    for dropped in ("page", "sida", "format"):
        query.pop(dropped, None)
    query.update(more)
    return f"{reverse(name)}?{query.urlencode()}" if query else reverse(name)


@public
@require_safe
def gathering(request: Request, slug: str) -> HttpResponse:
    shown = gathering_page(request.actor, slug, clock.now())
    if request.GET.get("format") == "csv":
        return csv_response(f"{slug}.csv", *tables.programme(shown.room))
    held = shown.gathering
    context: dict[str, object] = {
        "shown": shown,
        "gathering": held,
        "days": shown.room.sessions,
        "crumbs": gathering_crumbs(held),
        "invented": invented(held, held.course),
    }
    return page(request, "events/gathering.html", context, part="registration")


@public
@require_safe
def file(request: Request, slug: str, pk: int) -> HttpResponse:
    found = file_seen(request.actor, slug, pk)
    name = (found.file.name or "") if found else ""
    if found is None or not found.file.storage.exists(name):
        raise Http404
    with found.file.open("rb") as stored:
        answer = HttpResponse(stored.read(), content_type=content_type(name))
    # Saved, never shown in our own address: what somebody uploads must not act as a page of ours.
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{found.title}{suffix_of(name)}"
    )
    return answer
