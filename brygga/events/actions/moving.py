"""Moving somebody's seat from one round of a course to another."""

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.letters import About, write_letter
from brygga.events.actions.registering import fresh, release, rooms_held
from brygga.events.actions.seats import take_seat
from brygga.events.actions.steps import Why, add_step
from brygga.events.enums import LetterKind, StepKind
from brygga.events.models import LIVE, Gathering, Registration
from brygga.events.queries.queue import queue_of, somebody_waits_for
from brygga.events.queries.room import locked_rooms, somebody_of
from brygga.events.rules import refuse_move, refuse_overtaking
from brygga.kernel.refusal import insist


@transaction.atomic
def move(*, registration: Registration, to: Gathering, by: Actor, reason: str = "") -> Registration:
    """Give up the seat in one round and take one in another; raises Refused with the reason.

    Both rounds are locked: the seat is in one of them at every moment, and never in both. Nobody
    is moved past those who wait for the other round.
    """
    rooms, now = locked_rooms([*rooms_held(registration), to.pk]), clock.now()
    row, room = fresh(registration), rooms[to.pk]
    insist(
        refuse_move(
            room.window,
            row.status,
            same_course=None is not row.course_id == to.course_id and row.only_session_id is None,
            same_round=_is_there(row, to),
            now=now,
        )
    )
    insist(room.refusal(somebody_of(row), now))
    insist(refuse_overtaking() if somebody_waits_for(room, queue_of(room.gathering), now) else None)
    release(rooms=rooms, registration=row)
    take_seat(room=room, somebody=somebody_of(row))
    row.gathering = room.gathering
    row.save(update_fields=["gathering"])
    add_step(registration=row, kind=StepKind.MOVED, by=by, why=Why(reason.strip()))
    about = About(f"{to.pk} {now:%Y-%m-%dT%H:%M:%S.%f}")
    write_letter(registration=row, kind=LetterKind.CHANGED, about=about)
    record("events.registration.changed", row, by=by, path=row.place.path, to=to.slug)
    return row


def _is_there(row: Registration, to: Gathering) -> bool:
    """Whether the person has a seat in the round already: this one, or one on a single day."""
    rows = Registration.objects.filter(attendee=row.attendee_id, gathering=to, status__in=LIVE)
    return rows.exists()
