"""What somebody with a registration's secret link sees of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from brygga.events import links
from brygga.events.enums import GatheringStatus, RegistrationStatus
from brygga.events.models import (
    LIVE,
    Attendance,
    Attendee,
    Gathering,
    Registration,
    RegistrationStep,
    Session,
)
from brygga.events.queries.queue import in_line, queue_of
from brygga.events.rules.steps import StepFacts, step_words
from brygga.events.rules.words import day_words


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the fairness log, to read."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where somebody stands in a queue."""

    number: int
    waiting: int
    rule: str


def by_manage_token(token: str) -> Registration | None:
    """The registration whose own link it is, with what a page about it needs. One query."""
    row = _known(token)
    return row if row and links.fits(token, links.manage_token(row)) else None


def by_approve_token(token: str) -> Registration | None:
    """The registration that the manager's link is about. One query."""
    row = _known(token)
    return row if row and links.fits(token, links.approve_token(row)) else None


def by_receipt_token(token: str) -> Registration | None:
    """The registration that was made just now. One query."""
    row = _known(token)
    return row if row and links.fits(token, links.receipt_token(row)) else None


def attendee_by_feed_token(token: str) -> Attendee | None:
    """Whose calendar it is. One query."""
    number = links.number_in(token)
    row = Attendee.objects.filter(pk=number).first() if number is not None else None
    return row if row and links.fits(token, links.feed_token(row)) else None


def _known(token: str) -> Registration | None:
    number = links.number_in(token)
    if number is None:
        return None
    rows = Registration.objects.select_related(
        "attendee",
        "place",
        "principal",
        "unit",
        "gathering__course",
        "gathering__place",
        "offered__course",
        "only_session",
    )
    return rows.filter(pk=number).first()


def days_held(registration: Registration) -> list[Session]:
    """The days that the seat is on: all of the gathering's, or the one. At most one query."""
    if registration.only_session is not None:
        return [registration.only_session]
    return list(registration.gathering.sessions.order_by("number"))


def days_of(gathering: Gathering) -> list[Session]:
    """One query."""
    return list(gathering.sessions.order_by("number"))


def stands_at(registration: Registration) -> Standpoint | None:
    """Number in the queue, of how many and by which rule; None for who does not wait."""
    if registration.status != RegistrationStatus.WAITING:
        return None
    queue = queue_of(registration.gathering)
    line = [row.pk for row in in_line(queue)]
    if registration.pk not in line:
        return None
    return Standpoint(line.index(registration.pk) + 1, len(line), queue.rule)


def told(registration: Registration) -> list[Told]:
    """Everything that has happened to it, the latest first. Two queries."""
    rows = RegistrationStep.objects.filter(registration=registration).order_by("-at", "-pk")
    steps = list(rows.select_related("gathering"))
    first_days = _first_days([step.gathering_id for step in steps if step.gathering_id])
    return [Told(step.at, step_words(_facts(step, registration, first_days))) for step in steps]


def _facts(
    step: RegistrationStep, registration: Registration, first_days: dict[int, datetime]
) -> StepFacts:
    return StepFacts(
        kind=step.kind,
        gathering=_named(step.gathering, first_days) if step.gathering else "",
        rule=step.rule,
        position=step.position,
        waiting=step.waiting,
        share=step.share,
        reason=step.reason,
        origin=origin_words(registration),
    )


def _named(gathering: Gathering, first_days: dict[int, datetime]) -> str:
    begins = first_days.get(gathering.pk)
    return f"{gathering.title} ({day_words(begins)})" if begins else gathering.title


def _first_days(gatherings: list[int]) -> dict[int, datetime]:
    days = Session.objects.filter(gathering__in=gatherings).order_by("-starts_at")
    return dict(days.values_list("gathering_id", "starts_at"))


def origin_words(registration: Registration) -> str:
    """Whose people they are: "Täby, Region Stockholm"."""
    names = [registration.place.name]
    if registration.principal is not None:
        names.append(registration.principal.name)
    return ", ".join(names)


@dataclass(frozen=True, slots=True)
class CourseDays:
    """Days that can be taken in other rounds, and those of one's own that nobody saw one on."""

    to_take: tuple[Session, ...] = ()
    missed: tuple[int, ...] = ()


def course_days(registration: Registration, now: datetime) -> CourseDays:
    """What is left of the course for somebody with a seat in it. Three queries.

    Days on which they have been present, or have a seat alone already, are in neither.
    """
    if registration.course_id is None or registration.status != RegistrationStatus.SEATED:
        return CourseDays()
    held = _held(registration)
    done = _days_present(registration) | {day for _gathering, day in held}
    rounds = {gathering for gathering, _day in held}
    left = [day for day in _days_of_course(registration) if day.course_day not in done]
    to_take = (day for day in left if day.gathering_id not in rounds and day.starts_at > now)
    return CourseDays(tuple(filter(_has_room, to_take)), _missed(registration, left, now))


def _missed(registration: Registration, left: list[Session], now: datetime) -> tuple[int, ...]:
    if registration.only_session_id is not None:
        return ()
    mine = (day for day in left if day.gathering_id == registration.gathering_id)
    return tuple(sorted({day.course_day or 0 for day in mine if day.ends_at <= now}))


def _held(registration: Registration) -> list[tuple[int, int | None]]:
    """Gatherings where the person is registered, with the course day if it is for one alone."""
    mine = Registration.objects.filter(attendee=registration.attendee_id, status__in=LIVE)
    return list(mine.values_list("gathering_id", "only_session__course_day"))


def _days_of_course(registration: Registration) -> QuerySet[Session]:
    rows = Session.objects.filter(
        gathering__course=registration.course_id,
        gathering__status=GatheringStatus.PUBLISHED,
        course_day__isnull=False,
    )
    return rows.select_related("gathering").order_by("course_day", "starts_at")


def _days_present(registration: Registration) -> set[int | None]:
    there = Attendance.objects.filter(
        attendee=registration.attendee_id,
        present=True,
        session__gathering__course=registration.course_id,
    )
    return set(there.values_list("session__course_day", flat=True))


def _has_room(day: Session) -> bool:
    return day.seats is None or day.taken < day.seats


def day_offered(registration: Registration, pk: int, now: datetime) -> Session | None:
    """The day with this id, if it is among those that can be taken."""
    return next((day for day in course_days(registration, now).to_take if day.pk == pk), None)


def seats_of(attendee: Attendee) -> list[Registration]:
    """Where the person has a seat, with the gatherings. One query."""
    rows = Registration.objects.filter(attendee=attendee, status=RegistrationStatus.SEATED)
    return list(rows.select_related("attendee", "gathering__place", "only_session"))
