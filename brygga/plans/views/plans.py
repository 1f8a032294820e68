"""The plan of a place and year: to read, to start, to adopt and to open again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brygga.people.queries import place_by_code
from brygga.plans import actions
from brygga.plans.forms import AdoptForm, ReopenForm, StartForm
from brygga.plans.permissions import ADOPT_PLAN, PLAN_AT
from brygga.plans.queries import plan_page, plan_steps, plan_table, unfinished_from
from brygga.plans.rules import refuse_adopt
from brygga.plans.views.common import checked_year, crumbs_to, plan_url
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, csv_response, page, public


@public
@require_safe
def plan(request: Request, place: str, year: int) -> HttpResponse:
    shown = plan_page(place_by_code(place), checked_year(year), request.actor)
    if request.GET.get("format") == "csv":
        return csv_response(f"plan-{place}-{year}.csv", *plan_table(shown))
    may_start = shown.may_plan and shown.plan is None
    left = unfinished_from(shown.place, year - 1) if may_start else []
    context: dict[str, object] = {
        "shown": shown,
        "crumbs": crumbs_to(shown.place, year),
        "invented": shown.is_invented
        and _("The plan on this page is invented, to try the system."),
        "left": len(left),
        "other_years": [each for each in shown.years if each != year],
        "form": StartForm() if may_start else None,
        "steps": plan_steps(shown.plan) if shown.plan and shown.is_inside else [],
        "refusal": refuse_adopt(shown.plan.status, activities=shown.number) if shown.plan else None,
    }
    return page(request, "plans/plan.html", context, part="activities")


@require_POST
def start(request: Request, place: str, year: int) -> HttpResponse:
    where = PLAN_AT.get(request.actor, code=place)
    carry_over = "carry_over" in request.POST
    actions.start_plan(
        place=where, year=checked_year(year), by=request.actor, carry_over=carry_over
    )
    messages.success(request, _("The plan is begun. Now add what is to be done."))
    return redirect(plan_url(where, year))


@require_http_methods(["GET", "POST"])
def adopt(request: Request, place: str, year: int) -> HttpResponse:
    found = ADOPT_PLAN.get(request.actor, place__code=place, year=checked_year(year))
    form = AdoptForm(request.POST or None, place=found.place)
    done = attempt(form, lambda: actions.adopt_plan(plan=found, by=request.actor, **form.values()))
    if done is not None:
        messages.success(request, _("The plan is adopted and open to everybody."))
        return redirect(plan_url(done.place, year))
    context: dict[str, object] = {
        "place": found.place,
        "plan": found,
        "form": form,
        "refusal": refuse_adopt(found.status, activities=found.activities.count()),
        "crumbs": crumbs_to(found.place, year, _("Adopt the plan")),
    }
    return page(request, "plans/adopt.html", context, part="form")


@require_http_methods(["GET", "POST"])
def reopen(request: Request, place: str, year: int) -> HttpResponse:
    found = ADOPT_PLAN.get(request.actor, place__code=place, year=checked_year(year))
    form = ReopenForm(request.POST or None)
    done = attempt(
        form,
        lambda: actions.reopen_plan(
            plan=found, reason=form.cleaned_data["reason"], by=request.actor
        ),
    )
    if done is not None:
        messages.success(request, _("The plan is open again. Only those inside see it now."))
        return redirect(plan_url(done.place, year))
    context: dict[str, object] = {
        "place": found.place,
        "plan": found,
        "form": form,
        "crumbs": crumbs_to(found.place, year, _("Open the plan again")),
    }
    return page(request, "plans/reopen.html", context, part="form")
