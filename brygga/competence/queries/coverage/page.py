"""What the page of a place's coverage shows, and what the thread and the report ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from brygga import clock
from brygga.access.actor import Actor
from brygga.competence.enums import CoverageLevel
from brygga.competence.queries.coverage.material import Material, material_of
from brygga.competence.queries.coverage.table import Coverage, Figure, coverage_on
from brygga.competence.rules.coverage import days_to_show
from brygga.events.models import Course
from brygga.kernel.sorting import swedish_key
from brygga.kernel.suppression import NOTHING, Hidden
from brygga.people.models import Place
from brygga.people.queries import branches_above
from brygga.ui.kept import remembered

_COUNTY_BRANCH = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; units stand under their principal."""

    figure: Figure
    is_below: bool = False

    @property
    def is_place(self) -> bool:
        return self.figure.node.level in {CoverageLevel.PLACE, CoverageLevel.COUNTY}


@dataclass(frozen=True, slots=True)
class YearLine:
    """The place itself on the last day of a year, or today."""

    day: date
    is_today: bool
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """A place, what is below it, and the years. `figure` is None where nothing is known."""

    place: Place
    day: date
    figure: Figure | None
    lines: tuple[Line, ...]
    years: tuple[YearLine, ...]
    keeps_back: bool
    invented: bool


def coverage_of(material: Material, day: date) -> Coverage:
    """Over all the courses of the material; what any of them keeps back is kept back here too."""
    also = NOTHING
    if len(material.audiences) > 1:
        for course in material.audiences:
            also |= _hidden_of_one(material, course, day)
    return coverage_on(material, day, also)


def _hidden_of_one(material: Material, course: int, day: date) -> Hidden:
    trainings = tuple(each for each in material.trainings if each.course == course)
    alone = replace(material, trainings=trainings, audiences={course: material.audiences[course]})
    return coverage_on(alone, day).hidden


def county_branch(place: Place) -> Place:
    """The branch to count in: what is kept back depends on the whole county. At most one query."""
    paths = branches_above(place.path)
    if len(paths) <= _COUNTY_BRANCH:
        return place
    return Place.objects.get(path=paths[_COUNTY_BRANCH - 1])


def coverage_page(place: Place, courses: Iterable[Course], actor: Actor) -> CoveragePage:
    """Two queries while nothing is done, else seven, whatever the size."""
    branch, ids = county_branch(place), sorted(each.pk for each in courses)
    # Counted the same for all; what of it is told to whom is asked of it afterwards.
    found = remembered(f"coverage {branch.code} {ids}", lambda: _by_day(branch, ids))
    today = clock.today()
    now = found[today]
    figure = _figure(now, place, actor)
    lines = tuple(_lines(now, place, actor))
    years = tuple(YearLine(day, day == today, _figure(found[day], place, actor)) for day in found)
    shown = [each.figure for each in lines] + [each.figure for each in years if each.figure]
    return CoveragePage(
        place=place,
        day=today,
        figure=figure,
        lines=lines,
        years=years,
        keeps_back=any(each.kept for each in shown),
        invented=now.invented,
    )


def _by_day(branch: Place, courses: list[int]) -> dict[date, Coverage]:
    """The years, and today last; the nation has no sum to follow over the years."""
    material, today = material_of(branch, courses), clock.today()
    changes = material.changes if branch.parent_id is not None else ()
    return {day: coverage_of(material, day) for day in days_to_show(changes, today)}


def _figure(coverage: Coverage, place: Place, actor: Actor) -> Figure | None:
    key = coverage.at(place)
    return coverage.seen_by(actor, key) if key in coverage.nodes else None


def _lines(coverage: Coverage, place: Place, actor: Actor) -> Iterator[Line]:
    """Places first, then principals with their units."""
    for key in _in_order(coverage, _roots(coverage, place)):
        yield Line(coverage.seen_by(actor, key))
        if coverage.nodes[key].level == CoverageLevel.PRINCIPAL:
            for unit in _in_order(coverage, coverage.below(key)):
                yield Line(coverage.seen_by(actor, unit), is_below=True)


def _roots(coverage: Coverage, place: Place) -> list[str]:
    """What lies right below; the counties, for the nation."""
    own = coverage.at(place)
    below = coverage.below(own)
    if place.parent_id is None:
        below += [each.key for each in coverage.nodes.values() if each.above is None]
    return [key for key in below if key != own]


def _in_order(coverage: Coverage, keys: list[str]) -> list[str]:
    def order(key: str) -> tuple[bool, bool, tuple[str, str]]:
        node = coverage.nodes[key]
        is_place = node.level in {CoverageLevel.PLACE, CoverageLevel.COUNTY}
        return not is_place, not node.name, swedish_key(node.name)

    return sorted(keys, key=order)
