"""Reads of registrations."""

from brygga.events.enums import RegistrationStatus
from brygga.events.models import LIVE, Attendee, Gathering, Registration
from brygga.events.rules import refuse_second
from brygga.kernel.refusal import Refusal


def standing_in_the_way(
    gathering: Gathering, attendee: Attendee, *, is_day: bool = False
) -> Refusal | None:
    """Why the same person cannot register once more. One query.

    `is_day`: for one day alone, which does not mind that they wait in the course's queue.
    """
    rows = Registration.objects.filter(attendee=attendee, status__in=LIVE).order_by()
    found = list(rows.values_list("gathering_id", "course_id", "status", "only_session_id"))
    here = any(held == gathering.pk for held, _course, _status, _day in found)
    in_queue = gathering.course_id is not None and any(
        course == gathering.course_id and status != RegistrationStatus.SEATED and day is None
        for _held, course, status, day in found
    )
    return refuse_second(here=here, in_queue=in_queue and not is_day)
