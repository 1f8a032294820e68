"""A course held locally, reported by those who held it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.competence.actions.trainers import set_teachers
from brygga.competence.models import Trainer
from brygga.competence.rules.reporting import refuse_report
from brygga.events.actions.reported import ENDS, Reported, make_reported_round
from brygga.events.models import Gathering
from brygga.kernel.refusal import Refusal, insist


@dataclass(frozen=True, slots=True)
class Told:
    """What was held, and by whom."""

    reported: Reported
    trainer: Trainer


@transaction.atomic
def report_round(*, told: Told, by: Actor) -> Gathering:
    """Make the round with its days, participants, presence and teacher, or raise Refused.

    Certificates follow by themselves once it holds.
    """
    reported, trainer = told.reported, told.trainer
    insist(
        refuse_report(
            reported.days,
            ended_until=_last_day_over(),
            course_days=reported.course.days,
            people=len(reported.people),
        )
    )
    insist(_refuse_self(told))
    held = make_reported_round(reported=reported, by=by)
    set_teachers(gathering=held, trainers=[trainer], by=by)
    record("competence.round.reported", held, by=by, path=held.place.path)
    return held


def _last_day_over() -> date:
    """Today once its course day has ended, yesterday until then."""
    now = localtime(clock.now())
    return now.date() if now.time() >= ENDS else now.date() - timedelta(days=1)


def _refuse_self(told: Told) -> Refusal | None:
    """Nobody takes part in what they hold themselves."""
    own = told.trainer.attendee.email
    if any(person.email.strip().lower() == own for person in told.reported.people):
        words = _("%(name)s held the course and cannot be among those who took part.")
        return Refusal(words % {"name": told.trainer.attendee.name})
    return None
