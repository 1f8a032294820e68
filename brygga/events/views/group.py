"""Registering a group: paste, look at who gets a seat, register."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from brygga import clock
from brygga.audit.actions import Answer, OtherRequest, StillRunning, answered_once
from brygga.events.actions.groups import Outcome, register_group, try_group
from brygga.events.enums import RegistrationStatus
from brygga.events.forms.group import GroupForm, people_in
from brygga.events.models import Gathering
from brygga.events.permissions import SEE_ATTENDEES
from brygga.events.queries.organising import room_for
from brygga.events.rules import refuse_registration
from brygga.events.rules.pasted import sheet_of
from brygga.events.views.asking import attendees_url, crumbs_beside
from brygga.events.views.crumbs import invented
from brygga.kernel.faults import Fault, Faulty
from brygga.kernel.refusal import Refused
from brygga.ui.http import Request, page


@dataclass
class _Looked:
    """What came of looking at the rows: what each would get, or every fault."""

    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
def group(request: Request, slug: str) -> HttpResponse:
    found = SEE_ATTENDEES.get(request.actor, slug=slug)
    form = GroupForm(request.POST or None, request.FILES or None)
    looked = _Looked()
    if form.is_bound and form.is_valid():
        try:
            if request.POST.get("steg") == "anmal":
                return _register(request, found, form)
            people = people_in(form.pasted, request.actor)
            looked.outcomes = try_group(gathering=found, people=people, by=request.actor)
        except Faulty as faulty:
            looked.faults = faulty.faults
        except (OtherRequest, StillRunning, Refused) as error:
            form.add_error(None, _why(error))
    return _page(request, found, form, looked)


def _register(request: Request, found: Gathering, form: GroupForm) -> HttpResponse:
    """Do it once, however often the button is pressed."""
    answer = answered_once(
        scope=f"group {found.pk} {request.actor.user_id}",
        key=form.cleaned_data["key"],
        fingerprint=form.fingerprint,
        do=lambda: _done(request, found, form),
    )
    counts = json.loads(answer.body)
    messages.success(request, _said(counts["seated"], counts["waiting"]))
    return redirect(attendees_url(found))


def _done(request: Request, found: Gathering, form: GroupForm) -> Answer:
    people = people_in(form.pasted, request.actor)
    made = register_group(gathering=found, people=people, by=request.actor)
    counts = Counter(row.status for row in made)
    seated, waiting = counts[RegistrationStatus.SEATED], counts[RegistrationStatus.WAITING]
    return Answer(201, json.dumps({"seated": seated, "waiting": waiting}))


def _said(seated: int, waiting: int) -> str:
    total = seated + waiting
    sentence = ngettext("%(n)s person is registered.", "%(n)s people are registered.", total)
    if waiting:
        words = _("%(seated)s have a seat and %(waiting)s stand in the queue.")
        return f"{sentence % {'n': total}} {words % {'seated': seated, 'waiting': waiting}}"
    words = _("All have a seat and are written to.")
    return f"{sentence % {'n': total}} {words}"


def _why(error: Exception) -> str:
    if isinstance(error, OtherRequest):
        return _("The rows have changed since you looked at them. Look once more.")
    if isinstance(error, StillRunning):
        return _("They are being registered this moment. Look in the list of attendees.")
    return str(error)


def _page(request: Request, found: Gathering, form: GroupForm, looked: _Looked) -> HttpResponse:
    window = room_for(found).window
    counts = Counter(each.status for each in looked.outcomes)
    context: dict[str, object] = {
        "gathering": found,
        "form": form,
        "outcomes": looked.outcomes,
        "faults": _named(form, looked.faults),
        "seated": counts[RegistrationStatus.SEATED],
        "waiting": counts[RegistrationStatus.WAITING],
        "refusal": refuse_registration(window, now=clock.now(), by_coordinator=True),
        "invented": invented(found),
        "crumbs": crumbs_beside(found, (_("Register a group"), None)),
    }
    return page(request, "events/group.html", context, part="form")


def _named(form: GroupForm, faults: list[Fault]) -> list[tuple[Fault, str]]:
    """Each fault with the name of its column, as it stands in the sheet."""
    if not faults:
        return []
    words = {
        "name": _("Name"),
        "email": _("E-mail"),
        "place": _("Place"),
        "principal": _("Principal"),
        "unit": _("Unit"),
        "profession": _("Profession"),
    }
    positions = {n: name for name, n in sheet_of(form.pasted).positions.items()}
    return [(each, words.get(positions.get(each.column, ""), "")) for each in faults]
