"""Saying how many there are in post, and which units there are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from brygga.competence.actions.staff import StaffFact, save_staff
from brygga.competence.forms.staff import StaffForm, StaffRowsForm
from brygga.competence.forms.units import UnitForm
from brygga.competence.permissions import COUNT_STAFF
from brygga.competence.queries.staff import SHOWN, StaffPage, staff_page
from brygga.competence.rules.staff import staff_sheet
from brygga.competence.views.coverage import crumbs_to
from brygga.kernel.faults import Fault, Faulty
from brygga.people.actions import save_unit
from brygga.people.models import Place
from brygga.people.permissions import ADD_UNIT, EDIT_UNIT
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, csv_response, page

ROWS = "rader"
"""What the second form is called in the request."""


@require_http_methods(["GET", "POST"])
def staff(request: Request, place: str) -> HttpResponse:
    """A table to type in, rows to paste, and everything that has been said."""
    where = COUNT_STAFF.get(request.actor, code=place)
    known = staff_page(where)
    if request.GET.get("format") == "csv":
        return csv_response(f"personal-{place}.csv", _header(), map(_row, known.history))
    pasted = request.POST.get("steg") == ROWS
    table = StaffForm(
        request.POST if request.method == "POST" and not pasted else None,
        units=known.units,
        latest=known.latest,
    )
    rows = StaffRowsForm(request.POST, request.FILES) if pasted else StaffRowsForm()
    facts, faults = _said(table, rows, known)
    if facts and not faults:
        new, corrected = save_staff(place=where, facts=facts, by=request.actor)
        messages.success(request, _saved(new, corrected))
        return redirect("competence:staff", where.code)
    return _page(request, known, (table, rows), faults)


def _said(
    table: StaffForm, rows: StaffRowsForm, known: StaffPage
) -> tuple[list[StaffFact], list[Fault]]:
    """What one of the two forms says, and all that is wrong with it."""
    if table.is_bound and table.is_valid():
        return table.facts, []
    if rows.is_bound and rows.is_valid():
        try:
            return rows.facts(known.units), []
        except Faulty as faulty:
            return [], faulty.faults
    return [], []


def _saved(new: int, corrected: int) -> str:
    words = ngettext("%(n)s number is saved.", "%(n)s numbers are saved.", new) % {"n": new}
    if corrected:
        more = ngettext("%(n)s was corrected.", "%(n)s were corrected.", corrected)
        return f"{words} {more % {'n': corrected}}"
    return words


def _page(
    request: Request,
    known: StaffPage,
    forms: tuple[StaffForm, StaffRowsForm],
    faults: list[Fault],
) -> HttpResponse:
    table, rows = forms
    context: dict[str, object] = {
        "place": known.place,
        "known": known,
        "history": known.history[:SHOWN],
        "table": table,
        "rows": rows,
        "faults": _named(rows, faults),
        "invented": any(each.invented for each in known.history)
        and _("The numbers on this page are invented, to try the system."),
        "crumbs": crumbs_to(known.place, _("Staff in post")),
    }
    return page(request, "competence/staff.html", context, part="form")


def _named(rows: StaffRowsForm, faults: list[Fault]) -> list[tuple[Fault, str]]:
    """Each fault with the name of its column, as it stands in the sheet."""
    if not faults:
        return []
    positions = {n: name for name, n in staff_sheet(rows.cleaned_data["text"]).positions.items()}
    words = {
        "unit": _("Unit"),
        "profession": _("Profession"),
        "heads": _("Persons"),
        "full_time": _("Full-time equivalents"),
        "counted_on": _("Counted on"),
    }
    return [(each, words.get(positions.get(each.column, ""), "")) for each in faults]


def _header() -> list[str]:
    return [
        _("Unit"),
        _("Profession"),
        _("Persons"),
        _("Full-time equivalents"),
        _("Counted on"),
        _("Source"),
    ]


def _row(count: object) -> list[object]:
    names = ("unit", "get_profession_display", "heads", "full_time", "counted_on", "source")
    values = (getattr(count, name) for name in names)
    return [value() if callable(value) else value for value in values]


@require_http_methods(["GET", "POST"])
def unit_new(request: Request, place: str) -> HttpResponse:
    where = ADD_UNIT.get(request.actor, code=place)
    form = UnitForm(request.POST or None, place=where)
    made = attempt(form, lambda: save_unit(place=where, facts=form.facts(), by=request.actor))
    if made is not None:
        messages.success(request, _("The unit is saved. Say how many work there."))
        return redirect("competence:staff", where.code)
    return _unit_page(request, where, form, _("New unit in %(place)s") % {"place": where.name})


@require_http_methods(["GET", "POST"])
def unit_edit(request: Request, slug: str) -> HttpResponse:
    unit = EDIT_UNIT.get(request.actor, slug=slug)
    where, by = unit.place, request.actor
    form = UnitForm(request.POST or None, place=where, unit=unit)
    made = attempt(form, lambda: save_unit(place=where, facts=form.facts(), by=by, unit=unit))
    if made is not None:
        messages.success(request, _("The unit is saved."))
        return redirect("competence:staff", where.code)
    return _unit_page(request, where, form, _("Change %(unit)s") % {"unit": unit.name})


def _unit_page(request: Request, where: Place, form: UnitForm, title: str) -> HttpResponse:
    context: dict[str, object] = {
        "form": form,
        "title": title,
        "back_url": reverse("competence:staff", args=[where.code]),
        "crumbs": crumbs_to(where, title),
    }
    return page(request, "competence/unit.html", context, part="form")
