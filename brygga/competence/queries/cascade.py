"""Who trained whom: the family of courses, its trainers, and the edges between them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from brygga.competence.models import Teaching, Trainer
from brygga.competence.rules.cascade import Edge
from brygga.events.models import Attendance, Course


def family_of(course: Course) -> frozenset[int]:
    """Ids of a course and those that it gives the right to teach, or that give it. One query."""
    pairs = list(Course.objects.order_by().values_list("pk", "teaches_id"))
    found = {course.pk}
    while True:
        near = {one for one, other in pairs if other in found}
        near |= {other for one, other in pairs if one in found and other is not None}
        if near <= found:
            return frozenset(found)
        found |= near


@dataclass(frozen=True, slots=True)
class Lineage:
    """How each trainer of a family became one, as far as is known.

    `first` is the right each person began with. `born_in` is the round in which the certificate
    of that right was completed, `held_by` who held which round.
    """

    first: Mapping[int, Trainer]
    born_in: Mapping[int, int]
    held_by: Mapping[int, Collection[int]]
    edges: frozenset[Edge] = field(init=False)

    def __post_init__(self) -> None:
        pairs = {
            (trainer, trained)
            for trained, held in self.born_in.items()
            for trainer in self.held_by.get(held, ())
        }
        object.__setattr__(self, "edges", frozenset(pairs))

    def born_of(self, gathering_id: int) -> list[int]:
        """Those who became trainers in a round."""
        return sorted(one for one, held in self.born_in.items() if held == gathering_id)


def lineage_of(family: Collection[int]) -> Lineage:
    """Three queries."""
    rows = Trainer.objects.filter(course__in=family).select_related("attendee", "certificate")
    first: dict[int, Trainer] = {}
    for row in rows.order_by("valid_from", "pk"):
        first.setdefault(row.attendee_id, row)
    born_in = _rounds_of(first)
    return Lineage(first, born_in, holders_of(set(born_in.values())))


def _rounds_of(first: Mapping[int, Trainer]) -> dict[int, int]:
    """For each whose right came of a certificate, the round of the last day it rests on."""
    certified = {pk: row.certificate for pk, row in first.items() if row.certificate is not None}
    courses = {one.course_id for one in certified.values()}
    rows = Attendance.objects.filter(
        attendee__in=certified,
        present=True,
        session__gathering__course__in=courses,
        session__course_day__isnull=False,
    ).order_by("session__starts_at")
    columns = ("attendee_id", "session__gathering__course_id", "session__starts_at")
    found: dict[int, int] = {}
    for who, course, at, held in rows.values_list(*columns, "session__gathering_id"):
        certificate = certified[who]
        if certificate.course_id == course and localdate(at) <= certificate.issued_on:
            found[who] = held
    return found


def holders_of(gathering_ids: Collection[int]) -> dict[int, set[int]]:
    """Who held which round, as ids of persons. One query."""
    rows = Teaching.objects.filter(gathering__in=gathering_ids).order_by()
    found: dict[int, set[int]] = {}
    for held, who in rows.values_list("gathering_id", "trainer__attendee_id"):
        found.setdefault(held, set()).add(who)
    return found
