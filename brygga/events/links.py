"""Secret addresses: whoever has the letter may manage the registration, and nobody else.

A token is the row's number and a seal that only the server's own key can make for that row and
that purpose. Nothing secret lies in a table, and one purpose's token opens no other door.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from brygga.events.models import Attendee, Registration

_SEAL = 32
"""Hexadecimal signs of the seal: 128 bits."""


def manage_token(registration: Registration) -> str:
    """For the person registered."""
    return _token("manage", registration.pk, registration.registered_at.isoformat())


def approve_token(registration: Registration) -> str:
    """For the manager who is asked."""
    return _token("approve", registration.pk, registration.approver_email)


def check_in_token(attendee: Attendee) -> str:
    """For the QR code that the person shows at the door."""
    return _token("check-in", attendee.pk, attendee.code)


def receipt_token(registration: Registration) -> str:
    """For the page right after registering. It opens nothing: managing takes the letter."""
    return _token("receipt", registration.pk, registration.registered_at.isoformat())


def feed_token(attendee: Attendee) -> str:
    """For the calendar that follows the person's seats."""
    return _token("feed", attendee.pk, attendee.code)


def number_in(token: str) -> int | None:
    """The row's number that a token speaks of; whether it is sealed is asked of the row."""
    number, _dot, seal = token.partition(".")
    is_token = number.isascii() and number.isdigit() and len(number) < 19 and len(seal) == _SEAL  # noqa: PLR2004 -- what a database's number holds
    return int(number) if is_token else None


def fits(token: str, made: str) -> bool:
    """Whether a token is the one that was made, compared in constant time."""
    return constant_time_compare(token, made)


def manage_url(registration: Registration) -> str:
    """The whole address to send."""
    return settings.BASE_URL + reverse("events:manage", args=[manage_token(registration)])


def approve_url(registration: Registration) -> str:
    return settings.BASE_URL + reverse("events:approve", args=[approve_token(registration)])


def _token(purpose: str, number: int, told_by: str) -> str:
    seal = salted_hmac(f"brygga.events.{purpose}", f"{number} {told_by}", algorithm="sha256")
    return f"{number}.{seal.hexdigest()[:_SEAL]}"
