"""Reads of registrations."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from brygga.events.enums import RegistrationStatus
from brygga.events.models import LIVE, Attendee, Gathering, Registration, Session
from brygga.events.rules import refuse_second
from brygga.kernel.refusal import Refusal
from brygga.prepared import Prepared


def _live(attendee: int, now: datetime) -> QuerySet[Registration, tuple[Any, ...]]:
    not_over = Exists(Session.objects.filter(gathering=OuterRef("gathering"), ends_at__gt=now))
    rows = Registration.objects.filter(attendee=attendee, status__in=LIVE).order_by()
    fields = ("gathering_id", "course_id", "status", "only_session_id", "not_over")
    return rows.annotate(not_over=not_over).values_list(*fields)


_LIVE = Prepared(_live)


def standing_in_the_way(
    gathering: Gathering, attendee: Attendee, now: datetime, *, is_day: bool = False
) -> Refusal | None:
    """Why the same person cannot register once more. One query.

    A seat in another round of the course stands in the way until that round is over. `is_day`:
    for one day alone, which minds neither that nor a place in the course's queue.
    """
    here = in_queue = has_seat = False
    for held, course, status, day, goes_on in _LIVE(attendee.pk, now):
        here = here or held == gathering.pk
        if course is None or course != gathering.course_id or day is not None or is_day:
            continue
        is_seated = status == RegistrationStatus.SEATED
        in_queue = in_queue or not is_seated
        has_seat = has_seat or (is_seated and goes_on)
    return refuse_second(here=here, in_queue=in_queue, has_seat=has_seat)


def in_the_way_of(gathering: Gathering, email: str, now: datetime) -> list[Registration]:
    """The registrations of an address that `standing_in_the_way` minds, with their person."""
    here = Q(gathering=gathering)
    if gathering.course_id is not None:
        goes_on = Exists(Session.objects.filter(gathering=OuterRef("gathering"), ends_at__gt=now))
        waits = ~Q(status=RegistrationStatus.SEATED)
        same = Q(course=gathering.course_id, only_session__isnull=True)
        here |= same & (waits | Q(goes_on))
    rows = Registration.objects.filter(here, attendee__email=email.strip().lower(), status__in=LIVE)
    return list(rows.select_related("attendee").order_by("pk"))
