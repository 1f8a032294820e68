"""Making and changing courses and curricula."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.slugs import free_slug
from brygga.events.models import (
    Course,
    CourseAudience,
    CourseModule,
    Curriculum,
    CurriculumAdoption,
    CurriculumCourse,
)
from brygga.events.rules.courses import refuse_adoption, refuse_modules, refuse_teaching
from brygga.guidance.models import Provision
from brygga.kernel.refusal import insist
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class ModuleValues:
    """One part of a course, in the order given."""

    title: str
    day: int | None = None
    goals: str = ""


@dataclass(frozen=True, slots=True)
class CourseValues:
    """All that a course says; `audiences` are pairs of sector and profession, either empty."""

    title: str
    kind: str
    goals: str = ""
    audience: str = ""
    days: int | None = None
    validity_months: int | None = None
    teaches: Course | None = None
    queue_rule: str = "first_come"
    offer_hours: int = 72
    source: str = ""
    provisions: Sequence[Provision] = ()
    modules: Sequence[ModuleValues] = ()
    audiences: Sequence[tuple[str, str]] = ()


_PLAIN = (
    "title",
    "kind",
    "goals",
    "audience",
    "days",
    "validity_months",
    "teaches",
    "queue_rule",
    "offer_hours",
    "source",
)


@transaction.atomic
def save_course(
    *, place: Place, values: CourseValues, by: Actor, course: Course | None = None
) -> Course:
    """Make a course of the place, or give one that exists these values. Raises Refused."""
    is_itself = course is not None and values.teaches == course
    insist(refuse_teaching(is_itself=is_itself))
    insist(refuse_modules((module.day for module in values.modules), days=values.days))
    row = course or Course(slug=free_slug(Course.objects.all(), values.title, place), place=place)
    for name in _PLAIN:
        setattr(row, name, getattr(values, name))
    row.save()
    row.provisions.set(values.provisions)
    _set_modules(row, values.modules)
    _set_audiences(row, values.audiences)
    record("events.course.saved", row, by=by, path=row.place.path, rule=row.queue_rule)
    return row


def _set_modules(course: Course, modules: Sequence[ModuleValues]) -> None:
    known = dict(course.modules.values_list("title", "source"))
    course.modules.all().delete()
    CourseModule.objects.bulk_create(
        CourseModule(
            course=course,
            position=position,
            title=module.title,
            day=module.day,
            goals=module.goals,
            source=known.get(module.title, ""),
        )
        for position, module in enumerate(modules, 1)
    )


def _set_audiences(course: Course, audiences: Sequence[tuple[str, str]]) -> None:
    course.audiences.all().delete()
    wanted = sorted({pair for pair in audiences if any(pair)})
    CourseAudience.objects.bulk_create(
        CourseAudience(course=course, sector=sector, profession=profession)
        for sector, profession in wanted
    )


@dataclass(frozen=True, slots=True)
class CurriculumValues:
    """A curriculum's words, and its courses in order."""

    title: str
    kind: str
    description: str = ""
    source: str = ""
    courses: Sequence[Course] = field(default_factory=tuple)


@transaction.atomic
def save_curriculum(
    *, place: Place, values: CurriculumValues, by: Actor, curriculum: Curriculum | None = None
) -> Curriculum:
    """Make a curriculum of the place, or give one that exists these values."""
    slug = free_slug(Curriculum.objects.all(), values.title, place)
    row = curriculum or Curriculum(slug=slug, place=place)
    row.title, row.kind = values.title, values.kind
    row.description, row.source = values.description, values.source
    row.save()
    row.parts.all().delete()
    CurriculumCourse.objects.bulk_create(
        CurriculumCourse(curriculum=row, course=course, position=position)
        for position, course in enumerate(values.courses, 1)
    )
    record("events.curriculum.saved", row, by=by, path=row.place.path)
    return row


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who has made a curriculum theirs, and from when."""

    adopter: str
    adopted_on: date
    source: str = ""


@transaction.atomic
def adopt_curriculum(
    *, curriculum: Curriculum, place: Place, adoption: Adoption, by: Actor
) -> CurriculumAdoption:
    """Write down that somebody at the place has adopted it; raises Refused the second time."""
    adopter = adoption.adopter.strip()
    known = curriculum.adoptions.filter(adopter=adopter).exists()
    insist(refuse_adoption(is_known=known))
    made = CurriculumAdoption.objects.create(
        curriculum=curriculum,
        place=place,
        adopter=adopter,
        adopted_on=adoption.adopted_on,
        source=adoption.source,
    )
    record("events.curriculum.adopted", curriculum, by=by, path=place.path)
    return made
