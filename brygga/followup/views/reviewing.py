"""The county reads a mapping and accepts it, returns it, or takes it up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.followup import actions
from brygga.followup.forms import ReasonForm
from brygga.followup.models import Mapping
from brygga.followup.permissions import REVIEW_MAPPING
from brygga.followup.queries.overview import Overview, overview
from brygga.followup.queries.question import mapping_of
from brygga.followup.rules import refuse_accepting, refuse_reopening, refuse_returning
from brygga.followup.views.boundary import mapping_crumbs, mapping_url, round_url, sent, succeeds
from brygga.ui.http import Request, page

# Any words: whether there is a reason is asked when it is sent.
SOME_REASON = "…"


@require_http_methods(["GET", "POST"])
def review(request: Request, year: int, place: str) -> HttpResponse:
    found = mapping_of(request.actor, year, place)
    REVIEW_MAPPING.get(request.actor, pk=found.pk)
    if request.method == "POST" and request.POST.get("go") == "accept":
        actions.accept_mapping(mapping=found, by=request.actor)
        messages.success(request, _("The mapping is accepted and open to everybody."))
        return redirect(round_url(found.round))
    form = ReasonForm(sent(request))
    if succeeds(
        form,
        lambda: actions.return_mapping(mapping=found, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The mapping is returned with your reason."))
        return redirect(round_url(found.round))
    context = _review_context(found, overview(found, request.actor)) | {"form": form}
    return page(request, "followup/review.html", context, part="form")


def _review_context(found: Mapping, shown: Overview) -> dict[str, object]:
    to_review = shown.sheet.to_review
    return {
        "mapping": found,
        "shown": shown,
        "sheet": shown.sheet,
        "refusal_to_accept": refuse_accepting(status=found.status, to_review=to_review),
        "refusal_to_return": refuse_returning(status=found.status, reason=SOME_REASON),
        "invented": found.invented,
        "crumbs": mapping_crumbs(found, (_("Review"), None)),
    }


@require_http_methods(["GET", "POST"])
def reopen(request: Request, year: int, place: str) -> HttpResponse:
    found = mapping_of(request.actor, year, place)
    REVIEW_MAPPING.get(request.actor, pk=found.pk)
    form = ReasonForm(sent(request))
    if succeeds(
        form,
        lambda: actions.reopen_mapping(mapping=found, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The mapping is open again. It is no longer shown outside."))
        return redirect(mapping_url(found))
    context: dict[str, object] = {
        "mapping": found,
        "form": form,
        "refusal": refuse_reopening(status=found.status, reason=SOME_REASON),
        "crumbs": mapping_crumbs(found, (_("Reopen"), None)),
    }
    return page(request, "followup/reopen.html", context, part="form")
