"""One attendee's registration, and what one may do with it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brygga import clock
from brygga.events.actions.handling import cancel_for, change_details, mark_left, say_need
from brygga.events.actions.moving import move
from brygga.events.enums import RegistrationStatus
from brygga.events.forms.attendees import CancelForm, DetailsForm, LeftForm, MoveForm, NeedForm
from brygga.events.models import LIVE, Registration
from brygga.events.permissions import HANDLE_REGISTRATION
from brygga.events.queries.attendees import rounds_to_move_to
from brygga.events.queries.fairness import log_of
from brygga.events.views.asking import attendees_url, crumbs_beside
from brygga.events.views.crumbs import invented
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page


def _registration(request: Request, slug: str, pk: int) -> Registration:
    """The registration under the gathering that it is for or has an offer in; 404 elsewhere."""
    row = HANDLE_REGISTRATION.get(request.actor, pk=pk)
    slugs = {row.gathering.slug, row.offered.slug if row.offered else ""}
    if slug not in slugs:
        raise Http404
    return row


@require_safe
def attendee(request: Request, slug: str, pk: int) -> HttpResponse:
    return _page(request, _registration(request, slug, pk))


@require_POST
def attendee_cancel(request: Request, slug: str, pk: int) -> HttpResponse:
    row = _registration(request, slug, pk)
    form = CancelForm(request.POST)
    return _act(
        request,
        row,
        form,
        lambda: cancel_for(registration=row, by=request.actor, **form.cleaned_data),
        _("The registration is cancelled. The person is written to."),
    )


@require_POST
def attendee_need(request: Request, slug: str, pk: int) -> HttpResponse:
    row = _registration(request, slug, pk)
    form = NeedForm(request.POST)
    return _act(
        request,
        row,
        form,
        lambda: say_need(registration=row, by=request.actor, **form.cleaned_data),
        _("The need is written down."),
    )


@require_POST
def attendee_move(request: Request, slug: str, pk: int) -> HttpResponse:
    row = _registration(request, slug, pk)
    form = MoveForm(request.POST, rounds=rounds_to_move_to(row, clock.now()))
    return _act(
        request,
        row,
        form,
        lambda: move(
            registration=row,
            to=form.chosen(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
        ),
        _("They have a seat in the other round. The person is written to."),
    )


@require_POST
def attendee_left(request: Request, slug: str, pk: int) -> HttpResponse:
    row = _registration(request, slug, pk)
    form = LeftForm(request.POST)
    return _act(
        request,
        row,
        form,
        lambda: mark_left(attendee=row.attendee, by=request.actor, **form.cleaned_data),
        _("It is written down."),
    )


@require_POST
def attendee_details(request: Request, slug: str, pk: int) -> HttpResponse:
    row = _registration(request, slug, pk)
    form = DetailsForm(request.POST, registration=row)
    return _act(
        request,
        row,
        form,
        lambda: change_details(registration=row, details=form.details(), by=request.actor),
        _("It is changed."),
    )


def _act(
    request: Request, row: Registration, form: Form, act: Callable[[], object], said: str
) -> HttpResponse:
    if attempt(form, act) is None:
        return _page(request, row, form)
    messages.success(request, said)
    row.refresh_from_db()
    return redirect("events:attendee", row.gathering.slug, row.pk)


def _page(request: Request, row: Registration, form: Form | None = None) -> HttpResponse:
    """The attendee's page; `form` is one of its own, come back with something to put right."""
    held = row.offered or row.gathering
    context: dict[str, object] = {
        **_forms(row, form),
        "row": row,
        "gathering": held,
        "is_live": row.status in LIVE,
        "waits": row.status == RegistrationStatus.WAITING,
        "form": form,
        "log": log_of(row),
        "invented": invented(held),
        "crumbs": crumbs_beside(
            held, (_("Attendees"), attendees_url(held)), (row.attendee.name, None)
        ),
    }
    return page(request, "events/attendee.html", context, part="attendee")


def _forms(row: Registration, form: Form | None) -> dict[str, object]:
    """What one may do with it; the form that came back in its place."""
    rounds = rounds_to_move_to(row, clock.now())
    anew: dict[str, Form] = {
        "cancel": CancelForm(),
        "need": NeedForm(initial={"need": row.need, "reason": row.need_reason}),
        "left": LeftForm(initial={"left_on": row.attendee.left_on}),
        "details": DetailsForm(registration=row),
        "move": MoveForm(rounds=rounds),
    }
    came_back = {name: form for name, each in anew.items() if isinstance(form, type(each))}
    return {**anew, **came_back, "rounds": rounds}
