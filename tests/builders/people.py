"""Places, accounts and grants for tests, and the four people everyone knows."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from brygga.access.actor import Actor
from brygga.people.enums import GroupKind, ParticipationStatus, PlaceKind
from brygga.people.models import (
    Appointment,
    Grant,
    Group,
    Participation,
    Place,
    Programme,
    User,
)
from brygga.people.queries import actor_for

_numbers = count(1)
LONG_AGO = date(2000, 1, 1)
PASSWORD = "en lång mening att minnas"


@dataclass(frozen=True, slots=True)
class Person:
    """An account for the client to sign in (`force_login(person.user)`), and its actor."""

    user: User
    actor: Actor


def place(code="0160", *, kind=PlaceKind.DISTRICT, parent="0180", name="", **fields):
    """The shipped place with this code, or a new one (a district of Stockholm if nothing said)."""
    found = Place.objects.filter(code=code).first()
    if found is not None:
        return found
    above = Place.objects.get(code=parent)
    return Place.objects.create(
        code=code,
        kind=kind,
        name=name or code.replace("-", " ").capitalize(),
        parent=above,
        path=f"{above.path}{code}/",
        **fields,
    )


def user(email="", *, name="", second_factor=True, **fields):
    """An account; with a second factor unless told otherwise, so that pages let it in."""
    number = next(_numbers)
    made = User.objects.create_user(
        email or f"person{number}@brygga.example",
        fields.pop("password", PASSWORD),
        name=name or f"Person {number}",
        **fields,
    )
    if second_factor:
        Authenticator.objects.create(
            user=made,
            type=Authenticator.Type.TOTP,
            data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")},
        )
    return made


def grant(holder, role="local-process-leader", code="0160", side="", **fields):
    """A role over a place, held since long ago and without end unless told otherwise."""
    fields.setdefault("valid_from", LONG_AGO)
    return Grant.objects.create(user=holder, role_id=role, place=place(code), side=side, **fields)


def person(role="local-process-leader", code="0160", *, side="", **fields):
    """A new account with one role."""
    account = user(**fields)
    grant(account, role, code, side)
    return Person(account, actor_for(account.pk))


def actor(role="local-process-leader", code="0160", *, side=""):
    """The actor of a new account with one role."""
    return person(role, code, side=side).actor


def national():
    return person("national-office", "00", name="Nationella Kansliet")


def county(code="01"):
    return person("county-process-leader", code, name="Länets Processledare")


def municipality(code="0160", side=""):
    return person("local-process-leader", code, side=side, name="Lokala Processledaren")


def outsider():
    """Signed in, with the same role as `county` but in Skåne."""
    return person("county-process-leader", "12", name="Granne Utifrån")


def programme():
    return Programme.objects.get_or_create(slug="kunskap", defaults={"name": "Kunskap"})[0]


def participation(code="0160", status=ParticipationStatus.ACTIVE, since=LONG_AGO, **fields):
    return Participation.objects.create(
        programme=programme(), place=place(code), status=status, since=since, **fields
    )


def group(code="0160", *, kind=GroupKind.CONSULTATION, name="", **fields):
    number = next(_numbers)
    return Group.objects.create(
        slug=f"group-{number}",
        name=name or f"Grupp {number}",
        kind=kind,
        place=place(code),
        **fields,
    )


def appointment(body, *, role="Ledamot", **fields):
    fields.setdefault("seat", body.appointments.count() + 1)
    return Appointment.objects.create(group=body, role=role, **fields)
