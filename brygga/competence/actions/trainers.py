"""Trainers entered by hand, rights that end, and who held which round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.competence.actions.rights import end_right, locked_family, refuse_change
from brygga.competence.models import Teaching, Trainer
from brygga.competence.queries.cascade import lineage_of
from brygga.competence.rules.cascade import Right, refuse_end, refuse_teaching
from brygga.events.actions.registering import Person, attendee_of
from brygga.events.models import Course, Gathering
from brygga.kernel.refusal import Refusal, insist


@dataclass(frozen=True, slots=True)
class TrainerValues:
    """A trainer who was there from the beginning, or came from elsewhere."""

    person: Person
    valid_from: date
    valid_to: date | None = None
    source: str = ""


@transaction.atomic
def enter_trainer(*, course: Course, values: TrainerValues, by: Actor) -> Trainer:
    """Give somebody the right to teach a course, on the word of a source; raises Refused."""
    family = locked_family(course)
    before = lineage_of(family)
    who = attendee_of(values.person)
    known = Trainer.objects.filter(attendee=who, course=course, valid_from=values.valid_from)
    insist(_refuse_values(values, is_known=known.exists()))
    row = Trainer.objects.create(
        attendee=who,
        course=course,
        valid_from=values.valid_from,
        valid_to=values.valid_to,
        source=values.source.strip(),
    )
    insist(refuse_change(before, family))
    record("competence.trainer.made", row, by=by, path=course.place.path)
    return row


def _refuse_values(values: TrainerValues, *, is_known: bool) -> Refusal | None:
    if is_known:
        return Refusal(_("They have the right to teach the course from that day already."))
    if not values.source.strip():
        return Refusal(_("Write where it is known from."))
    if values.valid_to is not None and values.valid_to < values.valid_from:
        return Refusal(_("The right ends before it begins."))
    return None


@transaction.atomic
def end_trainer(*, trainer: Trainer, on: date, reason: str, by: Actor) -> Trainer:
    """End somebody's right to teach before its time; what they have held stays."""
    known = Trainer.objects.select_related("course__place")
    row = known.select_for_update(of=("self",), no_key=True).get(pk=trainer.pk)
    right = Right(row.valid_from, row.valid_to)
    insist(refuse_end(right, on=on, reason=reason, today=clock.today()))
    end_right(row=row, on=on, reason=reason.strip(), by=by)
    return row


@transaction.atomic
def set_teachers(*, gathering: Gathering, trainers: Sequence[Trainer], by: Actor) -> None:
    """Say who held a round, all of them; raises Refused with what stands in the way.

    Who trained whom follows from it, and nobody may come to descend from themselves.
    """
    course = gathering.course
    if course is None:
        insist(Refusal(_("Only rounds of a course are held by trainers.")))
        return
    family = locked_family(course)
    before = lineage_of(family)
    days = [localdate(day.starts_at) for day in gathering.sessions.all()]
    for trainer in trainers:
        insist(_refuse_teacher(trainer, course, days))
    rows = Teaching.objects.filter(gathering=gathering)
    rows.exclude(trainer__in=trainers).delete()
    had = set(rows.values_list("trainer_id", flat=True))
    new = [Teaching(gathering=gathering, trainer=one) for one in trainers if one.pk not in had]
    Teaching.objects.bulk_create(new)
    insist(refuse_change(before, family))
    record("competence.teaching.saved", gathering, by=by, path=gathering.place.path)


def _refuse_teacher(trainer: Trainer, course: Course, days: list[date]) -> Refusal | None:
    if trainer.course_id not in (course.pk, course.teaches_id):
        words = _("%(name)s may not teach this course.")
        return Refusal(words % {"name": trainer.attendee.name})
    refusal = refuse_teaching(Right(trainer.valid_from, trainer.valid_to), days)
    if refusal is None:
        return None
    return Refusal(f"{trainer.attendee.name}: {refusal.reason}")
