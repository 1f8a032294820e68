"""Saying who was there, and putting it right."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.enums import CheckIn, RegistrationStatus
from brygga.events.models import Attendance, AttendanceStep, Attendee, Registration, Session
from brygga.events.rules.presence import (
    DayState,
    refuse_code,
    refuse_mark,
    refuse_stranger,
    refuse_wall_code,
)
from brygga.events.signals import presence_changed
from brygga.kernel.refusal import insist


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of somebody's presence, how it is known, and why if that must be told."""

    present: bool
    method: CheckIn = CheckIn.LIST
    reason: str = ""


def mark_present(
    *, session: Session, attendee: Attendee, by: Actor, method: CheckIn = CheckIn.LIST
) -> Attendance:
    """They are there, today. Raises Refused."""
    return mark(session=session, attendee=attendee, said=Mark(present=True, method=method), by=by)


def mark_absent(*, session: Session, attendee: Attendee, by: Actor) -> Attendance:
    """They did not come, today. Raises Refused."""
    return mark(session=session, attendee=attendee, said=Mark(present=False), by=by)


def correct(
    *, session: Session, attendee: Attendee, present: bool, reason: str, by: Actor
) -> Attendance:
    """Put a mark right, or say it after the day, with the reason. Raises Refused."""
    said = Mark(present, CheckIn.REPORTED, reason)
    return mark(session=session, attendee=attendee, said=said, by=by)


@transaction.atomic
def mark(*, session: Session, attendee: Attendee, said: Mark, by: Actor) -> Attendance:
    """Write down whether somebody was there; the same again changes nothing.

    Raises Refused where a reason is wanted and not given, or they have no seat that day.
    """
    known = _known(session, attendee)
    if known is not None and known.present == said.present:
        return known
    before = known.present if known else None
    insist(
        refuse_mark(
            day_state(session),
            now=clock.now(),
            known=before,
            present=said.present,
            reason=said.reason,
        )
    )
    if known is None:
        insist(refuse_stranger(has_seat=has_seat(session, attendee)))
    return write_mark(session=session, attendee=attendee, said=said, by=by)


def day_state(session: Session) -> DayState:
    return DayState(session.gathering.status, session.starts_at, session.ends_at)


def _known(session: Session, attendee: Attendee) -> Attendance | None:
    rows = Attendance.objects.select_for_update().filter(session=session, attendee=attendee)
    return rows.first()


def has_seat(session: Session, attendee: Attendee) -> bool:
    """Whether they have a seat on the day. One query."""
    day = Q(only_session__isnull=True) | Q(only_session=session)
    seated = Registration.objects.filter(
        day,
        gathering=session.gathering_id,
        attendee=attendee,
        status=RegistrationStatus.SEATED,
    )
    return seated.exists()


def write_mark(*, session: Session, attendee: Attendee, said: Mark, by: Actor) -> Attendance:
    """The mark, its step, the log, and word to the rooms above when the transaction holds."""
    values = {"present": said.present, "method": said.method, "at": clock.now()}
    row, is_new = Attendance.objects.update_or_create(
        session=session, attendee=attendee, defaults=values
    )
    AttendanceStep.objects.create(
        attendance=row,
        present=said.present,
        method=said.method,
        at=row.at,
        by_id=by.user_id,
        reason=said.reason.strip()[:300],
    )
    held = session.gathering
    kind = "events.presence.marked" if is_new else "events.presence.corrected"
    record(kind, row, by=by, path=held.place.path, gathering=held.slug, day=session.number)
    about = {"attendee_id": attendee.pk, "course_id": held.course_id}
    transaction.on_commit(lambda: presence_changed.send(sender=Attendance, **about))
    return row


@transaction.atomic
def check_in_by_code(*, session: Session, code: str, email: str, by: Actor) -> None:
    """Somebody types the code on the wall and their address; raises Refused for a wrong code.

    Whether the address has a seat is never told: nothing is given back, and nothing is refused.
    A mark that an organiser has made stands.
    """
    insist(refuse_wall_code(day_state(session), now=clock.now()))
    typed = "".join(code.split()).upper()
    fits = bool(session.wall_code) and constant_time_compare(typed, session.wall_code)
    insist(refuse_code(fits=fits))
    attendee = Attendee.objects.filter(email=email.strip().lower()).first()
    if attendee is None or _known(session, attendee) or not has_seat(session, attendee):
        return
    said = Mark(present=True, method=CheckIn.WALL_CODE)
    write_mark(session=session, attendee=attendee, said=said, by=by)
