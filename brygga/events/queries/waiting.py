"""What of today's gatherings waits for somebody."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.events.enums import GatheringStatus
from brygga.events.models import Session
from brygga.kernel.hours import day_in_sweden
from brygga.kernel.waiting import Waiting

_A_DAY = timedelta(days=1)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Today's gatherings of the very places that the actor was given: who is here? One query.

    A county's process leader may check in anywhere in the county, but it is a place's own people
    that stand at its door.
    """
    own = actor.reach(Capability.REGISTRATION_EDIT).branches
    if not own:
        return []
    now = clock.now()
    near = Session.objects.filter(
        gathering__status=GatheringStatus.PUBLISHED,
        gathering__place__path__in=own,
        gathering__reported=False,
        starts_at__range=(now - _A_DAY, now + _A_DAY),
    )
    rows = near.select_related("gathering__place").order_by("starts_at")
    return [_waiting(day) for day in rows if day_in_sweden(day.starts_at) == clock.today()]


def _waiting(day: Session) -> Waiting:
    held = day.gathering
    return Waiting(
        text=_("Check in today: %(title)s") % {"title": held.title},
        url=reverse("events:presence", args=[held.slug, day.number]),
        due_on=clock.today(),
        place=held.place.name,
    )
