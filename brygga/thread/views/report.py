"""The yearly follow-up: as a page, as files, and the form for one's own words."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.actions import save_report_text
from brygga.followup.permissions import WRITE_REPORT
from brygga.followup.queries import report_texts
from brygga.kernel.refusal import Refused
from brygga.people.models import Place
from brygga.people.queries import place_by_code
from brygga.thread.forms import ReportTextForm
from brygga.thread.report import (
    Report,
    build_report,
    context_of,
    html_file,
    json_file,
    pdf_file,
    refuse_report,
    report_years,
    sections_of,
    title_of,
)
from brygga.thread.report.cells import Table
from brygga.thread.views.place import crumbs_of
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.kept import kept

FILES: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "pdf": (pdf_file, "application/pdf"),
    "json": (json_file, "application/json"),
    "html": (html_file, "text/html; charset=utf-8"),
}
FIRST_TABLE = "levels"


@public
@kept
def report(request: Request, code: str, year: int) -> HttpResponse:
    """The same for everybody: only what is accepted, decided and adopted is in it."""
    place = place_by_code(code)
    try:
        built = build_report(place, year)
    except Refused as refused:
        return _missing(request, place, str(refused.refusal.reason))
    kind = request.GET.get("format", "")
    if kind in FILES:
        return _file(built, kind)
    if kind == "csv":
        return _csv(built, request.GET.get("tabell", ""))
    return page(request, "thread/report.html", _context(request.actor, place, built), part="report")


def report_text(request: Request, code: str, year: int) -> HttpResponse:
    """Own words, section by section, for those who write the place's follow-up."""
    place = WRITE_REPORT.get(request.actor, code=code)
    address = reverse("thread:report", args=[code, year])
    refusal = refuse_report(place, year, report_years(place))
    if refusal is not None:
        return _missing(request, place, str(refusal.reason))
    sent = request.POST if request.method == "POST" else None
    form = ReportTextForm(sent, initial=report_texts(place, year))
    if form.is_valid():
        for section in form.changed_data:
            text = form.cleaned_data[section]
            save_report_text(place=place, year=year, section=section, text=text, by=request.actor)
        messages.success(request, _("The text is saved."))
        return redirect(address)
    title = _("Follow-up %(year)s: %(place)s") % {"year": year, "place": place.name}
    crumbs = crumbs_of(place, (title, address), (_("Your own words"), None))
    context = {"form": form, "title": title, "report_url": address, "crumbs": crumbs}
    return page(request, "thread/report_text.html", context, part="form")


def _context(actor: Actor, place: Place, built: Report) -> dict[str, object]:
    def address(code: str) -> str:
        return reverse("thread:report", args=[code, built.year])

    title = title_of(built)
    may_write = actor.may(Capability.REPORT_EDIT, place.path)
    other = [year for year in report_years(place) if year != built.year]
    return context_of(built, address, standalone=False) | {
        "crumbs": crumbs_of(place, (title, None)),
        "years": _years(place, other),
        "text_url": reverse("thread:report_text", args=[place.code, built.year])
        if may_write
        else "",
    }


def _years(place: Place, years: list[int]) -> list[tuple[str, str]]:
    return [(str(year), reverse("thread:report", args=[place.code, year])) for year in years]


def _missing(request: Request, place: Place, reason: str) -> HttpResponse:
    """No such page, and the years that have one."""
    context: dict[str, object] = {
        "place": place,
        "place_url": reverse("thread:place", args=[place.code]),
        "reason": reason,
        "years": _years(place, report_years(place)),
        "crumbs": crumbs_of(place, (_("No follow-up that year"), None)),
    }
    return page(request, "thread/report_missing.html", context, part="content", status=404)


def _file(built: Report, kind: str) -> HttpResponse:
    make, content_type = FILES[kind]
    name = f"uppfoljning-{built.place.code}-{built.year}.{kind}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition} if disposition else {}
    return HttpResponse(make(built), content_type=content_type, headers=headers)


def _csv(built: Report, key: str) -> HttpResponse:
    """One table; an unknown name gives the table of levels."""
    tables = {table.key: table for section in sections_of(built) for table in section.tables}
    chosen: Table | None = tables.get(key) or tables.get(FIRST_TABLE)
    name = f"uppfoljning-{built.place.code}-{built.year}-{chosen.key if chosen else ''}.csv"
    if chosen is None:
        return csv_response(name, [], [])
    return csv_response(name, chosen.header, chosen.plain)
