"""Deciding what comes first, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.plans import actions
from brygga.plans.forms import PriorityForm, WithdrawForm
from brygga.plans.permissions import EDIT_PRIORITY, PRIORITISE_AT
from brygga.plans.queries import provision_labels
from brygga.plans.rules import refuse_withdraw
from brygga.plans.views.common import checked_year, crumbs_to, plan_url
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def priority_new(request: Request, place: str, year: int) -> HttpResponse:
    where = PRIORITISE_AT.get(request.actor, code=place)
    reference = request.GET.get("riktlinje", "")
    form = PriorityForm(request.POST or None, place=where, reference=reference)
    done = attempt(
        form,
        lambda: actions.decide_priority(
            place=where, year=checked_year(year), decision=form.decision(), by=request.actor
        ),
    )
    if done is not None:
        messages.success(request, _("The priority is written down."))
        return redirect(plan_url(where, year))
    context: dict[str, object] = {
        "place": where,
        "year": str(checked_year(year)),
        "form": form,
        "crumbs": crumbs_to(where, year, _("Prioritise")),
    }
    return page(request, "plans/priority_new.html", context, part="form")


@require_http_methods(["GET", "POST"])
def priority_withdraw(request: Request, place: str, year: int, slug: str) -> HttpResponse:
    priority = EDIT_PRIORITY.get(
        request.actor, place__code=place, year=checked_year(year), slug=slug
    )
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda: actions.withdraw_priority(priority=priority, by=request.actor))
    if done is not None:
        messages.success(request, _("The priority is withdrawn."))
        return redirect(plan_url(priority.place, year))
    context: dict[str, object] = {
        "priority": priority,
        "label": provision_labels([priority.provision])[priority.provision_id],
        "form": form,
        "refusal": refuse_withdraw(is_withdrawn=priority.withdrawn_on is not None),
        "crumbs": crumbs_to(priority.place, year, _("Withdraw a priority")),
    }
    return page(request, "plans/priority_withdraw.html", context, part="form")
