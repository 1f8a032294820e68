"""A manager's yes or no, for whoever has the link in the letter."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brygga.events import actions
from brygga.events.enums import Approval
from brygga.events.forms.registering import ApprovalForm
from brygga.events.models import Registration
from brygga.events.queries.managing import by_approve_token, days_held, origin_words
from brygga.events.rules import refuse_approval
from brygga.events.views.crumbs import gathering_crumbs
from brygga.events.views.manage import wrong_link
from brygga.kernel.refusal import Refused
from brygga.ui.http import Request, page, public


@public
@never_cache
@require_http_methods(["GET", "POST"])
def approve(request: Request, token: str) -> HttpResponse:
    row = by_approve_token(token)
    if row is None:
        return wrong_link(request)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if refuse_approval(row.approval, row.status) is not None:
        return _answered(request, row)
    if form.is_valid() and _done(request, row, form):
        return redirect("events:approve", token)
    context: dict[str, object] = {
        "registration": row,
        "gathering": row.gathering,
        "days": days_held(row),
        "origin": origin_words(row),
        "form": form,
        "crumbs": gathering_crumbs(row.gathering, (_("Approve"), None)),
    }
    return page(request, "events/approve.html", context, part="form")


def _done(request: Request, row: Registration, form: ApprovalForm) -> bool:
    """Whether the button's answer was taken; a refusal becomes an error of the form."""
    try:
        if request.POST.get("go") == "no":
            reason = form.cleaned_data["reason"]
            actions.refuse_approval(registration=row, reason=reason, by=request.actor)
        elif request.POST.get("go") == "yes":
            actions.approve(registration=row, by=request.actor)
        else:
            form.add_error(None, _("Press yes or no."))
            return False
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return False
    return True


def _answered(request: Request, row: Registration) -> HttpResponse:
    """The link has been used, or there is nothing left to approve: said, with what came of it."""
    context = {
        "registration": row,
        "gathering": row.gathering,
        "refusal": refuse_approval(row.approval, row.status),
        "given": row.approval == Approval.GIVEN,
        "refused": row.approval == Approval.REFUSED,
        "crumbs": gathering_crumbs(row.gathering, (_("Approve"), None)),
    }
    return render(request, "events/approved.html", context)
