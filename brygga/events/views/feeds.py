"""Calendars that follow along: of everything, of a course, of a place, of one's own seats."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.events import ical
from brygga.events.queries.calendar import Asked, for_feed
from brygga.events.queries.courses import course_by_slug
from brygga.events.queries.managing import attendee_by_feed_token, days_held, seats_of
from brygga.events.queries.room import rooms_of
from brygga.events.views.asked import asked
from brygga.people.queries import place_by_code
from brygga.ui.http import Request, public

SHORTLY = cache_control(max_age=900, public=True)


@public
@SHORTLY
@require_safe
def feed(request: Request) -> HttpResponse:
    """What the calendar shows, with the same choices."""
    return _of(request, _("Brygga: calendar"), asked(request), "kalender")


@public
@SHORTLY
@require_safe
def course_feed(request: Request, slug: str) -> HttpResponse:
    course = course_by_slug(slug)
    return _of(request, course.title, Asked(course=course), slug)


@public
@SHORTLY
@require_safe
def place_feed(request: Request, place: str) -> HttpResponse:
    found = place_by_code(place)
    name = _("Brygga: %(place)s") % {"place": found.name}
    return _of(request, name, Asked(place=found), place)


@public
@never_cache
@require_safe
def own_feed(request: Request, token: str) -> HttpResponse:
    """The seats of whoever has the address. What is cancelled is gone from it, as from there."""
    attendee = attendee_by_feed_token(token)
    if attendee is None:
        raise Http404
    days = [
        ical.Day(day, row.gathering, row) for row in seats_of(attendee) for day in days_held(row)
    ]
    return _answer(_("Brygga: my courses"), days, "brygga")


def _of(request: Request, name: str, wanted: Asked, filename: str) -> HttpResponse:
    now = clock.now()
    rooms = rooms_of(list(for_feed(request.actor, wanted, now))).values()
    days = (ical.Day(day, room.gathering) for room in rooms for day in room.sessions)
    return _answer(name, days, filename)


def _answer(name: str, days: Iterable[ical.Day], filename: str) -> HttpResponse:
    body = ical.feed(name, days, stamped_at=clock.now())
    answer = HttpResponse(body, content_type=ical.CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    return answer
