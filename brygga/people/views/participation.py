"""Changing how a place takes part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.people.actions import change_participation
from brygga.people.forms import ParticipationForm
from brygga.people.permissions import CHANGE_PARTICIPATION
from brygga.people.views.common import Words, done, form_page, people_url
from brygga.ui.http import Request


@require_http_methods(["GET", "POST"])
def participation_change(request: Request, code: str) -> HttpResponse:
    place = CHANGE_PARTICIPATION.get(request.actor, code=code)
    form = ParticipationForm(request.POST or None)

    def act() -> None:
        programme = form.cleaned_data["programme"]
        change_participation(programme=programme, place=place, step=form.step(), by=request.actor)

    if done(form, act):
        messages.success(request, _("The change is saved."))
        return redirect(people_url(place))
    title = _("Change how %(place)s takes part") % {"place": place.name}
    lead = _("The earlier steps stay in the history.")
    return form_page(request, place, form, Words(title, _("Save the change"), lead))
