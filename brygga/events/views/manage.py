"""One's own registration, for whoever has its secret link."""

from collections.abc import Callable

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brygga import clock
from brygga.events import actions, links
from brygga.events.enums import RegistrationStatus
from brygga.events.forms.registering import OwnForm
from brygga.events.models import LIVE, Registration
from brygga.events.queries import managing
from brygga.events.queries.room import rooms_of
from brygga.events.rules import refuse_answer, refuse_cancel
from brygga.events.views.crumbs import gathering_crumbs
from brygga.kernel.refusal import Refusal, Refused, insist
from brygga.ui.http import Request, page, public


@public
@never_cache
@require_http_methods(["GET", "POST"])
def manage(request: Request, token: str) -> HttpResponse:
    row = managing.by_manage_token(token)
    if row is None:
        return wrong_link(request)
    if request.method == "POST":
        return _done(request, token, lambda: _act(request, row))
    context: dict[str, object] = {
        **_about(row, token),
        "standing": managing.stands_at(row),
        "told": managing.told(row),
        "offered_days": managing.days_of(row.offered) if row.offered else [],
        "course_days": managing.course_days(row, clock.now()),
        "code": _code(row) if row.status == RegistrationStatus.SEATED else "",
        "feed_url": reverse("events:own_feed", args=[links.feed_token(row.attendee)]),
    }
    return page(request, "events/manage.html", context, part="state")


def _about(row: Registration, token: str) -> dict[str, object]:
    """What every page about a registration shows."""
    room = rooms_of([row.gathering])[row.gathering_id]
    now = clock.now()
    begun = room.starts_at is not None and room.starts_at <= now
    return {
        "registration": row,
        "gathering": row.gathering,
        "days": managing.days_held(row),
        "token": token,
        "is_live": row.status in LIVE,
        "refuse_cancel": refuse_cancel(row.status, begun=begun),
        "refuse_answer": refuse_answer(row.status, expires_at=row.offer_expires_at, now=now),
        "crumbs": gathering_crumbs(row.gathering, (_("My registration"), None)),
    }


def _act(request: Request, row: Registration) -> str:
    """Do what the button says; gives the sentence that tells of it."""
    deed, _colon, number = request.POST.get("go", "").partition(":")
    if deed == "accept":
        actions.accept_offer(registration=row, by=request.actor)
        return _("The seat is yours. A letter with the days is on its way.")
    if deed == "decline":
        actions.decline_offer(registration=row, by=request.actor)
        return _("You have declined the seat, and wait for another round.")
    if deed == "day":
        _take_day(request, row, number)
        return _("The day is yours. A letter with its own link is on its way.")
    insist(Refusal(_("Choose one of the buttons on the page.")))
    return ""


def _take_day(request: Request, row: Registration, number: str) -> None:
    wanted = int(number) if number.isascii() and number.isdigit() else 0
    day = managing.day_offered(row, wanted, clock.now())
    if day is None:
        insist(Refusal(_("That day can no longer be taken. Choose another on the page.")))
        return
    actions.register_day(session=day, attendee=row.attendee, by=request.actor)


def _done(request: Request, token: str, act: Callable[[], str]) -> HttpResponse:
    """Act and say so on the page; a refusal is said there too."""
    try:
        messages.success(request, act())
    except Refused as refused:
        messages.warning(request, str(refused.refusal.reason))
    return redirect("events:manage", token)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: Request, token: str) -> HttpResponse:
    """Asks before it is done: a link in a letter may be followed by a machine."""
    row = managing.by_manage_token(token)
    if row is None:
        return wrong_link(request)
    if request.method == "POST":
        return _done(request, token, lambda: _cancel(request, row))
    return page(request, "events/cancel.html", _about(row, token), part="form")


def _cancel(request: Request, row: Registration) -> str:
    was_seated = row.status == RegistrationStatus.SEATED
    actions.cancel(registration=row, by=request.actor)
    if was_seated:
        return _("You are no longer registered. The seat goes to the next in the queue.")
    return _("You are no longer in the queue.")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def own(request: Request, token: str) -> HttpResponse:
    row = managing.by_manage_token(token)
    if row is None:
        return wrong_link(request)
    form = OwnForm(request.POST if request.method == "POST" else None, registration=row)
    if form.is_valid():
        return _done(request, token, lambda: _change(request, row, form))
    context = {**_about(row, token), "form": form}
    return page(request, "events/own.html", context, part="form")


def _change(request: Request, row: Registration, form: OwnForm) -> str:
    actions.change_own(registration=row, details=form.details(), by=request.actor)
    return _("What you changed is saved.")


def _code(row: Registration) -> SafeString:
    """The QR code to show at the door, as a drawing; nothing where no door reads it."""
    try:
        path = reverse("events:check_in", args=[links.check_in_token(row.attendee)])
    except NoReverseMatch:
        return SafeString("")
    drawn = segno.make(settings.BASE_URL + path, error="m")
    # Ours from the first sign to the last: the library draws an address that we made.
    return mark_safe(drawn.svg_inline(scale=5, border=4, light="#fff", omitsize=False))  # noqa: S308 -- see above


def wrong_link(request: Request) -> HttpResponse:
    return render(request, "events/wrong_link.html", status=404)
