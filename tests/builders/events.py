"""Courses, rounds and people who want a seat, for tests."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from brygga.access.actor import VISITOR
from brygga.events import actions
from brygga.events.enums import (
    CourseKind,
    GatheringKind,
    GatheringStatus,
    RegistrationMode,
)
from brygga.events.models import Attendee, Course, Gathering, Quota, Session
from brygga.people.enums import Profession
from brygga.people.models import Principal
from tests.builders.people import place

_numbers = count(1)
FIRST_DAY = datetime(2040, 11, 18, 8, tzinfo=UTC)
"""Far ahead, so that no test is overtaken by the calendar."""
OPENS = datetime(2000, 1, 1, tzinfo=UTC)
SOCIAL, HEALTH = "kommun-0160", "region-01"


def course(slug="", *, days=4, **fields):
    n = next(_numbers)
    return Course.objects.create(
        slug=slug or f"kurs-{n}",
        title=fields.pop("title", f"Kurs {n}"),
        kind=fields.pop("kind", CourseKind.BASE),
        place=fields.pop("place", None) or place("01"),
        days=days,
        **fields,
    )


def gathering(*, seats=10, days=1, first=FIRST_DAY, of=None, **fields):
    """A published gathering that is open to all, of a course if `of` says which."""
    n = next(_numbers)
    made = Gathering.objects.create(
        slug=fields.pop("slug", f"sammankomst-{n}"),
        kind=GatheringKind.COURSE_ROUND if of else GatheringKind.CONFERENCE,
        title=fields.pop("title", f"Sammankomst {n}"),
        course=of,
        place=fields.pop("place", None) or place("01"),
        mode=fields.pop("mode", RegistrationMode.OPEN),
        status=fields.pop("status", GatheringStatus.PUBLISHED),
        capacity=seats,
        opens_at=fields.pop("opens_at", OPENS),
        **fields,
    )
    for number in range(1, days + 1):
        day(made, number, first + timedelta(days=number - 1), seats=seats)
    return made


def day(made, number, at=FIRST_DAY, *, seats=10, **fields):
    return Session.objects.create(
        gathering=made,
        number=number,
        course_day=fields.pop("course_day", number if made.course_id else None),
        starts_at=at,
        ends_at=fields.pop("ends_at", at + timedelta(hours=8)),
        seats=seats,
        **fields,
    )


def quota(made, by, key, *, least=0, most=None):
    return Quota.objects.create(gathering=made, by=by, key=key, least=least, most=most)


def principal(slug=SOCIAL):
    """A shipped principal, or a new one seated in the county."""
    found = Principal.objects.filter(slug=slug).first()
    return found or Principal.objects.create(
        slug=slug, name=slug.capitalize(), kind="region", place=place("01")
    )


def person(email="", *, at="0160", of=SOCIAL, profession=Profession.SOCIAL_WORKER, **fields):
    """Somebody as a form says it."""
    n = next(_numbers)
    return actions.Person(
        email=email or f"deltagare{n}@brygga.example",
        name=fields.pop("name", f"Deltagare {n}"),
        place=place(at),
        profession=profession,
        principal=principal(of) if of else None,
        **fields,
    )


def registered(made, who=None, *, by=VISITOR, **wish):
    """A registration made by the action itself."""
    return actions.register(
        gathering=made, person=who or person(), by=by, wish=actions.Wish(**wish)
    )


def attendee(email="", **fields):
    n = next(_numbers)
    return Attendee.objects.create(
        code=fields.pop("code", f"d-{n}"),
        email=email or f"deltagare{n}@brygga.example",
        name=fields.pop("name", f"Deltagare {n}"),
        place=fields.pop("place", None) or place("0160"),
        profession=fields.pop("profession", Profession.SOCIAL_WORKER),
        **fields,
    )


DAY = date(2040, 11, 18)
