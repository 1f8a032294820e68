"""Who may teach a course, of which generation, and whom they have reached."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.competence.models import Teaching, Trainer
from brygga.competence.permissions import EDIT_TRAINER, VIEW_TRAINER
from brygga.competence.queries.cascade import Lineage, family_of, lineage_of
from brygga.competence.rules.cascade import Right, generations, reached
from brygga.events.models import Attendance, Attendee, Course, Gathering
from brygga.kernel.sorting import swedish_key
from brygga.people.models import Place

SOON = timedelta(days=183)
"""Half a year: time enough to take the course again."""


@dataclass(frozen=True, slots=True)
class Line:
    """One trainer of a course as the cascade shows them.

    `direct` are the people at the rounds they have held, `downstream` those and everybody whom
    they in turn have reached, each person once. `trainer` is the right that matters today: the
    one that holds, or else the last. `trained_by` are ids of persons.
    """

    trainer: Trainer
    generation: int
    active: bool
    rounds: int
    direct: int
    downstream: int
    trained_by: tuple[int, ...]

    @property
    def who(self) -> Attendee:
        return self.trainer.attendee

    @property
    def place(self) -> Place:
        return self.who.place

    @property
    def runs_out(self) -> bool:
        """Within half a year from today."""
        until = self.trainer.valid_to
        return self.active and until is not None and until <= clock.today() + SOON


@dataclass(frozen=True, slots=True)
class Cascade:
    """Trainers of a course and those who make them, and who trained whom (persons' ids).

    `direct` holds whom each person has had at the rounds they held.
    """

    course: Course
    lines: tuple[Line, ...]
    lineage: Lineage
    direct: Mapping[int, Collection[int]]

    @property
    def active(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.active)

    def within(self, trainer_ids: Collection[int]) -> "Cascade":
        """The same with these trainers alone."""
        kept = tuple(line for line in self.lines if line.trainer.pk in trainer_ids)
        return Cascade(self.course, kept, self.lineage, self.direct)

    def trained_by(self, line: Line) -> str:
        """Names of those among these who trained a trainer, and whether others did as well."""
        known = {one.who.pk: one.who.name for one in self.lines}
        names = sorted(known[one] for one in line.trained_by if one in known)
        if any(one not in known for one in line.trained_by):
            names.append(_("somebody elsewhere"))
        return ", ".join(names)

    @property
    def people(self) -> int:
        """Everybody whom they have reached, directly or through others, each person once."""
        edges = self.lineage.edges
        found = [reached(self.direct, edges, line.who.pk) for line in self.lines]
        return len(frozenset().union(*found))

    @property
    def running_out(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.runs_out)


def cascade_of(course: Course) -> Cascade:
    """Ten queries, however many trainers there are."""
    family = family_of(course)
    lineage = lineage_of(family)
    rights = _rights_that_matter(course, courses_above(course))
    held, direct = _held(family), _direct(family)
    of_a_course = {pk: row.certificate_id is not None for pk, row in lineage.first.items()}
    levels = generations(of_a_course, lineage.edges)
    lines = [
        Line(
            trainer=row,
            generation=levels[pk],
            active=_right(row).holds(clock.today()),
            rounds=len(held.get(pk, ())),
            direct=len(direct.get(pk, frozenset()) - {pk}),
            downstream=len(reached(direct, lineage.edges, pk)),
            trained_by=tuple(sorted(one for one, other in lineage.edges if other == pk)),
        )
        for pk, row in rights.items()
    ]
    return Cascade(course, tuple(sorted(lines, key=_in_order)), lineage, direct)


def _in_order(line: Line) -> tuple[int, tuple[str, str], tuple[str, str]]:
    return line.generation, swedish_key(line.place.name), swedish_key(line.who.name)


def _right(row: Trainer) -> Right:
    return Right(row.valid_from, row.valid_to)


def courses_above(course: Course) -> frozenset[int]:
    """Ids of the course and of those that make its trainers, and theirs. One query."""
    pairs = list(Course.objects.filter(teaches__isnull=False).values_list("pk", "teaches_id"))
    found = {course.pk}
    while new := {one for one, other in pairs if other in found} - found:
        found |= new
    return frozenset(found)


def _rights_that_matter(course: Course, above: Collection[int]) -> dict[int, Trainer]:
    """One right for each person: that in the course itself, that which holds, the latest."""
    rows = Trainer.objects.filter(course__in=above).select_related("attendee__place", "course")
    found: dict[int, Trainer] = {}
    today = clock.today()

    def weight(row: Trainer) -> tuple[bool, bool, date, int]:
        return _right(row).holds(today), row.course_id == course.pk, row.valid_from, row.pk

    for row in rows:
        known = found.get(row.attendee_id)
        if known is None or weight(row) > weight(known):
            found[row.attendee_id] = row
    return found


def _held(family: Collection[int]) -> dict[int, set[int]]:
    """Rounds of the family's courses, by the person who held them."""
    rows = Teaching.objects.filter(gathering__course__in=family).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for who, held in rows.values_list("trainer__attendee_id", "gathering_id"):
        found[who].add(held)
    return found


def _direct(family: Collection[int]) -> dict[int, frozenset[int]]:
    """Who was there on any day of the rounds that each person held."""
    rows = Attendance.objects.filter(
        present=True,
        session__gathering__course__in=family,
        session__gathering__teachings__isnull=False,
    ).order_by()
    columns = ("session__gathering__teachings__trainer__attendee_id", "attendee_id")
    found: dict[int, set[int]] = defaultdict(set)
    for who, came in rows.values_list(*columns).distinct():
        found[who].add(came)
    return {who: frozenset(came) for who, came in found.items()}


def visible_ids(course: Course, actor: Actor) -> frozenset[int]:
    """Of the trainers whom the actor may know by name. Two queries."""
    rows = VIEW_TRAINER.visible(actor).filter(course__in=courses_above(course)).order_by()
    return frozenset(rows.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Taught:
    """A course that has had trainers, and how many may teach it today."""

    course: Course
    active: int


def taught_courses() -> list[Taught]:
    """By title. One query."""
    today = clock.today()
    holds = Q(trainers__valid_from__lte=today) & (
        Q(trainers__valid_to__isnull=True) | Q(trainers__valid_to__gte=today)
    )
    rows = Course.objects.filter(Q(trainers__isnull=False) | Q(taught_by__isnull=False)).annotate(
        active=Count("trainers__attendee", filter=holds, distinct=True)
    )
    found = [Taught(row, row.active) for row in rows.distinct()]
    return sorted(found, key=lambda one: swedish_key(one.course.title))


def holders_to_choose(gathering: Gathering) -> list[Trainer]:
    """Whose right to teach holds on the round's days, by name. Three queries."""
    course = gathering.course
    if course is None:
        return []
    days = [localdate(day.starts_at) for day in gathering.sessions.all()]
    may = Trainer.objects.filter(course__in=[course.pk, course.teaches_id])
    rows = may.select_related("attendee__place", "course")
    holding = [row for row in rows if _holds_all(row, days)]
    return _by_name(holding)


def said_holders(gathering: Gathering) -> list[Trainer]:
    """Who is said to have held it, by name. One query."""
    rows = Trainer.objects.filter(teachings__gathering=gathering)
    return _by_name(rows.select_related("attendee__place", "course"))


def some_are_invented() -> bool:
    """One query."""
    return Trainer.objects.filter(invented=True).exists()


def own_rights(actor: Actor) -> list[Trainer]:
    """What the actor may teach or has been allowed to, the newest first. One query."""
    if actor.user_id is None:
        return []
    rows = Trainer.objects.filter(attendee__user=actor.user_id)
    return list(rows.select_related("attendee__place", "course").order_by("-valid_from", "pk"))


def reportable(actor: Actor) -> list[Trainer]:
    """Rights under which the actor may report a round: their own, and those they look after.

    Two queries.
    """
    looked_after = EDIT_TRAINER.visible(actor).select_related("attendee__place", "course")
    found = {row.pk: row for row in (*own_rights(actor), *looked_after)}
    return sorted(
        found.values(),
        key=lambda row: (swedish_key(row.course.title), swedish_key(row.attendee.name)),
    )


def _holds_all(row: Trainer, days: Iterable[date]) -> bool:
    return all(_right(row).holds(day) for day in days)


def _by_name(rows: Iterable[Trainer]) -> list[Trainer]:
    return sorted(rows, key=lambda row: swedish_key(row.attendee.name))
