"""The county's round: listed, prepared, opened, followed, closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brygga import clock
from brygga.followup import actions, queries
from brygga.followup.forms import NewRoundForm, RoundForm
from brygga.followup.models import Round
from brygga.followup.permissions import EDIT_ROUND, PLAN_ROUND, REMIND_IN_ROUND, VIEW_ROUND
from brygga.followup.queries.board import SORTS, board
from brygga.followup.queries.round_pages import round_at, round_page, round_setup, to_remind
from brygga.followup.tables import board_table, rounds_table
from brygga.followup.views.boundary import round_crumbs, round_url, sent, succeeds
from brygga.ui.http import Request, csv_response, page


def _round(request: Request, county: str, year: int) -> Round:
    return round_at(VIEW_ROUND, request.actor, county, year)


def _own_round(request: Request, county: str, year: int) -> Round:
    return round_at(EDIT_ROUND, request.actor, county, year)


@require_safe
def rounds(request: Request) -> HttpResponse:
    found = queries.rounds_for(request.actor)
    if request.GET.get("format") == "csv":
        return csv_response("omgangar.csv", *rounds_table(found))
    context: dict[str, object] = {
        "rounds": found,
        "may_plan": PLAN_ROUND.visible(request.actor).exists(),
        "waiting_here": queries.waiting_for(request.actor),
        "crumbs": [(_("Mapping"), None)],
    }
    return page(request, "followup/rounds.html", context, part="list")


@require_http_methods(["GET", "POST"])
def round_new(request: Request) -> HttpResponse:
    counties = list(PLAN_ROUND.visible(request.actor).order_by("name"))
    if not counties:
        raise PermissionDenied
    choices = [(each.code, each.name) for each in counties]
    form = NewRoundForm(sent(request), counties=choices)
    if succeeds(form, lambda: _create(request, form)):
        said = form.cleaned_data
        return redirect("followup:round_provisions", county=said["county"], year=said["year"])
    context: dict[str, object] = {
        "form": form,
        "crumbs": [(_("Mapping"), "../"), (_("New round"), None)],
    }
    return page(request, "followup/round_new.html", context, part="form")


def _create(request: Request, form: NewRoundForm) -> None:
    said = form.cleaned_data
    county = PLAN_ROUND.get(request.actor, code=said["county"])
    actions.create_round(county=county, year=said["year"], values=form.values(), by=request.actor)


@require_safe
def round_board(request: Request, county: str, year: int) -> HttpResponse:
    found = _round(request, county, year)
    sort = request.GET.get("sortera", "")
    rows = board(found, request.actor, sort)
    if request.GET.get("format") == "csv":
        return csv_response(f"kartlaggning-{county}-{year}.csv", *board_table(rows))
    context: dict[str, object] = {
        "round": found,
        "rows": rows,
        "csv_url": f"?format=csv&sortera={sort}" if sort in SORTS else "?format=csv",
        "sort": sort if sort in SORTS else SORTS[0],
        "shown": round_page(found, rows, request.actor),
        "invented": any(row.mapping.invented for row in rows),
        "crumbs": round_crumbs(found),
    }
    return page(request, "followup/round.html", context, part="list")


@require_http_methods(["GET", "POST"])
def round_edit(request: Request, county: str, year: int) -> HttpResponse:
    found = _own_round(request, county, year)
    form = RoundForm(sent(request), initial=RoundForm.initial_of(found))
    if succeeds(
        form,
        lambda: actions.change_round(round_=found, values=form.values(), by=request.actor),
    ):
        messages.success(request, _("The round is saved."))
        return redirect(request.path)
    context: dict[str, object] = {
        "round": found,
        "form": form,
        "setup": round_setup(found),
        "crumbs": round_crumbs(found, (_("Prepare"), None)),
    }
    return page(request, "followup/round_edit.html", context, part="form")


@require_POST
def round_open(request: Request, county: str, year: int) -> HttpResponse:
    found = _own_round(request, county, year)
    made = actions.open_round(round_=found, by=request.actor)
    messages.success(
        request,
        ngettext(
            "The round is open. %(n)s place can answer.",
            "The round is open. %(n)s places can answer.",
            made,
        )
        % {"n": made}
        if made
        else _("The round is open again."),
    )
    return redirect(round_url(found))


@require_POST
def round_close(request: Request, county: str, year: int) -> HttpResponse:
    found = _own_round(request, county, year)
    actions.close_round(round_=found, by=request.actor)
    messages.success(request, _("The round is closed."))
    return redirect(round_url(found))


@require_POST
def round_add_places(request: Request, county: str, year: int) -> HttpResponse:
    found = _own_round(request, county, year)
    actions.add_places(round_=found, by=request.actor)
    messages.success(request, _("The places that have joined can answer now."))
    return redirect(round_url(found))


@require_http_methods(["GET", "POST"])
def remind(request: Request, county: str, year: int) -> HttpResponse:
    """Show who would be written to; POST writes. `plats` picks one place."""
    found = round_at(REMIND_IN_ROUND, request.actor, county, year)
    due = to_remind(found, request.actor, request.GET.get("plats", ""), clock.today())
    if request.method == "POST":
        mappings = [each.tally.mapping for each in due]
        n = actions.send_reminders(mappings=mappings, by=request.actor)
        sent_words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", n)
        messages.success(request, sent_words % {"n": n})
        return redirect(round_url(found))
    context: dict[str, object] = {
        "round": found,
        "due": due,
        "letters": sum(len(each.users) for each in due),
        "unreached": [each.tally.mapping.place for each in due if not each.users],
        "crumbs": round_crumbs(found, (_("Remind"), None)),
    }
    return page(request, "followup/remind.html", context, part="list")
