"""Addresses of certificates that hold in every language: they stand on paper and in signatures."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def certificate_path(uid: str) -> str:
    return lasting("competence:certificate", uid)


def certificate_url(uid: str) -> str:
    """What the QR code holds."""
    return settings.BASE_URL + certificate_path(uid)


def lasting(name: str, *args: str) -> str:
    """The path without a language's prefix, whoever asks."""
    with override(settings.LANGUAGE_CODE):
        return reverse(name, args=args)


def lasting_url(name: str, *args: str) -> str:
    return settings.BASE_URL + lasting(name, *args)
