"""What commands that ask about a place have in common."""

import click
from django.http import Http404

from brygga.guidance.models import Provision
from brygga.guidance.queries import provision_by_ref
from brygga.people.models import Place
from brygga.people.queries import place_by_code


def place_or_sentence(code: str) -> Place:
    """The place, or the command ends with exit status 1 and a sentence."""
    try:
        return place_by_code(code)
    except Http404:
        message = f"There is no place {code}; give a code such as 01 or 0160, or a slug."
        raise click.ClickException(message) from None


def provision_or_sentence(ref: str) -> Provision:
    """The same for a provision."""
    try:
        return provision_by_ref(ref)
    except Http404:
        message = f"There is no provision {ref}; write DOCUMENT/NUMBER, as in stockholm-policy/3."
        raise click.ClickException(message) from None
