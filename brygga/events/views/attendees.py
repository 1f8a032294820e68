"""The list of attendees, as a page, CSV and XLSX."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from brygga.access.capabilities import Capability
from brygga.events.forms.attendees import AttendeeFilter
from brygga.events.models import Gathering
from brygga.events.permissions import SEE_ATTENDEES
from brygga.events.queries.attendees import (
    PER_PAGE,
    Wanted,
    attendee_table,
    attendees,
    counts_by_status,
    listed,
    offered_filters,
)
from brygga.events.queries.organising import days_of
from brygga.events.views.asking import crumbs_beside
from brygga.events.views.crumbs import invented
from brygga.ui.http import Request, csv_response, page
from brygga.ui.workbooks import xlsx_response


@require_safe
def attendee_list(request: Request, slug: str) -> HttpResponse:
    found = SEE_ATTENDEES.get(request.actor, slug=slug)
    chosen = AttendeeFilter(request.GET, offered=offered_filters(found, request.actor))
    wanted = chosen.wanted()
    if request.GET.get("format") in {"csv", "xlsx"}:
        return _file(request, found, wanted)
    rows = attendees(found, request.actor, wanted)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, object] = {
        "gathering": found,
        "filter": chosen,
        "shown": shown,
        "rows": listed(found, list(shown.object_list)),
        "counts": counts_by_status(found, request.actor),
        "days": days_of(found),
        "organises": request.actor.may(Capability.REGISTRATION_EDIT, found.place.path),
        "invented": invented(found),
        "crumbs": crumbs_beside(found, (_("Attendees"), None)),
    }
    return page(request, "events/attendees.html", context, part="rows")


def _file(request: Request, found: Gathering, wanted: Wanted) -> HttpResponse:
    header, rows = attendee_table(found, request.actor, wanted)
    words = pgettext("file name", "attendees")
    name = f"{found.slug}-{words}"
    if request.GET["format"] == "csv":
        return csv_response(f"{name}.csv", header, rows)
    return xlsx_response(f"{name}.xlsx", str(_("Attendees")), header, rows)
