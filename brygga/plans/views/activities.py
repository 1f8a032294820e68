"""One activity: to read, to begin from a gap, to change, to move along."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brygga.access.actor import Actor
from brygga.plans import actions
from brygga.plans.enums import ActivityState
from brygga.plans.forms import (
    ActivityForm,
    MoveForm,
    NewActivityForm,
    NotesForm,
    activity_initial,
)
from brygga.plans.models import Activity
from brygga.plans.permissions import (
    EDIT_ACTIVITY,
    MOVE_ACTIVITY,
    PLAN_AT,
    VIEW_ACTIVITY,
    is_inside,
)
from brygga.plans.queries import (
    Addition,
    activity_item,
    addition_to,
    first_values,
    likely_references,
    steps_of,
)
from brygga.plans.rules import refuse_edit
from brygga.plans.views.common import checked_year, crumbs_to
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page, public

TONES = {ActivityState.LATE: "warning", ActivityState.ONGOING: "accent"}


def activity_url(activity: Activity) -> str:
    plan = activity.plan
    return reverse("plans:activity", args=[plan.place.code, plan.year, activity.slug])


@require_http_methods(["GET", "POST"])
def activity_new(request: Request, place: str, year: int) -> HttpResponse:
    where = PLAN_AT.get(request.actor, code=place)
    addition = addition_to(where, checked_year(year), request.actor)
    form = _new_form(request, addition)
    done = attempt(form, lambda: _begin(addition, form, request.actor))
    if done is not None:
        messages.success(request, _begun(addition))
        return redirect(activity_url(done))
    context: dict[str, object] = {
        "addition": addition,
        "form": form,
        "later_url": _later_url(request, addition),
        "crumbs": crumbs_to(where, year, _("New activity")),
    }
    return page(request, "plans/activity_new.html", context, part="form")


def _new_form(request: Request, addition: Addition) -> NewActivityForm:
    reference = request.GET.get("riktlinje", "")
    return NewActivityForm(
        request.POST or None,
        addition=addition,
        likely=[*likely_references(addition.place, addition.year), reference],
        initial=first_values(
            reference, addition.year, request.actor, title=request.GET.get("titel", "")
        ),
    )


def _begin(addition: Addition, form: NewActivityForm, by: Actor) -> Activity:
    values, said = form.values(), form.cleaned_data
    if addition.plan is not None and addition.is_adopted:
        return actions.reopen_for_activity(
            plan=addition.plan, reason=said.get("reason", ""), values=values, by=by
        )
    return actions.begin_activity(
        place=addition.place,
        year=addition.year,
        values=values,
        carry_over=said.get("carry_over", False),
        by=by,
    )


def _begun(addition: Addition) -> str:
    if addition.reopens:
        return _(
            "The activity is in the plan, which is open again. The plan has to be adopted anew; "
            "until then others do not see it."
        )
    return _("The activity is in the plan.")


def _later_url(request: Request, addition: Addition) -> str:
    """The same activity in a later year's plan, provision and all."""
    if addition.later is None:
        return ""
    url = reverse("plans:activity_new", args=[addition.place.code, addition.later])
    asked = request.GET.urlencode(safe="/")
    return f"{url}?{asked}" if asked else url


@public
@require_safe
def activity(request: Request, place: str, year: int, slug: str) -> HttpResponse:
    found = VIEW_ACTIVITY.get(request.actor, **_address(place, year, slug))
    return _activity_page(request, found)


@require_http_methods(["GET", "POST"])
def activity_edit(request: Request, place: str, year: int, slug: str) -> HttpResponse:
    found = EDIT_ACTIVITY.get(request.actor, **_address(place, year, slug))
    form = _edit_form(request, found)
    done = attempt(
        form,
        lambda: actions.save_activity(
            plan=found.plan, activity=found, values=form.values(), by=request.actor
        ),
    )
    if done is not None:
        messages.success(request, _("The activity is changed."))
        return redirect(activity_url(found))
    return page(request, "plans/activity_edit.html", _edit_context(found, form), part="form")


def _edit_context(found: Activity, form: ActivityForm) -> dict[str, object]:
    place, plan = found.plan.place, found.plan
    return {
        "activity": found,
        "form": form,
        "place": place,
        "plan": plan,
        "year": str(plan.year),
        "refusal": refuse_edit(plan.status),
        "crumbs": crumbs_to(place, plan.year, found.title),
    }


def _edit_form(request: Request, found: Activity) -> ActivityForm:
    where, year = found.plan.place, found.plan.year
    return ActivityForm(
        request.POST or None,
        place=where,
        likely=likely_references(where, year),
        initial=activity_initial(found),
    )


@require_http_methods(["GET", "POST"])
def activity_move(request: Request, place: str, year: int, slug: str) -> HttpResponse:
    found = MOVE_ACTIVITY.get(request.actor, **_address(place, year, slug))
    form = MoveForm(request.POST or None, activity=found)
    done = attempt(
        form,
        lambda: actions.move_activity(
            activity=found,
            to=form.cleaned_data["to"],
            note=form.cleaned_data["note"],
            by=request.actor,
        ),
    )
    if done is not None:
        messages.success(request, _("The status is changed."))
        return redirect(activity_url(found))
    return _activity_page(request, found, form=form)


@require_http_methods(["GET", "POST"])
def activity_notes(request: Request, place: str, year: int, slug: str) -> HttpResponse:
    found = MOVE_ACTIVITY.get(request.actor, **_address(place, year, slug))
    form = NotesForm(request.POST or None)
    done = attempt(
        form,
        lambda: actions.save_notes(
            activity=found, notes=form.cleaned_data["notes"], by=request.actor
        ),
    )
    if done is not None:
        messages.success(request, _("The notes are saved."))
        return redirect(activity_url(found))
    return _activity_page(request, found, form=form)


def _address(place: str, year: int, slug: str) -> dict[str, object]:
    return {"plan__place__code": place, "plan__year": checked_year(year), "slug": slug}


def _activity_page(request: Request, found: Activity, form: Form | None = None) -> HttpResponse:
    """The activity's own page; `form` is one of its two, come back with something to put right."""
    place, plan, item = found.plan.place, found.plan, activity_item(found, request.actor)
    invented = _("The plan on this page is invented, to try the system.")
    context: dict[str, object] = {
        "item": item,
        "plan": plan,
        "tone": TONES.get(item.state, "neutral"),
        "steps": steps_of(found),
        "inside": is_inside(request.actor, place),
        "may_move": MOVE_ACTIVITY.allows(request.actor, found),
        "may_edit": EDIT_ACTIVITY.allows(request.actor, found),
        "refusal_to_edit": refuse_edit(plan.status),
        "form": form,
        "move": form if isinstance(form, MoveForm) else MoveForm(activity=found),
        "notes": form if isinstance(form, NotesForm) else NotesForm.of(found),
        "crumbs": crumbs_to(place, plan.year, found.title),
        "invented": plan.invented and invented,
    }
    return page(request, "plans/activity.html", context, part="activity")
