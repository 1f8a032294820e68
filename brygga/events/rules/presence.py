"""When and how presence can be marked, and what a mark takes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from brygga.events.enums import GatheringStatus
from brygga.events.rules.registration import instant_words
from brygga.kernel.hours import day_in_sweden
from brygga.kernel.refusal import Refusal

BEFORE = timedelta(hours=1)
"""So long before the first minute people come, and the code on the wall begins to work."""


@dataclass(frozen=True, slots=True)
class DayState:
    """A day of a gathering, as far as presence asks. `status` is the gathering's."""

    status: str
    starts_at: datetime
    ends_at: datetime


def refuse_mark(
    day: DayState, *, now: datetime, known: bool | None, present: bool, reason: str
) -> Refusal | None:
    """Whether an organiser can say that somebody was there or not.

    `known` is what has been said before. To change it, or to say it once the day has passed,
    takes a reason.
    """
    early = refuse_early(day, now=now)
    if early is not None:
        return early
    if known is not None and known != present and not reason.strip():
        return Refusal(_("Write why the mark is changed."))
    if has_passed(day, day_in_sweden(now)) and not reason.strip():
        return Refusal(_("The day has passed. Write how you know."))
    return None


def has_passed(day: DayState, today: date) -> bool:
    return day_in_sweden(day.ends_at) < today


def refuse_wall_code(day: DayState, *, now: datetime) -> Refusal | None:
    """The code on the wall works from an hour before until the end of that day."""
    if day.status != GatheringStatus.PUBLISHED:
        return Refusal(_("It is not held, so nobody can check in."))
    if now < day.starts_at - BEFORE:
        words = _("The code works from %(at)s. Come back then.")
        return Refusal(words % {"at": instant_words(day.starts_at - BEFORE)})
    if has_passed(day, day_in_sweden(now)):
        return Refusal(_("The day is over. Tell the organiser if you were there."))
    return None


def refuse_walk_in(day: DayState, *, now: datetime, reason: str) -> Refusal | None:
    """Whoever comes without a seat gets one once it has begun: until then the queue comes first."""
    if day.status != GatheringStatus.PUBLISHED:
        return Refusal(_("It is not held, so nobody can be added."))
    if now < day.starts_at:
        return Refusal(
            _("It has not begun: a seat that is free now is for the queue. Add them when it has.")
        )
    if has_passed(day, day_in_sweden(now)) and not reason.strip():
        return Refusal(_("The day has passed. Write how you know."))
    return None


def refuse_stranger(*, has_seat: bool) -> Refusal | None:
    if not has_seat:
        return Refusal(_("They have no seat on this day. Add them as somebody who came anyway."))
    return None


def refuse_code(*, fits: bool) -> Refusal | None:
    if not fits:
        return Refusal(_("The code is not the one on the wall. Look at it once more."))
    return None


def refuse_early(day: DayState, *, now: datetime) -> Refusal | None:
    """Why nobody can be marked at all just now."""
    if day.status != GatheringStatus.PUBLISHED:
        return Refusal(_("It is not held, so nobody was there."))
    if day_in_sweden(now) < day_in_sweden(day.starts_at):
        return Refusal(_("The day has not come yet. Presence is marked on the day."))
    return None
