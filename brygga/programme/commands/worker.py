"""brygga worker"""

import logging
import os
import signal
import threading
from datetime import date, datetime, timedelta
from types import FrameType

import click
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.competence.actions.certificates import AT_A_TIME, issue_due
from brygga.events.actions import keep_house
from brygga.followup.actions import catch_up, send_due_reminders
from brygga.pathways.queries.beforehand import Beforehand
from brygga.programme.commands.root import with_tables

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS = 2.0
# Nobody wants to be reminded at night.
_REMINDING_HOUR = 7
# So often all presence is looked through for certificates, and not only what ended just now.
_LOOK_BACK = timedelta(hours=1)


@click.command()
@click.option("--until-orphan", is_flag=True, hidden=True, help="Stop when the starter is gone.")
@with_tables
def worker(until_orphan: bool) -> None:  # noqa: FBT001 -- click's flag
    """Do the jobs in the queue, give seats to those who wait, send letters, and remind.

    Takes in new editions that nobody has, since whoever published them may have been stopped, and
    answers what the pages of new contact data will ask.

    SIGTERM lets the job that has begun end, and stops.
    """
    Rounds(os.getppid() if until_orphan else None).run()


class Rounds:
    """Looks for jobs again and again until told to stop."""

    def __init__(self, starter: int | None) -> None:
        self.starter = starter
        self.stopped = threading.Event()
        self.reminded_on: date | None = None
        self.looked_back_at: datetime | None = None
        self.beforehand = Beforehand()
        self.jobs = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while not self.stopped.is_set() and not self._is_orphan():
            self.look()
            self.stopped.wait(_SECONDS_BETWEEN_LOOKS)

    def look(self) -> None:
        """One round: new editions, reminders, seats and letters, every job, certificates, and
        what one page of the care chain will ask.
        """
        try:
            catch_up(by=SYSTEM)
            self._remind()
            keep_house()
            self.jobs.run()
            self._certify()
            self.beforehand.answer_next()
        except OperationalError:
            # Locked or away for a moment: the next look tries again.
            close_old_connections()
        except Exception:  # noqa: BLE001 -- told of right below, with its traceback
            # One letter or seat that cannot be dealt with must not stop all the others for ever.
            _log.exception("A look for work failed; the next one goes on.")

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopped.set()
        self.jobs.running = False

    def _is_orphan(self) -> bool:
        return self.starter is not None and os.getppid() != self.starter

    def _remind(self) -> None:
        now = timezone.localtime(clock.now())
        if now.hour >= _REMINDING_HOUR and self.reminded_on != now.date():
            send_due_reminders(today=now.date())
            self.reminded_on = now.date()

    def _certify(self) -> None:
        """Issue what has come due; all is looked through anew when the demo's day is turned."""
        now, last = clock.now(), self.looked_back_at
        if last is not None and abs(now - last) < _LOOK_BACK:
            issue_due(since=last - _LOOK_BACK)
        elif issue_due() < AT_A_TIME:
            self.looked_back_at = now
