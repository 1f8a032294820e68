"""A course round that is told of afterwards, by those who held it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import get_default_timezone

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.days import DayValues, set_days
from brygga.events.actions.gatherings import GatheringValues, make_gathering
from brygga.events.actions.registering import Person, attendee_of
from brygga.events.actions.steps import add_step
from brygga.events.enums import (
    CheckIn,
    GatheringKind,
    GatheringStatus,
    RegistrationStatus,
    StepKind,
)
from brygga.events.models import (
    Attendance,
    AttendanceStep,
    Attendee,
    Course,
    Gathering,
    Registration,
)
from brygga.events.signals import presence_changed
from brygga.people.models import Place

BEGINS, ENDS = time(8), time(16)
"""The hours of a day that nobody has said the hours of."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What was held: the course, where, on which days (course day 1, 2 …) and who came."""

    course: Course
    place: Place
    days: Sequence[date]
    people: Sequence[Person]
    venue: str = ""


def hours_of(day: date) -> tuple[datetime, datetime]:
    zone = get_default_timezone()
    return datetime.combine(day, BEGINS, zone), datetime.combine(day, ENDS, zone)


@transaction.atomic
def make_reported_round(*, reported: Reported, by: Actor) -> Gathering:
    """The round with its days, everybody seated and marked present; no letter is written.

    Whether it may be reported has been asked by whoever calls. The rooms above are told of each
    person's presence when the transaction holds.
    """
    values = GatheringValues(
        title=reported.course.title,
        kind=GatheringKind.COURSE_ROUND,
        course=reported.course,
        venue=reported.venue,
    )
    count = len(reported.people)
    held = make_gathering(place=reported.place, values=values, capacity=count, by=by)
    came = [_seated(held, person, by) for person in reported.people]
    set_days(gathering=held, days=_days(reported.days), by=by)
    # Published last: the days of a round that is published are told to everybody in it.
    held.reported, held.status = True, GatheringStatus.PUBLISHED
    held.save(update_fields=["reported", "status"])
    _mark(held, came, by)
    return held


def _days(days: Sequence[date]) -> list[DayValues]:
    return [
        DayValues(*hours_of(day), course_day=number, times_known=False)
        for number, day in enumerate(days, 1)
    ]


def _seated(held: Gathering, person: Person, by: Actor) -> Attendee:
    who = attendee_of(person)
    row = Registration.objects.create(
        gathering=held,
        course_id=held.course_id,
        attendee=who,
        place=person.place,
        principal=person.principal,
        unit=person.unit,
        profession=person.profession,
        status=RegistrationStatus.SEATED,
        registered_by_id=by.user_id,
    )
    add_step(registration=row, kind=StepKind.SEATED, by=by)
    return who


def _mark(held: Gathering, came: Sequence[Attendee], by: Actor) -> None:
    now = clock.now()
    marks = [
        Attendance(attendee=who, session=day, present=True, method=CheckIn.REPORTED, at=now)
        for day in held.sessions.all()
        for who in came
    ]
    made = Attendance.objects.bulk_create(marks)
    AttendanceStep.objects.bulk_create(
        AttendanceStep(
            attendance=row, present=True, method=CheckIn.REPORTED, at=now, by_id=by.user_id
        )
        for row in made
    )
    record("events.round.reported", held, by=by, path=held.place.path, people=len(came))
    course = held.course_id
    transaction.on_commit(lambda: _tell(course, came))


def _tell(course_id: int | None, came: Sequence[Attendee]) -> None:
    for who in came:
        presence_changed.send(sender=Attendance, attendee_id=who.pk, course_id=course_id)
