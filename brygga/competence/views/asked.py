"""What the room's views share: trying a form's action."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form

from brygga.kernel.refusal import Refused

Done = TypeVar("Done")


def attempt(form: Form, act: Callable[[], Done]) -> Done | None:
    """What the action made of a valid form; None with the reason in the form when it refused."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused.refusal.reason))
        return None
