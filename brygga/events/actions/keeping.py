"""What the worker does again and again: offers, approvals, reminders, letters, and forgetting."""

from datetime import datetime, time, timedelta

from django.core.cache import cache
from django.utils.timezone import get_current_timezone, localtime, make_aware

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.events.actions.approving import lapse_approvals
from brygga.events.actions.delivering import deliver_letters
from brygga.events.actions.letters import About, write_letter
from brygga.events.actions.queueing import lapse_offers, promote_all
from brygga.events.enums import LetterKind
from brygga.events.models import Registration
from brygga.events.queries.keeping import notes_to_forget, reminders_due

DAYS_BEFORE = (7, 1)
"""How long before the first day people are reminded."""
WAKING_HOUR = 7
"""Nobody wants to be reminded at night."""
_HOUR = 60 * 60


def keep_house(*, by: Actor = SYSTEM) -> int:
    """Everything that falls due by itself; gives how much was done.

    Four short queries when nothing waits; what goes by days is looked at once an hour. Offers
    lapse before seats are offered on, and letters are sent last, so that one round does it all.
    """
    done = lapse_offers(by=by) + lapse_approvals(by=by) + promote_all(by=by)
    if cache.add(f"events-kept-{clock.now():%Y-%m-%dT%H}", "yes", _HOUR):
        done += send_due_reminders(by=by) + delete_venue_notes(by=by)
    return done + deliver_letters()


def send_due_reminders(*, by: Actor = SYSTEM) -> int:
    """Remind those whose first day is near, once for each of `DAYS_BEFORE`; gives how many."""
    now = localtime(clock.now())
    if now.hour < WAKING_HOUR:
        return 0
    return sum(_remind(now, days) for days in DAYS_BEFORE)


def _remind(now: datetime, days: int) -> int:
    begins = _midnight(now + timedelta(days=days))
    until = _midnight(now + timedelta(days=days + 1))
    due = reminders_due(begins, until, days)
    for registration in due:
        about = About(f"{registration.gathering_id} {days}")
        write_letter(registration=registration, kind=LetterKind.REMINDER, about=about)
    return len(due)


def _midnight(at: datetime) -> datetime:
    """The first instant of the day in Sweden; an hour more or less on the nights clocks change."""
    return make_aware(datetime.combine(at.date(), time()), get_current_timezone())


def delete_venue_notes(*, by: Actor = SYSTEM) -> int:
    """Forget every note to a venue from the day after the last day; gives how many."""
    ended_before = _midnight(localtime(clock.now()))
    forgotten = notes_to_forget(ended_before)
    return Registration.objects.filter(pk__in=forgotten).update(venue_note="") if forgotten else 0
