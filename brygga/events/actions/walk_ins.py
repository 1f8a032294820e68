"""Somebody who comes without a seat, and gets one that is free."""

from django.db import transaction
from django.db.models import Q

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.letters import About, write_letter
from brygga.events.actions.presence import Mark, day_state, write_mark
from brygga.events.actions.registering import Person, attendee_of
from brygga.events.actions.seats import take_day, take_seat
from brygga.events.actions.steps import add_step
from brygga.events.enums import CheckIn, LetterKind, RegistrationStatus, StepKind
from brygga.events.models import Attendee, Registration, Session
from brygga.events.queries.registrations import standing_in_the_way
from brygga.events.queries.room import Room, locked_rooms, somebody_of
from brygga.events.rules.presence import refuse_walk_in
from brygga.kernel.refusal import insist


@transaction.atomic
def add_walk_in(*, session: Session, person: Person, by: Actor, reason: str = "") -> Registration:
    """Give a free seat to whoever came anyway and mark them present; raises Refused.

    On the first day it is a seat on all days, later on that day alone. Somebody who waits in the
    queue leaves it for the seat.
    """
    room = locked_rooms([session.gathering_id])[session.gathering_id]
    insist(refuse_walk_in(day_state(session), now=clock.now(), reason=reason))
    attendee = attendee_of(person)
    is_whole = session.number == min(day.number for day in room.sessions)
    row = (is_whole and _waiting(room, attendee)) or _made(room, attendee, person, by)
    if row.pk is None:
        now = clock.now()
        insist(standing_in_the_way(room.gathering, attendee, now, is_day=not is_whole))
    _seat(row, room, session if not is_whole else None)
    add_step(registration=row, kind=StepKind.SEATED, by=by)
    write_letter(registration=row, kind=LetterKind.SEAT, about=About(f"{room.gathering.pk}"))
    method = CheckIn.REPORTED if reason.strip() else CheckIn.LIST
    write_mark(
        session=session,
        attendee=attendee,
        said=Mark(present=True, method=method, reason=reason),
        by=by,
    )
    record("events.walk_in.added", row, by=by, path=row.place.path, day=session.number)
    return row


def _waiting(room: Room, attendee: Attendee) -> Registration | None:
    """Their own place in the queue that the room gives from."""
    held = room.gathering
    queue = Q(course=held.course_id) if held.course_id else Q(gathering=held)
    rows = Registration.objects.filter(
        queue, attendee=attendee, status=RegistrationStatus.WAITING, only_session__isnull=True
    )
    return rows.select_related("attendee", "place", "principal").first()


def _made(room: Room, attendee: Attendee, person: Person, by: Actor) -> Registration:
    return Registration(
        gathering=room.gathering,
        course_id=room.gathering.course_id,
        attendee=attendee,
        place=person.place,
        principal=person.principal,
        unit=person.unit,
        profession=person.profession,
        registered_by_id=by.user_id,
    )


def _seat(row: Registration, room: Room, day: Session | None) -> None:
    if day is not None:
        take_day(session=day)
    else:
        somebody = somebody_of(row)
        insist(room.refusal(somebody, clock.now()))
        take_seat(room=room, somebody=somebody)
    row.gathering, row.only_session = room.gathering, day
    row.status = RegistrationStatus.SEATED
    row.save()
