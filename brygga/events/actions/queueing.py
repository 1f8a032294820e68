"""Offering free seats to those who wait: in order, once, and with the reason written down."""

from datetime import datetime

from django.db import transaction

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.audit.actions import record
from brygga.events.actions.letters import About, write_letter
from brygga.events.actions.registering import fresh, release, rooms_held
from brygga.events.actions.seats import take_seat
from brygga.events.actions.steps import Why, add_step
from brygga.events.enums import Approval, LetterKind, RegistrationStatus, StepKind
from brygga.events.models import Gathering, Registration
from brygga.events.queries.queue import Queue, Turn, line_of, queues_with_room
from brygga.events.queries.room import Room, locked_rooms, somebody_of
from brygga.events.rules import offer_expires, refuse_answer
from brygga.kernel.refusal import insist

AT_A_TIME = 50
ALONE_HOURS = 72
"""How long an offer is open for a gathering that is no course round."""


def promote_all(*, by: Actor = SYSTEM) -> int:
    """What the worker does on each round; gives how many offers it made."""
    return sum(promote(queue=queue, by=by) for queue in queues_with_room(clock.now()))


@transaction.atomic
def promote(*, queue: Queue, by: Actor = SYSTEM) -> int:
    """Offer the free seats of a queue's rounds, each to the first who can have it.

    The rounds are locked, and what is offered is counted, before the transaction ends: killed in
    the middle it has offered nothing, and two workers at once offer each seat once. At most
    `AT_A_TIME` offers, so that nobody who registers waits long; gives how many.
    """
    now = clock.now()
    rooms = locked_rooms(queue.rounds.values_list("pk", flat=True))
    line, made, told = line_of(queue), 0, set[tuple[int, int]]()
    for room in sorted(rooms.values(), key=_begins):
        if room.starts_at is None or room.starts_at <= now:
            continue
        while made < AT_A_TIME and (turn := line.first_for(room, now)):
            _offer(room, turn, queue, by)
            _tell_passed(turn, room.gathering, told, by)
            line.gave(turn.row)
            made += 1
    return made


def _begins(room: Room) -> tuple[bool, datetime, int]:
    """The round that begins first gives first; one without days comes last."""
    return room.starts_at is None, room.starts_at or clock.now(), room.gathering.pk


def _offer(room: Room, turn: Turn, queue: Queue, by: Actor) -> None:
    row, now, held = turn.row, clock.now(), room.gathering
    take_seat(room=room, somebody=somebody_of(row))
    hours = held.course.offer_hours if held.course else ALONE_HOURS
    row.status, row.offered = RegistrationStatus.OFFERED, held
    row.offer_expires_at = offer_expires(now=now, hours=hours, starts_at=room.starts_at or now)
    row.save(update_fields=["status", "offered", "offer_expires_at"])
    why = Why("", queue.rule, turn.position, turn.waiting, turn.share)
    add_step(registration=row, kind=StepKind.OFFERED, by=by, gathering_id=held.pk, why=why)
    write_letter(
        registration=row,
        kind=LetterKind.OFFER,
        about=About(f"{held.pk} {now:%Y-%m-%dT%H:%M:%S.%f}"),
    )
    record("events.offer.made", row, by=by, path=row.place.path, gathering=held.slug)


def _tell_passed(turn: Turn, held: Gathering, told: set[tuple[int, int]], by: Actor) -> None:
    """Who stood before and could not have the seat can read why somebody behind got it.

    Once for each round, however many seats were given while they waited.
    """
    for row, refusal in turn.passed:
        if (row.pk, held.pk) in told:
            continue
        told.add((row.pk, held.pk))
        add_step(
            registration=row,
            kind=StepKind.PASSED,
            by=by,
            gathering_id=held.pk,
            why=Why(str(refusal.reason)),
        )


@transaction.atomic
def accept_offer(*, registration: Registration, by: Actor) -> Registration:
    """Take the seat that is offered; raises Refused when it has gone to somebody else."""
    _rooms, row = _locked(registration)
    now = clock.now()
    insist(refuse_answer(row.status, expires_at=row.offer_expires_at, now=now))
    if row.offered is not None:
        row.gathering = row.offered
    row.status = RegistrationStatus.SEATED
    row.offered = row.offer_expires_at = None
    if row.approve_by is not None:
        # The manager hears of it first now, and has as many days as if there had been no queue.
        row.approve_by = now + (row.approve_by - row.registered_at)
    row.save(update_fields=["status", "gathering", "offered", "offer_expires_at", "approve_by"])
    add_step(registration=row, kind=StepKind.ACCEPTED, by=by)
    write_letter(registration=row, kind=LetterKind.SEAT, about=About(f"{row.gathering_id}"))
    if row.approval == Approval.ASKED:
        _ask_manager(row, by)
    record("events.offer.accepted", row, by=by, path=row.place.path)
    return row


def _ask_manager(row: Registration, by: Actor) -> None:
    add_step(registration=row, kind=StepKind.APPROVAL_ASKED, by=by)
    write_letter(registration=row, kind=LetterKind.APPROVAL, about=About(to=row.approver_email))


@transaction.atomic
def decline_offer(*, registration: Registration, by: Actor) -> Registration:
    """Say no to the offer and wait on in the same place of the queue, for another round.

    The round that was declined is not offered to them again (`Line.declined`).
    """
    rooms, row = _locked(registration)
    insist(refuse_answer(row.status, expires_at=row.offer_expires_at, now=clock.now()))
    release(rooms=rooms, registration=row)
    declined = row.offered_id
    row.status, row.offered, row.offer_expires_at = RegistrationStatus.WAITING, None, None
    row.save(update_fields=["status", "offered", "offer_expires_at"])
    add_step(registration=row, kind=StepKind.DECLINED, by=by, gathering_id=declined)
    record("events.offer.declined", row, by=by, path=row.place.path)
    return row


def _locked(registration: Registration) -> tuple[dict[int, Room], Registration]:
    """The rooms that the registration has to do with, locked, and then the row as it is."""
    rooms = locked_rooms(rooms_held(registration))
    return rooms, fresh(registration)


def lapse_offers(*, by: Actor = SYSTEM) -> int:
    """Take back every offer whose time is out; the worker offers the seats on. Gives how many."""
    late = Registration.objects.filter(
        status=RegistrationStatus.OFFERED, offer_expires_at__lte=clock.now()
    )
    return sum(_lapse(row, by) for row in late.order_by("offer_expires_at", "pk"))


@transaction.atomic
def _lapse(registration: Registration, by: Actor) -> bool:
    rooms, row = _locked(registration)
    over = row.offer_expires_at is not None and row.offer_expires_at <= clock.now()
    if row.status != RegistrationStatus.OFFERED or not over:
        return False
    release(rooms=rooms, registration=row)
    row.status = RegistrationStatus.LAPSED
    row.offered = row.offer_expires_at = None
    row.save(update_fields=["status", "offered", "offer_expires_at"])
    add_step(registration=row, kind=StepKind.LAPSED, by=by)
    write_letter(registration=row, kind=LetterKind.LAPSED)
    record("events.offer.lapsed", row, by=by, path=row.place.path)
    return True
