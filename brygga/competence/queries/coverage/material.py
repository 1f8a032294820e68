"""What coverage is counted from, read once for a branch."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from brygga.competence.models import Certificate, StaffCount
from brygga.competence.rules.coverage import Audience, Staffing, Training
from brygga.events.models import Attendee, Course, CourseAudience
from brygga.people.models import Place, Unit


@dataclass(frozen=True, slots=True)
class Workplace:
    """A unit, or those who belong somewhere without one: `key` names it, `unit` its row if any."""

    key: str
    name: str
    place: str
    principal: str
    principal_name: str
    sector: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_unit(self) -> bool:
        return bool(self.sector)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything of some courses in a branch. `places` are by path, the branch's own first."""

    places: Mapping[str, Place]
    workplaces: Mapping[str, Workplace]
    audiences: Mapping[int, frozenset[Audience]]
    trainings: tuple[Training, ...]
    staffings: tuple[Staffing, ...]

    @property
    def changes(self) -> set[date]:
        """Days on which a figure may become another."""
        days = {each.counted_on for each in self.staffings}
        for each in self.trainings:
            days |= {each.issued_on, *filter(None, (each.revoked_on,))}
            days |= _days_after(each.valid_to, each.left_on)
        for where in self.workplaces.values():
            days |= {*filter(None, (where.valid_from,))} | _days_after(where.valid_to)
        return days


def _days_after(*last: date | None) -> set[date]:
    return {day + timedelta(days=1) for day in last if day is not None and day < date.max}


def material_of(branch: Place, courses: Collection[int]) -> Material:
    """Five queries, whatever the size."""
    places = Place.objects.filter(path__startswith=branch.path).order_by("path")
    workplaces = {each.key: each for each in _units(branch)}
    trainings = []
    for row in _certificates(branch, courses):
        where = _workplace(row)
        workplaces.setdefault(where.key, where)
        trainings.append(_training(row, where))
    return Material(
        places={each.path: each for each in places},
        workplaces=workplaces,
        audiences=_audiences(courses),
        trainings=tuple(trainings),
        staffings=tuple(_staffings(branch)),
    )


def _units(branch: Place) -> list[Workplace]:
    rows = Unit.objects.filter(place__path__startswith=branch.path)
    return [_of_unit(unit) for unit in rows.select_related("place", "principal")]


def _of_unit(unit: Unit) -> Workplace:
    return Workplace(
        key=f"unit {unit.slug}",
        name=unit.name,
        place=unit.place.path,
        principal=unit.principal.slug,
        principal_name=unit.principal.name,
        sector=unit.sector,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
    )


def _workplace(row: Certificate) -> Workplace:
    """Where the person works; without a unit at the principal, without one at the place."""
    person = row.attendee
    if person.unit is not None:
        return _of_unit(person.unit)
    principal = person.principal.slug if person.principal else ""
    return Workplace(
        key=f"none {person.place.code} {principal}",
        name="",
        place=person.place.path,
        principal=principal,
        principal_name=person.principal.name if person.principal else "",
    )


def _certificates(branch: Place, courses: Collection[int]) -> QuerySet[Certificate]:
    by_unit = Q(attendee__unit__place__path__startswith=branch.path)
    without = Q(attendee__unit__isnull=True, attendee__place__path__startswith=branch.path)
    rows = Certificate.objects.filter(by_unit | without, course__in=list(courses))
    return rows.order_by().select_related(
        "attendee__place",
        "attendee__principal",
        "attendee__unit__place",
        "attendee__unit__principal",
    )


def _training(row: Certificate, where: Workplace) -> Training:
    person: Attendee = row.attendee
    return Training(
        person=person.pk,
        course=row.course_id,
        post=(where.key, person.profession),
        sector=where.sector,
        issued_on=row.issued_on,
        valid_to=row.valid_to,
        revoked_on=row.revoked_on,
        left_on=person.left_on,
        invented=row.invented,
    )


def _staffings(branch: Place) -> list[Staffing]:
    rows = StaffCount.objects.filter(unit__place__path__startswith=branch.path)
    return [
        Staffing(
            post=(f"unit {row.unit.slug}", row.profession),
            sector=row.unit.sector,
            counted_on=row.counted_on,
            heads=row.heads,
            source=row.source,
            invented=row.invented,
        )
        for row in rows.order_by("counted_on", "pk").select_related("unit")
    ]


def _audiences(courses: Collection[int]) -> dict[int, frozenset[Audience]]:
    """By course; none for a course that is for everybody."""
    found: dict[int, set[Audience]] = {each: set() for each in courses}
    rows = CourseAudience.objects.filter(course__in=list(courses)).order_by()
    for course, sector, profession in rows.values_list("course_id", "sector", "profession"):
        found[course].add((sector, profession))
    return {course: frozenset(given) for course, given in found.items()}


def courses_serving(provision_id: int) -> list[Course]:
    """Courses that serve a provision, and are no trainers' courses for others. One query."""
    rows = Course.objects.filter(provisions=provision_id)
    return list(rows.select_related("place").order_by("slug"))
