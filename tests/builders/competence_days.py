"""Presence, certificates and trainers for tests."""

from datetime import UTC, date, datetime

from brygga.competence.actions.certificates import follow_presence
from brygga.competence.models import Certificate, Teaching, Trainer
from brygga.events.enums import CheckIn
from brygga.events.models import Attendance
from tests.builders import events as build

HELD = datetime(2010, 11, 18, 8, tzinfo=UTC)
"""The first day of the base course in Stockholm: long past, so that its days have ended."""

LONG_BEFORE = date(2009, 10, 1)


def there(who, session, *, present=True):
    """Mark somebody at a day, or correct the mark."""
    return Attendance.objects.update_or_create(
        attendee=who, session=session, defaults={"present": present, "method": CheckIn.LIST}
    )[0]


def there_all_days(who, held):
    for day in held.sessions.all():
        there(who, day)


def held_round(course, *, first=HELD, **fields):
    """A round of the course that is over."""
    return build.gathering(of=course, days=course.days, first=first, **fields)


def certified(course=None, who=None, *, first=HELD, round_=None):
    """A certificate that followed by itself."""
    course = course or build.course()
    who = who or build.attendee()
    there_all_days(who, round_ or held_round(course, first=first))
    follow_presence(attendee_id=who.pk, course_id=course.pk)
    return Certificate.objects.get(attendee=who, course=course, revoked_on=None)


def trainer(course, who=None, *, since=LONG_BEFORE, **fields):
    """Somebody who may teach the course since the beginning."""
    return Trainer.objects.create(
        attendee=who or build.attendee(),
        course=course,
        valid_from=since,
        source=fields.pop("source", "Länets lista 2009"),
        **fields,
    )


def teaches(trainer_, held):
    return Teaching.objects.create(trainer=trainer_, gathering=held)
