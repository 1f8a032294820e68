"""A gathering from draft to held: make it, change it, publish it, call it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brygga import clock
from brygga.events.actions.gatherings import (
    call_off,
    discard,
    make_gathering,
    publish,
    save_gathering,
)
from brygga.events.forms.gatherings import (
    CallOffForm,
    GatheringForm,
    NewGatheringForm,
    gathering_initial,
)
from brygga.events.permissions import EDIT_GATHERING
from brygga.events.queries.organising import (
    courses_for,
    overview,
    place_to_hold_at,
    places_to_hold_at,
)
from brygga.events.rules.gathering import (
    refuse_calling_off,
    refuse_change,
    refuse_discarding,
    refuse_publishing,
)
from brygga.events.views.asking import crumbs_to, organise_url
from brygga.events.views.crumbs import calendar_crumbs
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def gathering_new(request: Request) -> HttpResponse:
    place = place_to_hold_at(request.actor, request.GET.get("plats", ""))
    asked = request.GET.get("kurs", "")
    course = next((row for row in courses_for(place) if row.slug == asked), None)
    form = NewGatheringForm(request.POST or None, place=place, course=course)
    made = attempt(
        form,
        lambda: make_gathering(
            place=place,
            values=form.values(),
            capacity=form.cleaned_data["capacity"],
            by=request.actor,
        ),
    )
    if made is not None:
        messages.success(request, _("The draft is made. Now set its days."))
        return redirect("events:days", made.slug)
    return page(request, "events/gathering_new.html", _new(request, form, place.code), part="form")


def _new(request: Request, form: NewGatheringForm, place: str) -> dict[str, object]:
    return {
        "form": form,
        "places": places_to_hold_at(request.actor),
        "place": place,
        "course": request.GET.get("kurs", ""),
        "crumbs": calendar_crumbs((_("New gathering"), None)),
    }


@require_safe
def organise(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    shown = overview(found)
    context: dict[str, object] = {
        "shown": shown,
        "gathering": found,
        "today": clock.today(),
        "refusal_to_publish": refuse_publishing(
            found.status, mode=found.mode, days=len(shown.days)
        ),
        "refusal_to_call_off": refuse_calling_off(
            found.status, ends_at=shown.room.ends_at, now=clock.now(), reason="-"
        ),
        "crumbs": crumbs_to(found),
    }
    return page(request, "events/organise.html", context, part="overview")


@require_http_methods(["GET", "POST"])
def gathering_edit(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    form = GatheringForm(request.POST or None, place=found.place, initial=gathering_initial(found))
    done = attempt(
        form,
        lambda: save_gathering(gathering=found, values=form.values(found), by=request.actor),
    )
    if done is not None:
        messages.success(request, _("The gathering is changed."))
        return redirect(organise_url(found))
    context: dict[str, object] = {
        "gathering": found,
        "form": form,
        "refusal": refuse_change(found.status),
        "crumbs": crumbs_to(found, _("Change what it says")),
    }
    return page(request, "events/gathering_edit.html", context, part="form")


@require_POST
def gathering_publish(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    publish(gathering=found, by=request.actor)
    messages.success(request, _("It is published. Everybody sees it in the calendar."))
    return redirect(organise_url(found))


@require_http_methods(["GET", "POST"])
def gathering_discard(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    if request.method == "POST":
        discard(gathering=found, by=request.actor)
        messages.success(request, _("The draft is discarded."))
        return redirect("events:calendar")
    context: dict[str, object] = {
        "gathering": found,
        "refusal": refuse_discarding(found.status),
        "crumbs": crumbs_to(found, _("Discard the draft")),
    }
    return page(request, "events/discard.html", context, part="form")


@require_http_methods(["GET", "POST"])
def gathering_call_off(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    form = CallOffForm(request.POST or None)
    shown = overview(found)
    done = attempt(
        form,
        lambda: call_off(gathering=found, reason=form.cleaned_data["reason"], by=request.actor),
    )
    if done is not None:
        messages.success(request, _("It is called off, and those concerned are written to."))
        return redirect(organise_url(found))
    context: dict[str, object] = {
        "shown": shown,
        "gathering": found,
        "form": form,
        "crumbs": crumbs_to(found, _("Call it off")),
    }
    return page(request, "events/call_off.html", context, part="form")
