"""Changing groups and who sits in them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.people.actions import appoint, end_appointment, save_group
from brygga.people.forms import GroupForm, LastDayForm, SeatForm
from brygga.people.permissions import ADD_GROUP, EDIT_APPOINTMENT, EDIT_GROUP
from brygga.people.views.common import Words, done, form_page, people_url
from brygga.ui.http import Request


@require_http_methods(["GET", "POST"])
def group_new(request: Request, code: str) -> HttpResponse:
    place = ADD_GROUP.get(request.actor, code=code)
    form = GroupForm(request.POST or None)
    if done(form, lambda: save_group(place=place, facts=form.facts(), by=request.actor)):
        messages.success(request, _("The group is saved. Appoint those who sit in it."))
        return redirect(people_url(place))
    title = _("New group in %(place)s") % {"place": place.name}
    return form_page(request, place, form, Words(title, _("Save the group")))


@require_http_methods(["GET", "POST"])
def group_edit(request: Request, slug: str) -> HttpResponse:
    group = EDIT_GROUP.get(request.actor, slug=slug)
    place, by = group.place, request.actor
    form = GroupForm(request.POST or None, group=group)
    if done(form, lambda: save_group(place=place, facts=form.facts(), by=by, group=group)):
        messages.success(request, _("The group is saved."))
        return redirect(people_url(place))
    title = _("Change %(group)s") % {"group": group.name}
    return form_page(request, place, form, Words(title, _("Save the group")))


@require_http_methods(["GET", "POST"])
def appointment_new(request: Request, slug: str) -> HttpResponse:
    group = EDIT_GROUP.get(request.actor, slug=slug)
    form = SeatForm(request.POST or None, place=group.place)
    if done(form, lambda: appoint(group=group, facts=form.facts(), by=request.actor)):
        messages.success(request, _("The appointment is saved."))
        return redirect(people_url(group.place))
    title = _("Appoint somebody to %(group)s") % {"group": group.name}
    lead = _("Write the role, not a name: the seat stays when the person is another.")
    return form_page(request, group.place, form, Words(title, _("Appoint"), lead))


@require_http_methods(["GET", "POST"])
def appointment_end(request: Request, pk: int) -> HttpResponse:
    appointment = EDIT_APPOINTMENT.get(request.actor, pk=pk)
    group = appointment.group
    form = LastDayForm(request.POST or None)

    def act() -> None:
        last_on = form.cleaned_data["last_on"]
        end_appointment(appointment=appointment, last_on=last_on, by=request.actor)

    if done(form, act):
        messages.success(request, _("The appointment has a last day."))
        return redirect(people_url(group.place))
    words = {"role": appointment.role, "group": group.name}
    title = _("End the appointment: %(role)s in %(group)s") % words
    return form_page(request, group.place, form, Words(title, _("End the appointment")))
