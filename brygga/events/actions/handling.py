"""What organisers and coordinators do with registrations that are not their own."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.registering import cancel, fresh, rooms_held
from brygga.events.actions.seats import give_back, take_seat
from brygga.events.actions.steps import Why, add_step
from brygga.events.enums import StepKind
from brygga.events.models import HOLDS_A_SEAT, Attendee, Registration
from brygga.events.queries.room import Room, locked_rooms, somebody_of
from brygga.events.rules.handling import (
    refuse_details,
    refuse_left,
    refuse_need,
    refuse_reasonless,
)
from brygga.kernel.refusal import insist
from brygga.people.models import Place, Principal, Unit


@dataclass(frozen=True, slots=True)
class Details:
    """Where somebody works and as what."""

    place: Place
    principal: Principal | None
    unit: Unit | None
    profession: str


def cancel_for(*, registration: Registration, reason: str, by: Actor) -> Registration:
    """Cancel somebody's registration, also after it has begun; raises Refused without a reason."""
    insist(refuse_reasonless(reason))
    return cancel(registration=registration, by=by, reason=reason.strip(), by_organiser=True)


@transaction.atomic
def say_need(*, registration: Registration, need: int, reason: str, by: Actor) -> Registration:
    """Say how much somebody who waits needs the course, from 0 to 3."""
    locked_rooms(rooms_held(registration))
    row = fresh(registration)
    insist(refuse_need(row.status, need=need, reason=reason))
    row.need, row.need_reason = need, reason.strip()[:200]
    row.save(update_fields=["need", "need_reason"])
    add_step(registration=row, kind=StepKind.NEED_SAID, by=by, why=Why(row.need_reason))
    record("events.need.said", row, by=by, path=row.place.path, need=need)
    return row


@transaction.atomic
def change_details(*, registration: Registration, details: Details, by: Actor) -> Registration:
    """Put right where somebody works and as what, on the registration and of the person.

    Quotas are counted anew; raises Refused where the seats of the new group are taken.
    """
    rooms = locked_rooms(rooms_held(registration))
    row = fresh(registration)
    insist(refuse_details(row.status))
    room = _holding(rooms, row)
    if room is not None:
        give_back(room=room, registration=row)
    _set(row, details)
    row.save(update_fields=["place", "principal", "unit", "profession"])
    if room is not None:
        take_seat(room=room, somebody=somebody_of(row))
    person = row.attendee
    _set(person, details)
    person.save(update_fields=["place", "principal", "unit", "profession"])
    record("events.registration.changed", row, by=by, path=row.place.path)
    return row


def _holding(rooms: dict[int, Room], row: Registration) -> Room | None:
    """The room whose quotas count the registration, if any does."""
    if row.status not in HOLDS_A_SEAT or row.only_session_id is not None:
        return None
    return rooms[row.offered_id or row.gathering_id]


def _set(row: Registration | Attendee, details: Details) -> None:
    row.place, row.principal = details.place, details.principal
    row.unit, row.profession = details.unit, details.profession


@transaction.atomic
def mark_left(*, attendee: Attendee, left_on: date | None, by: Actor) -> Attendee:
    """Write down the last day at the workplace; None takes it back. What was learnt stays."""
    insist(refuse_left(left_on, today=clock.today()))
    attendee.left_on = left_on
    attendee.save(update_fields=["left_on"])
    record("events.attendee.left", attendee, by=by, path=attendee.place.path)
    return attendee
