"""What every page knows about the house."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from brygga import clock
from brygga.access.actor import VISITOR, Actor
from brygga.audit.queries import latest_event
from brygga.kernel.waiting import Waiting
from brygga.portal.forms import DemoDayForm
from brygga.portal.queries import anything_done_for, waiting_for

_KEPT = "_brygga_waiting"
# How long a number may be wrong if an event was written out of turn: numbered before the one that
# was seen, and kept after it.
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class _Known:
    """A number waiting, and when it was true: the day, the last event and the reader's reach."""

    number: int
    day: date
    event: int
    reach: str


def hall(request: HttpRequest) -> dict[str, Any]:
    """`waiting` is asked for when a template reads it, which only a signed-in header does."""
    return {
        "demo": settings.DEMO,
        "demo_day": clock.demo_day(),
        "demo_day_form": SimpleLazyObject(lambda: _demo_day_form(request)),
        "actor": getattr(request, "actor", VISITOR),
        "waiting": SimpleLazyObject(lambda: _number_waiting(request)),
    }


def _demo_day_form(request: HttpRequest) -> DemoDayForm:
    # What answers a form may have no page of its own to go back to.
    came_from = request.get_full_path() if request.method == "GET" else ""
    return DemoDayForm(today=clock.today(), came_from=came_from)


def waiting_of(request: HttpRequest) -> list[Waiting]:
    """What waits for whoever asks, read once a request."""
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, waiting_for(getattr(request, "actor", VISITOR)))
    return cast("list[Waiting]", getattr(request, _KEPT))


def _number_waiting(request: HttpRequest) -> int:
    """One query as long as nothing has been done in the reader's branches.

    Every page has the number in its header. Whatever changes it is in the log, so the log is
    asked whether the number from the page before still holds.
    """
    actor: Actor = getattr(request, "actor", VISITOR)
    if hasattr(request, _KEPT) or not actor.is_signed_in:
        return _number(waiting_of(request))
    key = f"waiting-{request.session.session_key}"
    known: _Known | None = cache.get(key)
    if known is not None and _still_holds(known, actor):
        return known.number
    # Asked before the number is: what is done in between is then seen the next time.
    day, event = clock.today(), latest_event()
    number = _number(waiting_of(request))
    cache.set(key, _Known(number, day, event, _reach(actor)), _SECONDS)
    return number


def _number(waiting: list[Waiting]) -> int:
    return sum(not each.blocked_by for each in waiting)


def _still_holds(known: _Known, actor: Actor) -> bool:
    if known.day != clock.today() or known.reach != _reach(actor):
        return False
    return not anything_done_for(actor, known.event)


def _reach(actor: Actor) -> str:
    return repr(sorted((word, sorted(reach.branches)) for word, reach in actor.reaches.items()))
