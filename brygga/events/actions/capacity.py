"""How many seats a gathering has, on all its days at once."""

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.models import Gathering
from brygga.events.queries.room import locked_rooms
from brygga.events.rules import refuse_capacity
from brygga.events.rules.gathering import refuse_change
from brygga.kernel.refusal import insist


@transaction.atomic
def change_capacity(*, gathering: Gathering, seats: int | None, by: Actor) -> Gathering:
    """Give every day so many seats (None: no limit); refused below what is promised on any day.

    The worker offers what is new to those who wait.
    """
    room = locked_rooms([gathering.pk])[gathering.pk]
    row = room.gathering
    insist(refuse_change(row.status))
    taken = max((day.taken for day in room.sessions), default=0)
    insist(refuse_capacity(seats=seats, taken=taken))
    row.capacity = seats
    row.save(update_fields=["capacity"])
    row.sessions.update(seats=seats)
    record("events.capacity.changed", row, by=by, path=row.place.path, seats=seats or 0)
    return row
