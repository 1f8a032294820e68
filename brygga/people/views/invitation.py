"""The page behind the link in an invitation. Open to whoever has the link."""

from allauth.account.forms import LoginForm
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brygga import clock
from brygga.kernel.refusal import Refusal
from brygga.people.actions import accept_with_account, accept_with_new_account
from brygga.people.forms import AccountForm, ConfirmForm
from brygga.people.models import Invitation, User
from brygga.people.queries import account_by_email, invitation_by_token
from brygga.people.rules import invitation_state, refuse_acceptance, refuse_invitation
from brygga.people.views.common import done
from brygga.ui.http import Request, page, public


@public
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_accept(request: Request, token: str) -> HttpResponse:
    invitation = invitation_by_token(token)
    if invitation is None:
        wrong = Refusal(_("The link is not right. Copy the whole of it from the mail."))
        return _closed(request, wrong, status=404)
    refusal = _refusal(invitation)
    if refusal is not None:
        return _closed(request, refusal, status=410)
    if isinstance(request.user, User):
        return _with_account(request, invitation, request.user)
    if account_by_email(invitation.email) is not None:
        return _page(request, invitation, form=None)
    return _with_new_account(request, invitation)


def _with_account(request: Request, invitation: Invitation, user: User) -> HttpResponse:
    refusal = refuse_acceptance(invited=invitation.email, account=user.email)
    if refusal is not None:
        return _closed(request, refusal, status=403)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: accept_with_account(invitation=invitation, user=user)):
        messages.success(request, _("The role is yours."))
        return redirect("portal:mine")
    return _page(request, invitation, form=form)


def _with_new_account(request: Request, invitation: Invitation) -> HttpResponse:
    form = AccountForm(request.POST or None, email=invitation.email)

    def act() -> None:
        given = form.cleaned_data
        accept_with_new_account(
            invitation=invitation, name=given["name"], password=given["password"]
        )

    if done(form, act):
        return _sign_in(request, invitation.email, form.cleaned_data["password"])
    return _page(request, invitation, form=form)


def _sign_in(request: Request, email: str, password: str) -> HttpResponse:
    """As if the new account had filled in the sign-in page, so that it need not do so again."""
    form = LoginForm({"login": email, "password": password}, request=request)
    if not form.is_valid():
        return redirect("account_login")
    answer: HttpResponse = form.login(request)
    return answer


def _refusal(invitation: Invitation) -> Refusal | None:
    state = invitation_state(
        accepted_at=invitation.accepted_at,
        withdrawn_at=invitation.withdrawn_at,
        expires_at=invitation.expires_at,
        now=clock.now(),
    )
    return refuse_invitation(state)


def _page(
    request: Request, invitation: Invitation, *, form: AccountForm | ConfirmForm | None
) -> HttpResponse:
    context: dict[str, object] = {"invitation": invitation, "form": form}
    return page(request, "people/invitation.html", context, part="form")


def _closed(request: Request, refusal: Refusal, *, status: int) -> HttpResponse:
    context = {"refusal": refusal, "may_sign_out": status == 403}  # noqa: PLR2004 -- forbidden
    return render(request, "people/invitation_closed.html", context, status=status)
