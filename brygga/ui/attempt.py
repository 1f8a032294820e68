"""Trying what a form asks for: a refusal becomes a sentence in the form."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from django.forms import Form

from brygga.kernel.refusal import Refused

Done = TypeVar("Done")


class Asked(Protocol):
    """A form, or a page of several."""

    def is_valid(self) -> bool: ...


def attempt(form: Form, act: Callable[[], Done], whole: Asked | None = None) -> Done | None:
    """What the action made of what is in order; None with the reason in the form when it refused.

    `whole` is what must be in order where the form is a part of it.
    """
    if not form.is_bound or not (whole or form).is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return None
