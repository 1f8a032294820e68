"""How allauth behaves in this house: nobody signs up by themselves."""

import base64
import hmac
import logging
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from brygga.people.actions import forget_claims
from brygga.people.backends import may_sign_in
from brygga.people.models import User
from brygga.people.queries import second_factors

logger = logging.getLogger(__name__)


def _seal() -> Fernet:
    purpose = b"brygga second factor"
    key = hmac.digest(settings.SECRET_KEY.encode(), purpose, "sha256")
    return Fernet(base64.urlsafe_b64encode(key))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # -- allauth ships no types
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: object) -> HttpResponse | None:
        # Passkeys and identity providers ask no backend before they sign somebody in.
        if not may_sign_in(user):
            closed: HttpResponse = self.respond_user_inactive(request, user)
            return closed
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whoever signed in just now sets up their first second step without a second asking."""
        if app == "allauth.mfa" and _gave_password_just_now(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


def _gave_password_just_now(request: HttpRequest) -> bool:
    """Whether the session began with a password alone, a little while ago.

    Once a second step is set up, a session has it in its records, and this is false.
    """
    records = get_authentication_records(request, request.user)
    if {record["method"] for record in records} != {"password"}:
        return False
    last_at: float = max(record["at"] for record in records)
    return time.time() - last_at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # -- as above
    """A municipality's identity provider signs in the accounts that exist; it makes none."""

    def is_open_for_signup(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
    ) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only for the domains that the operator lets the provider vouch for.

        Without this, one municipality's provider could sign in as the people of another.
        """
        return bool(self.is_email_verified(login.provider, email))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            # The address decides whose account it is; nobody ties another identity to their own.
            raise ImmediateHttpResponse(redirect("mfa_index"))
        # What the provider tells beyond who it is (names, perhaps a personal number) is not kept.
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            forget_claims(account_id=sociallogin.account.pk)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # -- as above
    """The second factor can be changed, not removed, and its secret is sealed in the database.

    The seal's key is made from the installation's secret key, which lies in a file outside the
    database: a copy of the database alone gives nobody a code.
    """

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Another secret key: no code will match, and the log says why.
            logger.exception("a second factor was sealed with another secret key")
            return ""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return second_factors(authenticator.user_id) > 1
