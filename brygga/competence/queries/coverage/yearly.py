"""Competence at a place in a year, course by course, as everybody may read it in the report."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from brygga.access.actor import VISITOR
from brygga.competence.enums import CoverageLevel
from brygga.competence.models import Trainer
from brygga.competence.queries.coverage.material import Material, material_of
from brygga.competence.queries.coverage.page import county_branch
from brygga.competence.queries.coverage.table import Coverage, Figure, coverage_on
from brygga.events.models import Course
from brygga.kernel.suppression import NOTHING, Counts, Hidden, hidden_in, summed
from brygga.people.enums import PlaceKind
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class CourseYear:
    """A course at the end of a year. `figure` is None where nothing is known.

    `issued` are persons who got the certificate in the year, `trainers` persons who may teach the
    course at its end; None where they are too few to be told.
    """

    course: Course
    figure: Figure | None
    issued: int | None
    trainers: int | None
    invented: bool


def competence_in(
    place: Place, year: int, day: date, provisions: Collection[int]
) -> tuple[CourseYear, ...]:
    """Courses that serve any of the provisions. One query where there are none, else eight.

    Nothing for the nation: what counties keep back would be opened by a sum over them.
    """
    if place.kind == PlaceKind.NATION:
        return ()
    serving = Course.objects.filter(provisions__in=list(provisions)).distinct()
    courses = list(serving.order_by("title", "pk"))
    if not courses:
        return ()
    branch = county_branch(place)
    material = material_of(branch, [each.pk for each in courses])
    trainers = _trainers(branch, courses, day)
    return tuple(_of(course, place, material, trainers, (year, day)) for course in courses)


Teaching = tuple[int, int, str]
"""A course, a person who may teach it, and the path of the person's place."""


def _trainers(branch: Place, courses: Iterable[Course], day: date) -> list[Teaching]:
    holds = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    rows = Trainer.objects.filter(
        holds, course__in=list(courses), attendee__place__path__startswith=branch.path
    )
    in_post = Q(attendee__left_on__isnull=True) | Q(attendee__left_on__gte=day)
    found = rows.filter(in_post).order_by()
    return list(found.values_list("course_id", "attendee_id", "attendee__place__path").distinct())


def _of(
    course: Course,
    place: Place,
    material: Material,
    trainers: Iterable[Teaching],
    when: tuple[int, date],
) -> CourseYear:
    year, day = when
    own = tuple(each for each in material.trainings if each.course == course.pk)
    alone = replace(material, trainings=own, audiences={course.pk: material.audiences[course.pk]})
    coverage = coverage_on(alone, day)
    issued = {
        (each.person, material.workplaces[each.post[0]].place)
        for each in own
        if each.issued_on.year == year and each.issued_on <= day
    }
    teaching = {(person, path) for taught, person, path in trainers if taught == course.pk}
    key = coverage.at(place)
    known = coverage.known.get(key)
    return CourseYear(
        course=course,
        figure=coverage.seen_by(VISITOR, key) if key in coverage.nodes else None,
        issued=_told(material, place, [path for _, path in issued], also=_kept_of(coverage)),
        trainers=_told(material, place, [path for _, path in teaching]),
        invented=course.invented or (known is not None and known.invented),
    )


def _kept_of(coverage: Coverage) -> Hidden:
    """Places whose coverage is kept back: where all learnt in one year, the year would tell it."""
    kept = coverage.hidden.part | coverage.hidden.aside
    return Hidden(aside=frozenset(coverage.nodes[key].path for key in kept & _places(coverage)))


def _places(coverage: Coverage) -> set[str]:
    levels = {CoverageLevel.PLACE, CoverageLevel.COUNTY}
    return {key for key, node in coverage.nodes.items() if node.level in levels}


def _told(
    material: Material, place: Place, paths: Iterable[str], also: Hidden = NOTHING
) -> int | None:
    """How many of these lie in the place; None where so few, or others beside, that it is kept.

    Persons are counted at their own place and above; each place also has those at itself alone.
    """
    above: dict[str, str | None] = {}
    for path, each in material.places.items():
        parent = path[: -len(each.code) - 1]
        above[path] = parent if parent in material.places else None
        above[f"{path}itself"] = path
    leaves: dict[str, Counts] = {}
    for path in paths:
        key = f"{path}itself"
        leaves[key] = leaves.get(key, Counts()) + Counts(aside=1)
    hidden = hidden_in(leaves, above, known_by=list(material.places), also=also)
    return None if place.path in hidden.aside else summed(leaves, above)[place.path].aside
