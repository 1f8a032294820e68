"""Registering oneself, without account: the form, and what happens next."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from brygga import clock
from brygga.audit.actions import Answer, OtherRequest, StillRunning, answered_once
from brygga.events import actions, links
from brygga.events.enums import GatheringStatus
from brygga.events.forms.registering import RegistrationForm, new_key
from brygga.events.models import Gathering
from brygga.events.queries.form_choices import NOBODY, known_of
from brygga.events.queries.gathering_page import gathering_seen, state_of
from brygga.events.queries.managing import by_receipt_token, days_held, stands_at
from brygga.events.queries.room import rooms_of
from brygga.events.rules import refuse_registration
from brygga.events.views.crumbs import gathering_crumbs, invented
from brygga.kernel.refusal import Refused
from brygga.ui.http import Request, page, public
from brygga.ui.kept_form import Look, form_for_all
from brygga.ui.pace import asked_to_wait, wait_to_register

CONFLICT, GONE = 409, 410


@public
@never_cache
@require_http_methods(["GET", "POST"])
def register(request: Request, slug: str) -> HttpResponse:
    if request.method == "GET":
        return form_for_all(request, look=lambda: _empty(request, slug), new_key=new_key)
    held = gathering_seen(request.actor, slug)
    form = RegistrationForm(request.POST, gathering=held)
    if seconds := wait_to_register(request):
        form.add_error(None, _("Too many from here at once. Wait a minute and press again."))
        return asked_to_wait(_form(request, held, form), seconds)
    if not form.is_valid():
        return _form(request, held, form)
    return _answered(request, held, form)


def _empty(request: Request, slug: str) -> Look:
    """The form as it is opened: in a rush everybody does, and sees the same."""
    held = gathering_seen(request.actor, slug)

    def draw() -> HttpResponse:
        known = known_of(request.actor) if request.actor.is_signed_in else NOBODY
        return _form(request, held, RegistrationForm(gathering=held, known=known))

    return Look(state_of(held, clock.now()), draw)


def _answered(request: Request, held: Gathering, form: RegistrationForm) -> HttpResponse:
    """Register once, however often the button was pressed; a refusal is said in the form."""
    try:
        given = answered_once(
            scope=f"form {held.pk}",
            key=form.cleaned_data["key"],
            fingerprint=form.fingerprint,
            do=_registering(request, held, form),
        )
    except actions.RegisteredAlready as refused:
        form.add_error(None, _sent_again(held, form, refused))
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
    except StillRunning:
        form.add_error(None, _("The form is being dealt with. Wait a moment and press again."))
    except OtherRequest:
        # Somebody went back and registers a colleague in the same form.
        form.begin_anew()
        form.add_error(None, _("This form has been sent already. Check it and press again."))
    else:
        return redirect("events:registered", given.body)
    return _form(request, held, form, status=CONFLICT)


def _sent_again(held: Gathering, form: RegistrationForm, refused: actions.RegisteredAlready) -> str:
    actions.send_link_again(gathering=held, email=form.cleaned_data["email"])
    said = {"reason": refused.refusal.reason}
    return _("%(reason)s We have sent it there once more.") % said


def _registering(request: Request, held: Gathering, form: RegistrationForm) -> Callable[[], Answer]:
    def do() -> Answer:
        made = actions.register_alone(
            gathering=held, person=form.person(), by=request.actor, wish=form.wish()
        )
        return Answer(303, links.receipt_token(made))

    return do


def _form(
    request: Request, held: Gathering, form: RegistrationForm, *, status: int = 200
) -> HttpResponse:
    room = rooms_of([held])[held.pk]
    refusal = refuse_registration(room.window, now=clock.now())
    if refusal is not None and held.status == GatheringStatus.CANCELLED:
        status = GONE
    context: dict[str, object] = {
        "gathering": held,
        "room": room,
        "is_full": room.free is not None and room.free < 1,
        "refusal": refusal,
        "form": form.offer() if refusal is None else None,
        "crumbs": gathering_crumbs(held, (_("Register"), None)),
        "invented": invented(held),
    }
    return page(request, "events/register.html", context, part="form", status=status)


@public
@never_cache
@require_safe
def registered(request: Request, token: str) -> HttpResponse:
    """What came of it. The way to manage it is in the letter, which only its reader has."""
    row = by_receipt_token(token)
    if row is None:
        raise Http404
    context: dict[str, object] = {
        "registration": row,
        "gathering": row.gathering,
        "days": days_held(row),
        "standing": stands_at(row),
        "crumbs": gathering_crumbs(row.gathering, (_("Registered"), None)),
    }
    return page(request, "events/registered.html", context, part="result")
