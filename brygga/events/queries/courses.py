"""Courses and plans of further training, as anybody reads them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch
from django.http import Http404

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.events.enums import CourseKind, RegistrationStatus
from brygga.events.models import (
    Course,
    CourseModule,
    Curriculum,
    CurriculumAdoption,
    CurriculumCourse,
)
from brygga.events.permissions import SEE_QUEUE
from brygga.events.queries.calendar import Asked, Entry, asked_for, entries
from brygga.guidance.models import Provision, Wording
from brygga.guidance.queries import current_wordings, label
from brygga.people.enums import Profession, Sector


@dataclass(frozen=True, slots=True)
class ServedProvision:
    """A provision that a course serves, with the words that name it today."""

    provision: Provision
    words: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course with everything that is known of it."""

    course: Course
    days: list[tuple[int | None, list[CourseModule]]]
    audience: list[str]
    provisions: list[ServedProvision]
    coming: list[Entry]
    past: list[Entry]
    curricula: list[Curriculum]
    waiting: int
    may_edit: bool
    may_see_queue: bool


@dataclass(frozen=True, slots=True)
class CurriculumPage:
    """A curriculum: its courses in order, and who has made it theirs."""

    curriculum: Curriculum
    parts: list[CurriculumCourse]
    adoptions: list[CurriculumAdoption]


def courses() -> list[Course]:
    """All courses in the order of their kinds, with `modules_count` and `provisions_count`.

    One query.
    """
    order = list(CourseKind.values)
    rows = Course.objects.select_related("place").annotate(
        modules_count=Count("modules", distinct=True),
        provisions_count=Count("provisions", distinct=True),
    )
    return sorted(rows, key=lambda row: (order.index(row.kind), row.place.path, row.title))


def course_by_slug(slug: str) -> Course:
    """The course with its place; raises Http404, every course is public. One query."""
    known = Course.objects.select_related("place", "teaches")
    course = known.filter(slug=slug).first()
    if course is None:
        raise Http404
    return course


def course_page(actor: Actor, slug: str, now: datetime) -> CoursePage:
    """A fixed number of queries, however much there is."""
    course = course_by_slug(slug)
    of_course = Asked(course=course)
    return CoursePage(
        course=course,
        days=_by_day(list(course.modules.order_by("position"))),
        audience=[audience_words(row.sector, row.profession) for row in course.audiences.all()],
        provisions=_served(course),
        coming=entries(list(asked_for(actor, of_course, now)), now),
        past=entries(list(asked_for(actor, Asked(course=course, past=True), now)[:20]), now),
        curricula=list(Curriculum.objects.filter(parts__course=course).order_by("title")),
        waiting=course.registrations.filter(status=RegistrationStatus.WAITING).count(),
        may_edit=actor.may(Capability.GATHERING_EDIT, course.place.path),
        may_see_queue=actor.is_signed_in and SEE_QUEUE.allows(actor, course),
    )


def _by_day(modules: list[CourseModule]) -> list[tuple[int | None, list[CourseModule]]]:
    days: dict[int | None, list[CourseModule]] = {}
    for module in modules:
        days.setdefault(module.day, []).append(module)
    return sorted(days.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))


def audience_words(sector: str, profession: str) -> str:
    """ "Nurse, primary care"; either may be empty."""
    words = [str(Profession(profession).label)] if profession else []
    words += [str(Sector(sector).label)] if sector else []
    return ", ".join(words)


def _served(course: Course) -> list[ServedProvision]:
    """Those that are published, in reading order. Two queries."""
    ids = course.provisions.order_by().values_list("pk", flat=True)
    wordings = current_wordings(ids).values()
    return [ServedProvision(row.provision, label(row.provision, row), row) for row in wordings]


def curricula() -> list[Curriculum]:
    """All curricula with `courses_count` and `adoptions_count`. One query."""
    rows = Curriculum.objects.select_related("place").annotate(
        courses_count=Count("parts", distinct=True),
        adoptions_count=Count("adoptions", distinct=True),
    )
    return list(rows.order_by("kind", "title"))


def curriculum_page(slug: str) -> CurriculumPage:
    """Three queries; raises Http404."""
    parts = Prefetch(
        "parts", CurriculumCourse.objects.select_related("course").order_by("position", "pk")
    )
    adoptions = Prefetch(
        "adoptions", CurriculumAdoption.objects.select_related("place").order_by("adopted_on", "pk")
    )
    rows = Curriculum.objects.select_related("place").prefetch_related(parts, adoptions)
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    return CurriculumPage(found, list(found.parts.all()), list(found.adoptions.all()))
