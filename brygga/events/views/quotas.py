"""How many seats there are, and whom they are for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.events.actions.quotas import set_seats
from brygga.events.forms.gatherings import Seats
from brygga.events.permissions import EDIT_GATHERING
from brygga.events.queries.organising import room_for
from brygga.events.rules.gathering import refuse_change
from brygga.events.views.asking import crumbs_to, organise_url
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def seats(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    room = room_for(found)
    asked = Seats(request.POST or None, found, list(room.quotas))
    done = attempt(
        asked.form,
        lambda: set_seats(gathering=found, wanted=asked.wanted(), by=request.actor),
        asked,
    )
    if done is not None:
        messages.success(request, _("The seats are saved."))
        return redirect(organise_url(found))
    context: dict[str, object] = {
        "gathering": found,
        "room": room,
        "form": asked.form,
        "rows": asked.rows,
        "refusal": refuse_change(found.status),
        "crumbs": crumbs_to(found, _("Seats")),
    }
    return page(request, "events/seats.html", context, part="form")
