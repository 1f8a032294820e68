"""Giving roles and taking them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.people.actions import end_grant, give_grant, invite, withdraw_invitation
from brygga.people.forms import ConfirmForm, RoleForm
from brygga.people.permissions import END_GRANT, GIVE_ROLE, WITHDRAW_INVITATION
from brygga.people.queries import account_by_email
from brygga.people.views.common import Words, done, form_page, people_url
from brygga.ui.http import Request


@require_http_methods(["GET", "POST"])
def grant_new(request: Request, code: str) -> HttpResponse:
    place = GIVE_ROLE.get(request.actor, code=code)
    form = RoleForm(request.POST or None, place=place, user_id=request.actor.user_id)
    if done(form, lambda: _give_or_invite(request, form)):
        return redirect(people_url(place))
    title = _("Give somebody a role in %(place)s") % {"place": place.name}
    lead = _("The role reaches this place and everything below it.")
    return form_page(request, place, form, Words(title, _("Give the role"), lead))


def _give_or_invite(request: Request, form: RoleForm) -> None:
    email = form.cleaned_data["email"]
    account = account_by_email(email)
    if account is not None and account.is_active:
        give_grant(user=account, offer=form.offer(), by=request.actor)
        said = _("%(name)s has the role and is told by e-mail.") % {"name": account.name}
    else:
        invite(email=email, offer=form.offer(), by=request.actor)
        said = _("An invitation is on its way to %(email)s.") % {"email": email}
    messages.success(request, said)


@require_http_methods(["GET", "POST"])
def grant_end(request: Request, pk: int) -> HttpResponse:
    grant = END_GRANT.get(request.actor, pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: end_grant(grant=grant, by=request.actor)):
        messages.success(request, _("The role has ended."))
        return redirect(people_url(grant.place))
    words = {"name": grant.user.name, "role": str(grant.role)}
    title = _("End the role: %(name)s, %(role)s") % words
    lead = _("It ends at once, and with it every role that was handed on from it.")
    return form_page(request, grant.place, form, Words(title, _("End the role"), lead))


@require_http_methods(["GET", "POST"])
def invitation_withdraw(request: Request, pk: int) -> HttpResponse:
    invitation = WITHDRAW_INVITATION.get(request.actor, pk=pk)
    place = invitation.place
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: withdraw_invitation(invitation=invitation, by=request.actor)):
        messages.success(request, _("The invitation is withdrawn."))
        return redirect(people_url(place))
    title = _("Withdraw the invitation to %(email)s") % {"email": invitation.email}
    lead = _("The link in the mail stops working.")
    submit = _("Withdraw the invitation")
    return form_page(request, place, form, Words(title, submit, lead))
