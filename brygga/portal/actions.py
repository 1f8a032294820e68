"""The one thing that the hall writes: which day a demo stands on."""

from datetime import date

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.people.models import NATION, Place
from brygga.portal.rules import refuse_demo_day


@transaction.atomic
def move_demo_day(*, to: date, by: Actor) -> None:
    """Let the demo stand on a later day, for all who try it. Raises Refused."""
    # Of two who move it at once, the second waits here and then sees the first's day.
    nation = Place.objects.select_for_update().get(code=NATION)
    insist(refuse_demo_day(to=to, today=clock.today()))
    record("portal.demo_day.moved", nation, by=by, path=nation.path, to=to.isoformat())
    # Last: when anything before it fails, the day stands.
    clock.stand_on(to)
