"""Coverage of one provision at one place: what the thread and the yearly report tell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min

from brygga.access.actor import Actor
from brygga.competence.queries.coverage.material import courses_serving, material_of
from brygga.competence.queries.coverage.page import county_branch, coverage_of
from brygga.competence.queries.coverage.table import Coverage, Figure
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

    Holds what those inside may see; ask `seen_by`. `coming` is the next round anybody may
    register for.
    """

    courses: tuple[Course, ...]
    place: Place
    coverage: Coverage
    coming: Coming | None

    def seen_by(self, actor: Actor) -> Figure | None:
        """None where nothing at all is known."""
        key = self.coverage.at(self.place)
        return self.coverage.seen_by(actor, key) if key in self.coverage.nodes else None

    @property
    def invented(self) -> bool:
        key = self.coverage.at(self.place)
        return key in self.coverage.known and self.coverage.known[key].invented


def served_at(place: Place, provision_id: int, day: date, now: datetime) -> Served | None:
    """None where no course serves the provision. One query then, else eight at most."""
    courses = courses_serving(provision_id)
    if not courses:
        return None
    ids = [each.pk for each in courses]
    material = material_of(county_branch(place), ids)
    return Served(tuple(courses), place, coverage_of(material, day), _coming(ids, now))


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
