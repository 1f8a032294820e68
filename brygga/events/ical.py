"""Calendar files: invitations that update and cancel, and feeds that follow along (RFC 5545, 5546).

A day's UID never changes and its SEQUENCE only grows, so a calendar moves or strikes what it has
instead of adding it once more. Times are Stockholm's, with the zone's own rules in the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from brygga.events.enums import GatheringStatus
from brygga.events.models import Gathering, Registration, Session

STOCKHOLM = ZoneInfo("Europe/Stockholm")
REQUEST, CANCEL = "REQUEST", "CANCEL"
CONTENT_TYPE = "text/calendar; charset=utf-8"
# Summer time as the European Union has had it since 1996.
_ZONE = b"""BEGIN:VTIMEZONE\r
TZID:Europe/Stockholm\r
BEGIN:DAYLIGHT\r
DTSTART:19960331T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
TZNAME:CEST\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
DTSTART:19961027T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
TZNAME:CET\r
END:STANDARD\r
END:VTIMEZONE\r
"""


@dataclass(frozen=True, slots=True)
class Day:
    """One day as an entry of a calendar. `registration` makes it somebody's own."""

    session: Session
    gathering: Gathering
    registration: Registration | None = None
    is_cancelled: bool = False


def invitation(day: Day, *, method: str, stamped_at: datetime) -> bytes:
    """One day as a file to attach. One for each day: an invitation is about one UID."""
    made = _calendar(method=method)
    event = _event(day, stamped_at)
    if day.registration is not None:
        _invite(event, day.registration, settles=method == REQUEST)
    made.add_component(event)
    return bytes(made.to_ical())


def feed(name: str, days: Iterable[Day], *, stamped_at: datetime) -> bytes:
    """Many days under one name, for a calendar that asks again now and then."""
    made = _calendar()
    made.add("X-WR-CALNAME", name)
    made.add("NAME", name)
    made.add("REFRESH-INTERVAL", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for day in days:
        made.add_component(_event(day, stamped_at))
    return bytes(made.to_ical())


def uid(day: Day) -> str:
    """The same for as long as the day is there, in letters and in feeds."""
    whose = f"registration-{day.registration.pk}" if day.registration else "session"
    return f"{whose}-{day.session.pk}@{mail_host()}"


def mail_host() -> str:
    """What stands after the @ in addresses of ours."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")


def _calendar(method: str = "") -> Calendar:
    made = Calendar()
    made.add("PRODID", "-//Brygga//Brygga//SV")
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    if method:
        made.add("METHOD", method)
    made.add_component(_zone())
    return made


@lru_cache(maxsize=1)
def _zone() -> Timezone:
    return Timezone.from_ical(_ZONE)


def _event(day: Day, stamped_at: datetime) -> Event:
    gathering, event = day.gathering, Event()
    called_off = gathering.status == GatheringStatus.CANCELLED
    event.add("UID", uid(day))
    event.add("DTSTAMP", stamped_at)
    # One more than what they have: a calendar strikes nothing for a message it knows already.
    event.add("SEQUENCE", gathering.sequence + day.is_cancelled)
    event.add("SUMMARY", _summary(day))
    _set_times(event, day.session)
    event.add("STATUS", "CANCELLED" if called_off or day.is_cancelled else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if day.registration else "TRANSPARENT")
    if where := where_words(day.session, gathering):
        event.add("LOCATION", where)
    address = settings.BASE_URL + reverse("events:gathering", args=[gathering.slug])
    event.add("URL", vUri(address))
    event.add("DESCRIPTION", "\n\n".join(filter(None, [gathering.summary, address])))
    return event


def _set_times(event: Event, session: Session) -> None:
    if session.times_known:
        event.add("DTSTART", _instant(session.starts_at))
        event.add("DTEND", _instant(session.ends_at))
    else:
        first, last = (at.astimezone(STOCKHOLM) for at in (session.starts_at, session.ends_at))
        event.add("DTSTART", first.date())
        event.add("DTEND", last.date() + timedelta(days=1))


def _instant(at: datetime) -> datetime:
    """Stockholm's time, but for the hour that comes a second time when summer ends.

    A calendar takes what the clock shows twice for the first of the two.
    """
    local = at.astimezone(STOCKHOLM)
    return local if local.fold == 0 else at.astimezone(UTC)


def _summary(day: Day) -> str:
    title, session = day.gathering.title, day.session
    if session.title:
        return f"{title}: {session.title}"
    if session.course_day is not None:
        return _("%(title)s, day %(day)s") % {"title": title, "day": session.course_day}
    return title


def where_words(session: Session, gathering: Gathering) -> str:
    """Where to go: the day's own venue if it has one, else the gathering's with its address."""
    if session.venue:
        return session.venue
    return ", ".join(filter(None, [gathering.venue, gathering.address]))


def _invite(event: Event, registration: Registration, *, settles: bool) -> None:
    organiser = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    organiser.params["CN"] = vText("Brygga")
    event["ORGANIZER"] = organiser
    attendee = vCalAddress(f"mailto:{registration.attendee.email}")
    # One line, whatever was typed: a line break would begin another property.
    attendee.params["CN"] = vText(" ".join(registration.attendee.name.split()))
    attendee.params["PARTSTAT"] = vText("ACCEPTED" if settles else "DECLINED")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("ATTENDEE", attendee, encode=0)
