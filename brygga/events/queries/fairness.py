"""The queue of a course and its whole log, for those who organise it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.access.actor import Actor
from brygga.events.enums import RegistrationStatus
from brygga.events.models import Course, Registration, RegistrationStep
from brygga.events.permissions import HANDLE_REGISTRATION
from brygga.events.queries.managing import origin_words
from brygga.events.queries.queue import in_line, queue_of_course
from brygga.events.rules.fairness import log_words
from brygga.events.rules.steps import StepFacts


@dataclass(frozen=True, slots=True)
class InLine:
    """One who waits or has an offer. `name` is empty for whom the reader does not handle."""

    number: int
    name: str
    origin: str
    since: datetime
    registration: Registration


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log; `name` as above."""

    at: datetime
    name: str
    origin: str
    words: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The line as it stands, the first first, and the offers that are out, the oldest first."""

    line: list[InLine]
    offers: list[InLine]
    named: frozenset[int]


def queue_page(course: Course, actor: Actor) -> QueuePage:
    """At most four queries."""
    named = _named(course, actor)
    waiting = in_line(queue_of_course(course))
    offers = Registration.objects.filter(course=course, status=RegistrationStatus.OFFERED)
    out = offers.select_related("attendee", "place", "principal", "gathering", "offered")
    return QueuePage(
        line=_numbered(waiting, named),
        offers=_numbered(out.order_by("offer_expires_at", "pk"), named),
        named=named,
    )


def _named(course: Course, actor: Actor) -> frozenset[int]:
    """Whose names the actor may read."""
    rows = HANDLE_REGISTRATION.visible(actor).filter(course=course).order_by()
    return frozenset(rows.values_list("pk", flat=True))


def _numbered(rows: Iterable[Registration], named: frozenset[int]) -> list[InLine]:
    return [
        InLine(
            number=number,
            name=row.attendee.name if row.pk in named else "",
            origin=origin_words(row),
            since=row.queued_at or row.registered_at,
            registration=row,
        )
        for number, row in enumerate(rows, 1)
    ]


def steps_of_course(course: Course) -> QuerySet[RegistrationStep]:
    """Everything that has happened in a course's queue, the latest first."""
    rows = RegistrationStep.objects.filter(registration__course=course)
    return rows.select_related(
        "registration__attendee",
        "registration__place",
        "registration__principal",
        "gathering",
    ).order_by("-at", "-pk")


def log_lines(steps: Iterable[RegistrationStep], named: frozenset[int]) -> list[LogLine]:
    """The steps in words."""
    return [_line(step, step.registration_id in named) for step in steps]


def log_of(registration: Registration) -> list[LogLine]:
    """All that has happened to one registration, the latest first. One query."""
    steps = registration.steps.select_related(
        "registration__attendee", "registration__place", "registration__principal", "gathering"
    )
    return [_line(step, True) for step in steps.order_by("-at", "-pk")]  # noqa: FBT003 -- one's own


def _line(step: RegistrationStep, is_named: bool) -> LogLine:  # noqa: FBT001 -- private, one use
    row = step.registration
    facts = StepFacts(
        kind=step.kind,
        gathering=step.gathering.title if step.gathering else "",
        rule=step.rule,
        position=step.position,
        waiting=step.waiting,
        share=step.share,
        reason=step.reason,
        origin=origin_words(row),
    )
    name = row.attendee.name if is_named else ""
    return LogLine(step.at, name, origin_words(row), log_words(facts))


def line_table(line: Sequence[InLine]) -> tuple[list[str], list[list[object]]]:
    """The line for a file."""
    header = [_("Number"), _("Name"), pgettext("queue", "From"), _("Since"), _("Need"), _("Why")]
    rows: list[list[object]] = [
        [
            each.number,
            each.name,
            each.origin,
            _written(each.since),
            each.registration.need,
            each.registration.need_reason,
        ]
        for each in line
    ]
    return header, rows


def log_table(lines: Sequence[LogLine]) -> tuple[list[str], list[list[object]]]:
    """The log for a file."""
    header = [_("When"), _("Name"), pgettext("queue", "From"), _("What happened")]
    return header, [[_written(each.at), each.name, each.origin, each.words] for each in lines]


def _written(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")
