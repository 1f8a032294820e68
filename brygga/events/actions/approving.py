"""A manager's yes or no, and what happens when none comes."""

from django.db import transaction

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.audit.actions import record
from brygga.events import rules
from brygga.events.actions.letters import write_letter
from brygga.events.actions.registering import fresh, release, rooms_held
from brygga.events.actions.steps import Why, add_step
from brygga.events.enums import Approval, LetterKind, RegistrationStatus, StepKind
from brygga.events.models import Registration
from brygga.events.queries.room import locked_rooms
from brygga.events.rules.approving import refuse_reason, too_late_words
from brygga.kernel.refusal import insist


@transaction.atomic
def approve(*, registration: Registration, by: Actor) -> Registration:
    """The manager's yes; raises Refused when it has been answered or is over."""
    locked_rooms(rooms_held(registration))
    row = fresh(registration)
    insist(rules.refuse_approval(row.approval, row.status))
    row.approval, row.approve_by = Approval.GIVEN, None
    row.save(update_fields=["approval", "approve_by"])
    add_step(registration=row, kind=StepKind.APPROVED, by=by)
    record("events.approval.given", row, by=by, path=row.place.path)
    return row


@transaction.atomic
def refuse_approval(*, registration: Registration, reason: str, by: Actor) -> Registration:
    """The manager's no, with the reason that the person reads. The seat goes to the next."""
    insist(refuse_reason(reason))
    return _refuse(registration, reason.strip(), by)


def lapse_approvals(*, by: Actor = SYSTEM) -> int:
    """Take back seats that nobody approved in time; gives how many."""
    late = Registration.objects.filter(
        approval=Approval.ASKED, status=RegistrationStatus.SEATED, approve_by__lte=clock.now()
    )
    return sum(_lapse(row, by) for row in late.order_by("approve_by", "pk"))


@transaction.atomic
def _lapse(registration: Registration, by: Actor) -> bool:
    locked_rooms(rooms_held(registration))
    row = fresh(registration)
    if rules.refuse_approval(row.approval, row.status):
        return False
    _refuse(row, too_late_words(), by)
    return True


def _refuse(registration: Registration, reason: str, by: Actor) -> Registration:
    rooms = locked_rooms(rooms_held(registration))
    row = fresh(registration)
    insist(rules.refuse_approval(row.approval, row.status))
    release(rooms=rooms, registration=row)
    row.status, row.approval = RegistrationStatus.REFUSED, Approval.REFUSED
    row.approve_by = row.offered = row.offer_expires_at = None
    row.save(update_fields=["status", "approval", "approve_by", "offered", "offer_expires_at"])
    add_step(registration=row, kind=StepKind.REFUSED, by=by, why=Why(reason))
    write_letter(registration=row, kind=LetterKind.REFUSED)
    record("events.approval.refused", row, by=by, path=row.place.path)
    return row
