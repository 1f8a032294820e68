"""Who is expected on a day, and who has come."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from brygga.access.actor import Actor
from brygga.events import links
from brygga.events.enums import GatheringStatus, RegistrationStatus
from brygga.events.models import Attendance, Attendee, Gathering, Registration, Session
from brygga.events.permissions import MARK_PRESENCE
from brygga.events.queries.attendees import Wanted, matching

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody with a seat that day, and what has been said of them (None: nothing yet)."""

    registration: Registration
    attendance: Attendance | None

    @property
    def is_present(self) -> bool:
        return self.attendance is not None and self.attendance.present

    @property
    def is_absent(self) -> bool:
        return self.attendance is not None and not self.attendance.present


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have come of so many."""

    present: int
    expected: int


def session_of(gathering: Gathering, number: int) -> Session:
    """The day with the number, with its gathering and place at hand; or 404. One query."""
    rows = Session.objects.select_related("gathering__place", "gathering__course")
    found = rows.filter(gathering=gathering, number=number).first()
    if found is None:
        raise Http404
    return found


def expected_on(session: Session, text: str = "") -> QuerySet[Registration]:
    """Registrations with a seat on the day, by name. One query when read."""
    day = Q(only_session__isnull=True) | Q(only_session=session)
    rows = Registration.objects.filter(
        day,
        matching(Wanted(text=text)),
        gathering=session.gathering_id,
        status=RegistrationStatus.SEATED,
    )
    at_hand = rows.select_related("attendee", "place", "principal", "unit")
    return at_hand.order_by("attendee__name", "pk")


def with_presence(session: Session, rows: list[Registration]) -> list[Expected]:
    """What has been said of each. One query."""
    people = [row.attendee_id for row in rows]
    said = Attendance.objects.filter(session=session, attendee__in=people)
    found = {each.attendee_id: each for each in said}
    return [Expected(row, found.get(row.attendee_id)) for row in rows]


def expected_one(session: Session, attendee: int) -> Expected:
    """One of them by the person's number, or 404. Two queries."""
    row = expected_on(session).filter(attendee=attendee).first()
    if row is None:
        raise Http404
    return with_presence(session, [row])[0]


def tally(session: Session) -> Tally:
    """Two queries."""
    expected = expected_on(session).order_by()
    present = Attendance.objects.filter(
        session=session, present=True, attendee__in=expected.values("attendee_id")
    )
    return Tally(present.count(), expected.count())


def attendee_by_token(token: str) -> Attendee | None:
    """Whose QR code it is. One query."""
    number = links.number_in(token)
    row = Attendee.objects.filter(pk=number).first() if number is not None else None
    return row if row and links.fits(token, links.check_in_token(row)) else None


def sessions_at_the_door(attendee: Attendee, actor: Actor, now: datetime) -> list[Session]:
    """Days of today that the person has a seat on and the actor checks in for. Three queries."""
    today = localdate(now)
    seats = Registration.objects.filter(attendee=attendee, status=RegistrationStatus.SEATED)
    held = list(seats.order_by().values_list("gathering_id", "only_session_id"))
    mine = MARK_PRESENCE.visible(actor).filter(pk__in=[gathering for gathering, _day in held])
    days = Session.objects.filter(gathering__in=mine.values("pk"))
    rows = days.select_related("gathering__place", "gathering__course").order_by("starts_at")
    alone = dict(held)
    return [day for day in rows if alone[day.gathering_id] in {None, day.pk} and _is_on(day, today)]


def _is_on(day: Session, today: date) -> bool:
    return localdate(day.starts_at) <= today <= localdate(day.ends_at)


def said_of(attendee: Attendee, sessions: list[Session]) -> dict[int, Attendance]:
    """What has been said of the person, by day. One query."""
    rows = Attendance.objects.filter(attendee=attendee, session__in=sessions)
    return {row.session_id: row for row in rows}


def public_session(slug: str, number: int) -> Session:
    """A day of what is published, or 404: the code on the wall is for it. One query."""
    rows = Session.objects.select_related("gathering__place", "gathering__course")
    found = rows.filter(
        gathering__slug=slug, gathering__status=GatheringStatus.PUBLISHED, number=number
    ).first()
    if found is None:
        raise Http404
    return found
