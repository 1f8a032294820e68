"""What was done at a place, for those who may read it."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.people.forms import LogFilter
from brygga.people.models import Place
from brygga.people.permissions import READ_LOG
from brygga.people.queries import LogLine, events_at, log_lines
from brygga.people.views.common import crumbs_to, people_url
from brygga.ui.http import Request, csv_response, page

LINES = 50


def log(request: Request, code: str) -> HttpResponse:
    place = READ_LOG.get(request.actor, code=code)
    chosen = LogFilter(request.GET)
    kind = chosen.chosen()
    events = events_at(place, request.actor, kind)
    if request.GET.get("format") == "csv":
        return _csv(place, log_lines(events.iterator(chunk_size=2000)))
    shown = Paginator(events, LINES).get_page(request.GET.get("page"))
    context: dict[str, object] = {
        "place": place,
        "filter": chosen,
        "shown": shown,
        "lines": log_lines(shown.object_list),
        "csv_url": reverse("people:log", args=[code]) + f"?format=csv&kind={kind}",
        "crumbs": crumbs_to(place, (_("People and groups"), people_url(place)), (_("Log"), None)),
    }
    return page(request, "people/log.html", context, part="lines")


def _csv(place: Place, lines: list[LogLine]) -> HttpResponse:
    header = [_("When"), _("Who"), _("What was done"), _("Place")]
    header += [pgettext("log", "Kind"), _("Subject")]
    rows = [
        (_written(line.at), line.who, line.what, line.place, line.kind, line.subject)
        for line in lines
    ]
    return csv_response(f"{place.code}-logg.csv", header, rows)


def _written(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
