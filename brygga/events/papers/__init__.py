"""Papers for the day as tagged PDF (PDF/UA-1), set by Typst from data and never from markup."""

import json
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import as_file, files
from typing import Any

import typst
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from brygga.events import links
from brygga.events.codes import qr_file
from brygga.events.models import Gathering, Registration, Session

MOST = 500
"""So many go into one paper; the list's filter parts a larger gathering."""
Json = dict[str, Any]


def badges_pdf(gathering: Gathering, rows: Sequence[Registration], now: datetime) -> bytes:
    """Name badges on sheets of A4, ten on each, in the order given: name, where from, a QR code."""
    data = {
        "title": _("Name badges for %(title)s") % {"title": gathering.title},
        "gathering": gathering.title,
        "code": _("Code for checking in"),
        "badges": [_badge(row) for row in rows[:MOST]],
    }
    return _set("badges.typ", data, now)


def _badge(row: Registration) -> Json:
    where = row.unit.name if row.unit else row.principal.name if row.principal else ""
    path = reverse("events:check_in", args=[links.check_in_token(row.attendee)])
    return {
        "name": row.attendee.name,
        "where": where,
        "place": row.place.name,
        "profession": row.get_profession_display(),
        "qr": qr_file(settings.BASE_URL + path),
    }


def sheet_pdf(session: Session, rows: Sequence[Registration], now: datetime) -> bytes:
    """A list to sign on the day: names and where from, and no addresses."""
    gathering = session.gathering
    day = date_format(localtime(session.starts_at), "j F Y")
    data = {
        "title": _("List to sign: %(title)s") % {"title": gathering.title},
        "lead": _("Day %(number)s, %(day)s") % {"number": session.number, "day": day},
        "venue": session.venue or gathering.venue,
        "made": _("Made %(when)s.") % {"when": date_format(localtime(now), "j F Y")},
        "page": _("Page"),
        "columns": [_("Name"), _("Place"), _("Principal and unit"), _("Signature")],
        "rows": [_line(row) for row in rows[:MOST]],
        "empty": [_("Came anyway")] if len(rows) < MOST else [],
        "cut": _cut(len(rows)),
    }
    return _set("sheet.typ", data, now)


def _line(row: Registration) -> list[str]:
    principal = row.principal.name if row.principal else ""
    unit = row.unit.name if row.unit else ""
    return [row.attendee.name, row.place.name, ", ".join(filter(None, [principal, unit]))]


def _cut(rows: int) -> str:
    if rows <= MOST:
        return ""
    words = _("The first %(shown)s of %(all)s. Filter the list to print the rest.")
    return words % {"shown": MOST, "all": rows}


def _set(template: str, data: Json, now: datetime) -> bytes:
    """The same data gives the same pages anywhere: only the fonts that Typst carries are used."""
    told = json.dumps(data | {"lang": get_language() or "sv"}, ensure_ascii=False)
    with as_file(files("brygga.events.papers").joinpath(template)) as source:
        return typst.compile(
            source,
            sys_inputs={"data": told},
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(now.timestamp()),
        )
