"""Four accounts to try the house with, only where it is a demo."""

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from brygga.access.actor import SYSTEM
from brygga.access.models import Role
from brygga.kernel.refusal import insist
from brygga.people.actions.grants import give_grant
from brygga.people.enums import Side
from brygga.people.models import Place, User
from brygga.people.queries import Offer, has_role
from brygga.people.rules import refuse_demo

DEMO_PASSWORD = "bron mellan kunskap och praktik"  # noqa: S105 -- known to all, and only in a demo
SINCE = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody to try the demo as. The name is a role, never a person's."""

    email: str
    name: str
    role: str
    place: str
    side: str = ""


PERSONAS = (
    Persona("nationell@demo.example", "Demo Kansli", "national-office", "00"),
    Persona("lanet@demo.example", "Demo Processledare", "county-process-leader", "01"),
    Persona(
        "taby@demo.example",
        "Demo Lokal processledare",
        "local-process-leader",
        "0160",
        Side.SOCIAL_SERVICES,
    ),
    Persona(
        "varden@demo.example",
        "Demo Ledamot från vården",
        "consultation-member",
        "0160",
        Side.HEALTH_CARE,
    ),
)


@transaction.atomic
def create_demo_personas() -> list[User]:
    """Make the accounts that are missing. Raises Refused unless this is a demo."""
    insist(refuse_demo(is_demo=settings.DEMO))
    return [_create(persona) for persona in PERSONAS]


def _create(persona: Persona) -> User:
    user = User.objects.filter(email=persona.email).first()
    if user is None:
        user = User.objects.create_user(
            persona.email, DEMO_PASSWORD, name=persona.name, is_demo=True
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    role, place = Role.objects.get(slug=persona.role), Place.objects.get(code=persona.place)
    offer = Offer(role, place, persona.side)
    if not has_role(user.pk, offer):
        give_grant(user=user, offer=offer, valid_from=SINCE, by=SYSTEM)
    return user
