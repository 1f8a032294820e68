"""Accounts by what they may do."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.access.models import Role
from brygga.people.models import Grant, User
from brygga.people.queries.periods import in_force
from brygga.people.queries.places import branches_above
from brygga.people.rules import SIDE_CAPABILITY, capabilities_of_grant


def who_may(capability: Capability, path: str) -> QuerySet[User]:
    """Open accounts with a grant that reaches the place today, by e-mail. Two queries."""
    reaching = Grant.objects.filter(
        _gives(capability),
        in_force(clock.today()),
        place__path__in=branches_above(path),
    )
    return User.objects.filter(is_active=True, pk__in=reaching.values("user_id"))


def _gives(capability: Capability) -> Q:
    """Grants whose role and side together give the capability."""
    # Nine rows; asking JSON in SQL would differ between SQLite and PostgreSQL.
    given = Q(pk__in=[])
    for slug, names in Role.objects.values_list("slug", "capabilities"):
        for side in ("", *SIDE_CAPABILITY):
            if capability in capabilities_of_grant(names, side):
                given |= Q(role_id=slug, side=side)
    return given


def account_by_email(email: str) -> User | None:
    """The account with this address, however it is written, closed ones too. One query."""
    return User.objects.filter(email__iexact=email.strip()).first()


def second_factors(user_id: int) -> int:
    """How many apps and keys somebody can sign in with; spare codes do not count. One query."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    found: int = Authenticator.objects.filter(user_id=user_id, type__in=kinds).count()
    return found


def demo_accounts() -> list[User]:
    """Accounts to try the house as, in the order of their reach. One query; none but in a demo."""
    if not settings.DEMO:
        return []
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk"))
