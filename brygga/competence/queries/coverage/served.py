"""Coverage of one provision at one place: what the thread and the yearly report tell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.competence.queries.coverage.material import courses_serving, material_of
from brygga.competence.queries.coverage.page import county_branch, coverage_of
from brygga.competence.queries.coverage.table import Figure
from brygga.events.enums import GatheringStatus, RegistrationMode
from brygga.events.models import Course, Gathering
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class Coming:
    """A round to come of a course: its slug, and when it begins."""

    slug: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Served:
    """Courses that serve a provision, and how many at the place have any of them.

    `public` is what everybody may know, `inside` what those inside the place may; both None where
    nothing is known. `coming` is the next round that everybody may register for.
    """

    courses: tuple[Course, ...]
    place: Place
    public: Figure | None
    inside: Figure | None
    coming: Coming | None
    invented: bool

    def seen_by(self, actor: Actor) -> Figure | None:
        return self.inside if actor.may(Capability.PLACE_VIEW, self.place.path) else self.public


def served_at(place: Place, provision_id: int, day: date, now: datetime) -> Served | None:
    """None where no course serves the provision. One query then, else eight at most."""
    courses = courses_serving(provision_id)
    if not courses:
        return None
    ids = [each.pk for each in courses]
    coverage = coverage_of(material_of(county_branch(place), ids), day)
    key = coverage.at(place)
    is_known = key in coverage.nodes
    return Served(
        courses=tuple(courses),
        place=place,
        public=coverage.told(key, inside=False) if is_known else None,
        inside=coverage.told(key, inside=True) if is_known else None,
        coming=_coming(ids, now),
        invented=is_known and coverage.known[key].invented,
    )


def _coming(courses: Collection[int], now: datetime) -> Coming | None:
    """The first round to come that is open to all."""
    rows = Gathering.objects.filter(
        course__in=list(courses), status=GatheringStatus.PUBLISHED, mode=RegistrationMode.OPEN
    )
    first = (
        rows.annotate(first=Min("sessions__starts_at"))
        .filter(first__gt=now)
        .order_by("first", "pk")
        .values_list("slug", "first")
        .first()
    )
    return Coming(*first) if first else None


def day_of(year: int, today: date) -> date:
    """The last day of a year that has passed, else today."""
    return min(today, date(year, 12, 31))
