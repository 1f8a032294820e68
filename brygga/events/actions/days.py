"""The days of a gathering and what happens on them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.telling import tell_changed
from brygga.events.models import Attendance, Gathering, ProgrammeItem, Registration, Session
from brygga.events.queries.room import locked_rooms
from brygga.events.queries.seated import seats_held
from brygga.events.rules.gathering import (
    Span,
    needs_telling,
    refuse_change,
    refuse_losing_day,
    refuse_spans,
)
from brygga.events.rules.programme import Line
from brygga.kernel.refusal import insist

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that can be taken for another when read from a wall."""
CODE_LENGTH = 6
_APART = 1000


@dataclass(frozen=True, slots=True)
class DayValues:
    """One day as the organiser says it; `session_id` where it exists already."""

    starts_at: datetime
    ends_at: datetime
    title: str = ""
    course_day: int | None = None
    venue: str = ""
    times_known: bool = True
    session_id: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)


@transaction.atomic
def set_days(*, gathering: Gathering, days: Sequence[DayValues], by: Actor) -> Gathering:
    """Make these the days, numbered in the order of time; raises Refused.

    Those that are left out are taken away, unless somebody was there or has that day alone. A new
    day has as many seats as the others, and as many taken as hold one for the whole.
    """
    room = locked_rooms([gathering.pk])[gathering.pk]
    row = room.gathering
    wanted = sorted(days, key=lambda day: day.starts_at)
    insist(refuse_change(row.status))
    insist(refuse_spans([day.span for day in wanted]))
    known = {day.pk: day for day in room.sessions}
    before = [_in_calendar(day) for day in room.sessions]
    kept = {day.session_id for day in wanted}
    _take_away([day for day in room.sessions if day.pk not in kept])
    row.sessions.update(number=F("number") + _APART)
    held = seats_held(row)
    after = [
        _write(row, known.get(day.session_id or 0), number, day, held)
        for number, day in enumerate(wanted, 1)
    ]
    if needs_telling(row.status) and [_in_calendar(day) for day in after] != before:
        tell_changed(gathering=row, by=by)
    record("events.days.set", row, by=by, path=row.place.path, days=len(after))
    return row


def _in_calendar(day: Session) -> tuple[object, ...]:
    return day.pk, day.starts_at, day.ends_at, day.venue, day.title, day.times_known


def _take_away(days: Sequence[Session]) -> None:
    for day in days:
        registered = Registration.objects.filter(only_session=day).exists()
        marked = Attendance.objects.filter(session=day).exists()
        insist(refuse_losing_day(day.number, registered=registered, marked=marked))
        day.delete()


def _write(
    held_in: Gathering, known: Session | None, number: int, values: DayValues, held: int
) -> Session:
    row = known or Session(
        gathering=held_in, seats=held_in.capacity, taken=held, wall_code=new_code()
    )
    # What it was stays in `known` until it is compared, so a copy is changed.
    row = Session(**{field.attname: getattr(row, field.attname) for field in row._meta.fields})
    row.number, row.title, row.course_day = number, values.title, values.course_day
    row.starts_at, row.ends_at = values.starts_at, values.ends_at
    row.venue, row.times_known = values.venue, values.times_known
    if known is None:
        row.save(force_insert=True)
        return row
    changed = ["number", "title", "course_day", "starts_at", "ends_at", "venue", "times_known"]
    row.save(force_update=True, update_fields=changed)
    return row


def new_code() -> str:
    """What is put on the wall: nobody can guess it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))


@transaction.atomic
def renew_code(*, session: Session, by: Actor) -> Session:
    """A new code for the wall, when the old one has gone astray."""
    session.wall_code = new_code()
    session.save(update_fields=["wall_code"])
    held = session.gathering
    record("events.days.set", held, by=by, path=held.place.path, day=session.number)
    return session


@transaction.atomic
def set_programme(
    *, gathering: Gathering, lines: Mapping[int, Sequence[Line]], by: Actor
) -> Gathering:
    """What happens on each day; `lines` by the id of the day."""
    row = locked_rooms([gathering.pk])[gathering.pk].gathering
    insist(refuse_change(row.status))
    ProgrammeItem.objects.filter(session__gathering=row, session__in=list(lines)).delete()
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            session_id=session,
            position=position,
            starts_at=line.starts_at,
            title=line.title,
            speaker=line.speaker,
        )
        for session, day in lines.items()
        for position, line in enumerate(day, 1)
    )
    record("events.programme.set", row, by=by, path=row.place.path, gathering=row.slug)
    return row
