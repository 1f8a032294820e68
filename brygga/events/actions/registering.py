"""Registering somebody, and giving up a seat or a place in the queue."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.letters import About, write_letter
from brygga.events.actions.seats import give_back, take_day, take_seat
from brygga.events.actions.steps import Why, add_step
from brygga.events.enums import Approval, LetterKind, RegistrationStatus, StepKind
from brygga.events.models import HOLDS_A_SEAT, Attendee, Gathering, Registration, Session
from brygga.events.queries.approvers import approver_of
from brygga.events.queries.queue import queue_of, somebody_waits_for
from brygga.events.queries.registrations import in_the_way_of, standing_in_the_way
from brygga.events.queries.room import Room, locked_rooms, somebody_of
from brygga.events.rules import (
    refuse_cancel,
    refuse_day,
    refuse_overtaking,
    refuse_registration,
    refuse_second,
)
from brygga.kernel.refusal import Refusal, Refused, insist
from brygga.people.models import Place, Principal, Unit
from brygga.prepared import PreparedInsert


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a registration is for, as they or their coordinator say it."""

    email: str
    name: str
    place: Place
    profession: str
    principal: Principal | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished beside the seat: any round of the course, a need, a word to the venue."""

    flexible: bool = True
    need: int = 0
    need_reason: str = ""
    venue_note: str = ""


ANY_ROUND = Wish()


class RegisteredAlready(Refused):
    """The address has a registration that stands in the way."""


_KNOW = PreparedInsert(Attendee, update=["email"], unique=["email"])
_INSERT = PreparedInsert(Registration)


def register(
    *,
    gathering: Gathering,
    person: Person,
    by: Actor,
    wish: Wish = ANY_ROUND,
    by_coordinator: bool = False,
) -> Registration:
    """Give a seat, or a place in the queue where none is free; raises Refused with the reason.

    The row, its first step, the letter and the event in the log are there together or not at all.
    Eleven queries and a savepoint at most times.
    """
    made = _unsaved(gathering, person, wish, by)
    with _one_of_two(), transaction.atomic():
        _register(made, person, by, by_coordinator=by_coordinator)
    return made


def register_alone(
    *, gathering: Gathering, person: Person, by: Actor, wish: Wish = ANY_ROUND
) -> Registration:
    """The same, as all that the caller's transaction does: a refusal must end that as well.

    Two queries fewer, which a rush notices.
    """
    made = _unsaved(gathering, person, wish, by)
    with _one_of_two(), transaction.atomic(savepoint=False):
        _register(made, person, by, by_coordinator=False)
    return made


@contextmanager
def _one_of_two() -> Iterator[None]:
    """The same person at two rounds of the course at once: one of them stands in the queue."""
    try:
        yield
    except IntegrityError:
        _insist_on_first(refuse_second(here=False, in_queue=True))
        raise


def _unsaved(gathering: Gathering, person: Person, wish: Wish, by: Actor) -> Registration:
    made = Registration(
        gathering=gathering,
        course_id=gathering.course_id,
        place=person.place,
        principal=person.principal,
        unit=person.unit,
        profession=person.profession,
        flexible=wish.flexible,
        need=wish.need,
        need_reason=wish.need_reason,
        venue_note=wish.venue_note,
        registered_by_id=by.user_id,
    )
    _ask_approval(made, clock.now())
    return made


def _register(made: Registration, person: Person, by: Actor, *, by_coordinator: bool) -> None:
    room = locked_rooms([made.gathering_id])[made.gathering_id]
    now = clock.now()
    insist(refuse_registration(room.window, now=now, by_coordinator=by_coordinator))
    made.gathering, made.attendee = room.gathering, attendee_of(person)
    _insist_on_first(standing_in_the_way(room.gathering, made.attendee, now))
    refusal = room.refusal(somebody_of(made), now) or _somebody_first(room, now)
    if refusal is None:
        _seat(room, made, by)
    else:
        _queue(made, refusal, now, by)
    record("events.registration.made", made, by=by, path=made.place.path, status=str(made.status))


def _insist_on_first(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RegisteredAlready(refusal)


@transaction.atomic
def send_link_again(*, gathering: Gathering, email: str) -> None:
    """The way to what stands in the way, by letter: once a day, however often somebody tries.

    Only who reads the address's letters gets there, and they learn that it was tried.
    """
    now = clock.now()
    for row in in_the_way_of(gathering, email, now):
        about = About(occasion=f"again {clock.today()}")
        write_letter(registration=row, kind=LetterKind.AGAIN, about=about)


def attendee_of(person: Person) -> Attendee:
    """Whoever has the address; a first registration makes them known. One query.

    What is known already is left as it is: an address alone does not prove who writes. Until the
    transaction ends nobody else registers the same person anywhere: the row is theirs.
    """
    email = person.email.strip().lower()
    made = Attendee(
        code=f"d-{secrets.token_hex(6)}",
        email=email,
        name=person.name.strip(),
        place=person.place,
        principal=person.principal,
        unit=person.unit,
        profession=person.profession,
    )
    row = _KNOW(made)
    # Only the number and the address are known to be as the database has them; what else is asked
    # for is then read from there.
    return Attendee.from_db(None, ["id", "email"], [row.pk, email])


def _ask_approval(made: Registration, now: datetime) -> None:
    approver = approver_of(made.principal, made.place, clock.today())
    if approver is not None:
        made.approval = Approval.ASKED
        made.approver_email = approver.email
        made.approve_by = now + timedelta(days=approver.days)


def _somebody_first(room: Room, now: datetime) -> Refusal | None:
    """Nobody gets past those who wait: a free seat that one of them can have is theirs."""
    waits = somebody_waits_for(room, queue_of(room.gathering), now)
    return refuse_overtaking() if waits else None


def _seat(room: Room, made: Registration, by: Actor) -> None:
    take_seat(room=room, somebody=somebody_of(made))
    made.status = RegistrationStatus.SEATED
    _INSERT(made)
    add_step(registration=made, kind=StepKind.SEATED, by=by)
    write_letter(registration=made, kind=LetterKind.SEAT)
    if made.approval == Approval.ASKED:
        add_step(registration=made, kind=StepKind.APPROVAL_ASKED, by=by)
        write_letter(
            registration=made, kind=LetterKind.APPROVAL, about=About(to=made.approver_email)
        )


def _queue(made: Registration, refusal: Refusal, now: datetime, by: Actor) -> None:
    made.status, made.queued_at = RegistrationStatus.WAITING, now
    _INSERT(made)
    rule = queue_of(made.gathering).rule
    add_step(registration=made, kind=StepKind.QUEUED, by=by, why=Why(str(refusal.reason), rule))
    write_letter(registration=made, kind=LetterKind.QUEUE)


@transaction.atomic
def register_day(*, session: Session, attendee: Attendee, by: Actor) -> Registration:
    """A seat on one day of another round, for who missed that day; raises Refused."""
    room = locked_rooms([session.gathering_id])[session.gathering_id]
    day = next(each for each in room.sessions if each.pk == session.pk)
    now = clock.now()
    insist(refuse_day(room.window, starts_at=day.starts_at, course_day=day.course_day, now=now))
    insist(standing_in_the_way(room.gathering, attendee, now, is_day=True))
    made = Registration(
        gathering=room.gathering,
        course_id=room.gathering.course_id,
        attendee=attendee,
        place=attendee.place,
        principal=attendee.principal,
        unit=attendee.unit,
        profession=attendee.profession,
        only_session=day,
        status=RegistrationStatus.SEATED,
        registered_by_id=by.user_id,
    )
    take_day(session=day)
    _INSERT(made)
    add_step(registration=made, kind=StepKind.SEATED, by=by)
    write_letter(registration=made, kind=LetterKind.SEAT)
    record("events.registration.made", made, by=by, path=made.place.path, day=day.number)
    return made


@transaction.atomic
def cancel(
    *, registration: Registration, by: Actor, reason: str = "", by_organiser: bool = False
) -> Registration:
    """Give up a seat, an offer or a place in the queue; the worker gives the seat to the next."""
    held = rooms_held(registration)
    rooms = locked_rooms(held)
    row = fresh(registration)
    room = rooms.get(row.offered_id or row.gathering_id)
    begun = room is not None and room.starts_at is not None and room.starts_at <= clock.now()
    insist(refuse_cancel(row.status, begun=begun and not by_organiser))
    release(rooms=rooms, registration=row)
    row.status = RegistrationStatus.CANCELLED
    row.offered = row.offer_expires_at = None
    row.save(update_fields=["status", "offered", "offer_expires_at"])
    add_step(registration=row, kind=StepKind.CANCELLED, by=by, why=Why(reason))
    write_letter(registration=row, kind=LetterKind.CANCELLED)
    record("events.registration.cancelled", row, by=by, path=row.place.path)
    return row


def rooms_held(registration: Registration) -> list[int]:
    """Ids of every round that it can be in by the time they are locked: all of its course.

    Between a look at the row and the lock it may be offered a seat in another round, or take one;
    its course stays.
    """
    if registration.course_id is None:
        return [registration.gathering_id]
    rounds = Gathering.objects.filter(course=registration.course_id).order_by()
    return list(rounds.values_list("pk", flat=True))


def fresh(registration: Registration) -> Registration:
    """The row as it is now that its room is locked, with what letters and quotas ask about."""
    known = Registration.objects.select_related(
        "attendee", "place", "principal", "gathering__course", "gathering__place"
    )
    return known.get(pk=registration.pk)


def release(*, rooms: dict[int, Room], registration: Registration) -> None:
    """Set free the seat that a registration holds, in the locked room where it holds it."""
    if registration.status in HOLDS_A_SEAT:
        room = rooms[registration.offered_id or registration.gathering_id]
        give_back(room=room, registration=registration)
