"""Which accounts may be signed in at all, whatever the way in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from brygga.people.models import User


def may_sign_in(user: AbstractBaseUser) -> bool:
    """Open accounts; demo accounts only where this is a demo, for their password is known."""
    return user.is_active and (settings.DEMO or not (isinstance(user, User) and user.is_demo))


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # -- allauth ships no types
    """Asked when a password is given, and again at every request of a session."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        return may_sign_in(user)
