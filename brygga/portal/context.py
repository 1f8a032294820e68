"""What every page knows about the house."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from brygga.access.actor import VISITOR
from brygga.kernel.waiting import Waiting
from brygga.portal.queries import waiting_for

_KEPT = "_brygga_waiting"


def hall(request: HttpRequest) -> dict[str, Any]:
    """`waiting` is asked for when a template reads it, which only a signed-in header does."""
    return {
        "demo": settings.DEMO,
        "actor": getattr(request, "actor", VISITOR),
        "waiting": SimpleLazyObject(lambda: _number_waiting(request)),
    }


def _number_waiting(request: HttpRequest) -> int:
    return sum(not each.blocked_by for each in waiting_of(request))


def waiting_of(request: HttpRequest) -> list[Waiting]:
    """What waits for whoever asks, read once a request."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, waiting_for(getattr(request, "actor", VISITOR)))
    return cast("list[Waiting]", getattr(request, _KEPT))
