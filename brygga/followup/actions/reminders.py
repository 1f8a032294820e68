"""Reminding by mail those who have work left."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import task

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.audit.actions import record
from brygga.followup.emails import reminder_letter
from brygga.followup.models import Mapping, Reminder
from brygga.followup.queries.reminders import DueReminder, due_reminders, reminders_for
from brygga.followup.queries.tallies import tallies
from brygga.followup.rules import refuse_reminding
from brygga.kernel.refusal import insist

# A worker that has held a letter this long without sending it has died on the way.
LOST_AFTER = timedelta(minutes=15)
# Letters older than this are not sent any more: what they say has grown old.
KEPT_FOR = timedelta(days=3)


@transaction.atomic
def send_reminders(*, mappings: Iterable[Mapping], by: Actor) -> int:
    """Remind now; gives how many letters are on their way. Raises Refused when none can be.

    Nobody is written to twice about the same place on one day.
    """
    chosen = Mapping.objects.filter(pk__in=[each.pk for each in mappings])
    found = tallies(chosen.order_by("place__path"))
    due = reminders_for(found, clock.today())
    locked = next((tally.locked for tally in found if tally.locked), None)
    only = locked if len(found) == 1 else None
    insist(refuse_reminding(locked=only, recipients=sum(len(each.users) for each in due)))
    return _remind(due, clock.today(), by)


@transaction.atomic
def send_due_reminders(*, today: date, by: Actor = SYSTEM) -> int:
    """What the worker does once a day; gives how many letters are on their way.

    Run again the same day it writes to nobody twice, but takes up letters that were left behind.
    """
    made = _remind(due_reminders(today), today, by)
    for pk in _left_behind().values_list("pk", flat=True):
        transaction.on_commit(partial(deliver_reminder.enqueue, reminder_id=pk))
    return made


def _remind(due: list[DueReminder], today: date, by: Actor) -> int:
    made = 0
    for each in due:
        for user in each.users:
            mapping = each.tally.mapping
            reminder, new = Reminder.objects.get_or_create(
                mapping=mapping, user=user, for_day=today
            )
            if new:
                made += 1
                record("followup.reminder.sent", mapping, by=by, path=mapping.place.path)
                transaction.on_commit(partial(deliver_reminder.enqueue, reminder_id=reminder.pk))
    return made


@task()
def deliver_reminder(*, reminder_id: int) -> bool:
    """Send one letter unless it is sent; gives whether this call sent it.

    A conditional update lets one worker at a time hold a letter, so two workers never send the
    same one. A worker killed before the mail server took the letter leaves it unsent, and the
    next daily run takes it up after `LOST_AFTER`. One killed between the server's yes and the
    line that says so leaves a letter that is sent twice; both carry the same Message-ID.
    """
    held = _free().filter(pk=reminder_id).update(claimed_at=clock.now())
    if not held:
        return False
    reminder = Reminder.objects.select_related("user").get(pk=reminder_id)
    tally = tallies(Mapping.objects.filter(pk=reminder.mapping_id))[0]
    if tally.locked is None:
        try:
            reminder_letter(reminder, tally).send()
        except OSError:
            # The mail server is away: let go at once, so that the next run need not wait.
            Reminder.objects.filter(pk=reminder_id).update(claimed_at=None)
            raise
    Reminder.objects.filter(pk=reminder_id).update(sent_at=clock.now())
    return tally.locked is None


def _free() -> QuerySet[Reminder]:
    held_too_long = Q(claimed_at__lt=clock.now() - LOST_AFTER)
    return Reminder.objects.filter(Q(claimed_at__isnull=True) | held_too_long, sent_at__isnull=True)


def _left_behind() -> QuerySet[Reminder]:
    now = clock.now()
    # A letter made just now has its own task on the way.
    made = Q(created_at__gt=now - KEPT_FOR, created_at__lt=now - LOST_AFTER)
    return _free().filter(made)
