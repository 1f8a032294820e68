"""One place's mapping: how far both sides have come, what differs, what to do next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brygga.followup import actions
from brygga.followup.enums import AnswerSide
from brygga.followup.forms import MeetingForm
from brygga.followup.permissions import ANSWER, SETTLE_JOINT, SUBMIT_MAPPING
from brygga.followup.queries import sheet_of
from brygga.followup.queries.overview import overview
from brygga.followup.queries.question import mapping_of
from brygga.followup.tables import sheet_table
from brygga.followup.views.boundary import mapping_crumbs, mapping_url, sent, succeeds
from brygga.ui.http import Request, csv_response, page


@require_safe
def mapping(request: Request, year: int, place: str) -> HttpResponse:
    found = mapping_of(request.actor, year, place)
    shown = overview(found, request.actor)
    if request.GET.get("format") == "csv":
        return csv_response(f"kartlaggning-{place}-{year}.csv", *sheet_table(shown))
    context: dict[str, object] = {
        "mapping": found,
        "shown": shown,
        "sheet": shown.sheet,
        "invented": found.invented,
        "crumbs": mapping_crumbs(found),
    }
    return page(request, "followup/mapping.html", context, part="list")


@require_POST
def finish(request: Request, year: int, place: str) -> HttpResponse:
    """Say that a side's answers are finished, or (`igen`) take them up again."""
    found = mapping_of(request.actor, year, place)
    side = request.POST.get("sida", "")
    if side not in ANSWER:
        raise PermissionDenied
    ANSWER[AnswerSide(side)].get(request.actor, pk=found.pk)
    if request.POST.get("igen"):
        actions.resume_side(mapping=found, side=side, by=request.actor)
        messages.info(request, _("You can change the answers again."))
    else:
        actions.finish_side(mapping=found, side=side, by=request.actor)
        messages.success(request, _("The answers are marked as finished."))
    return redirect(mapping_url(found))


@require_http_methods(["GET", "POST"])
def meeting(request: Request, year: int, place: str) -> HttpResponse:
    found = mapping_of(request.actor, year, place)
    SETTLE_JOINT.get(request.actor, pk=found.pk)
    form = MeetingForm(sent(request), initial={"settles_on": found.settles_on})
    if succeeds(
        form,
        lambda: actions.plan_meeting(
            mapping=found, on=form.cleaned_data["settles_on"], by=request.actor
        ),
    ):
        messages.success(request, _("The day is saved."))
        return redirect(mapping_url(found))
    context: dict[str, object] = {
        "mapping": found,
        "form": form,
        "crumbs": mapping_crumbs(found, (_("The consultation's day"), None)),
    }
    return page(request, "followup/meeting.html", context, part="form")


@require_http_methods(["GET", "POST"])
def submit(request: Request, year: int, place: str) -> HttpResponse:
    found = mapping_of(request.actor, year, place)
    SUBMIT_MAPPING.get(request.actor, pk=found.pk)
    if request.method == "POST":
        actions.submit_mapping(mapping=found, by=request.actor)
        messages.success(request, _("The mapping is submitted. The county reviews it now."))
        return redirect(mapping_url(found))
    context: dict[str, object] = {
        "mapping": found,
        "sheet": sheet_of(found),
        "invented": found.invented,
        "crumbs": mapping_crumbs(found, (_("Submit"), None)),
    }
    return page(request, "followup/submit.html", context, part="form")
