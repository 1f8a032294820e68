"""Checking in by codes: the person's own at the door, and the one on the wall."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.audit.actions import seconds_to_wait
from brygga.events.actions.presence import (
    check_in_by_code,
    day_state,
    mark_present,
)
from brygga.events.codes import qr_drawing
from brygga.events.enums import CheckIn
from brygga.events.forms.presence import WallForm
from brygga.events.models import Attendee
from brygga.events.permissions import EDIT_GATHERING, MARK_PRESENCE
from brygga.events.queries.presence import (
    attendee_by_token,
    public_session,
    said_of,
    session_of,
    sessions_at_the_door,
)
from brygga.events.rules.presence import refuse_wall_code
from brygga.events.views.asking import crumbs_beside
from brygga.kernel.refusal import Refused
from brygga.ui.http import Request, page, public
from brygga.ui.pace import address_of, asked_to_wait

WRONG_CODES_A_MINUTE = 30
"""From one address; a whole theatre may sit behind the same."""


@public
@never_cache
@require_http_methods(["GET", "POST"])
def check_in(request: Request, token: str) -> HttpResponse:
    """What the person's QR code leads to. Only who checks in learns whose it is."""
    found = attendee_by_token(token)
    if found is None:
        return render(request, "events/wrong_link.html", status=404)
    if not request.actor.may_anywhere(Capability.REGISTRATION_EDIT):
        return page(request, "events/show_at_door.html", {}, part="words")
    if request.method == "POST":
        return _check_in(request, found, token)
    sessions = sessions_at_the_door(found, request.actor, clock.now())
    said = said_of(found, sessions)
    context: dict[str, object] = {
        "attendee": found if sessions else None,
        "days": [(day, said.get(day.pk)) for day in sessions],
    }
    return page(request, "events/check_in.html", context, part="days")


def _check_in(request: Request, found: Attendee, token: str) -> HttpResponse:
    wanted = request.POST.get("day", "")
    sessions = sessions_at_the_door(found, request.actor, clock.now())
    session = next((day for day in sessions if str(day.pk) == wanted), None)
    if session is None:
        raise Http404
    try:
        mark_present(session=session, attendee=found, by=request.actor, method=CheckIn.QR)
    except Refused as refused:
        messages.error(request, str(refused.refusal.reason))
    else:
        messages.success(request, _("%(name)s is present.") % {"name": found.name})
    return redirect("events:check_in", token)


@require_safe
def wall_code(request: Request, slug: str, number: int) -> HttpResponse:
    """The page to print and put on the wall."""
    found = MARK_PRESENCE.get(request.actor, slug=slug)
    session = session_of(found, number)
    path = reverse("events:here", args=[slug, number])
    context: dict[str, object] = {
        "gathering": found,
        "session": session,
        "address": settings.BASE_URL + path,
        "drawing": qr_drawing(f"{settings.BASE_URL}{path}?kod={session.wall_code}"),
        "may_renew": EDIT_GATHERING.allows(request.actor, found),
        "crumbs": crumbs_beside(found, (_("Code for the wall"), None)),
    }
    return page(request, "events/wall_code.html", context, part="code")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def here(request: Request, slug: str, number: int) -> HttpResponse:
    """Where somebody types the code on the wall. It never tells who is registered."""
    session = public_session(slug, number)
    form = WallForm(request.POST or None, initial={"code": request.GET.get("kod", "")[:20]})
    refusal = refuse_wall_code(day_state(session), now=clock.now())
    context: dict[str, object] = {
        "gathering": session.gathering,
        "session": session,
        "form": form,
        "refusal": refusal,
    }
    if not form.is_bound or not form.is_valid():
        return page(request, "events/here.html", context, part="form")
    try:
        check_in_by_code(session=session, by=request.actor, **form.cleaned_data)
    except Refused as refused:
        return _wrong(request, context, form, refused)
    return redirect("events:here_done", slug, number)


def _wrong(
    request: Request, context: dict[str, object], form: WallForm, refused: Refused
) -> HttpResponse:
    """The reason in the form; whoever guesses has to wait."""
    seconds = seconds_to_wait(
        what="wall code", address=address_of(request), a_minute=WRONG_CODES_A_MINUTE
    )
    words = _("Too many wrong codes. Wait a minute and try again.")
    form.add_error(None, words if seconds else str(refused.refusal.reason))
    answer = page(request, "events/here.html", context, part="form")
    return asked_to_wait(answer, seconds) if seconds else answer


@public
@require_safe
def here_done(request: Request, slug: str, number: int) -> HttpResponse:
    session = public_session(slug, number)
    context: dict[str, object] = {"gathering": session.gathering, "session": session}
    return page(request, "events/here_done.html", context, part="words")
