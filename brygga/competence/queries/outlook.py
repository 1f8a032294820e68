"""What a forecast starts from: staff, trained, trainers and what runs out, place by place."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.competence.models import Certificate, StaffCount, Trainer
from brygga.competence.rules.forecast import MOST_MONTHS, Need, Situation, next_course
from brygga.events.models import Course
from brygga.people.enums import PlaceKind
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class Outlook:
    """A branch today, and its places in the order in which they gain from a trainers' course."""

    place: Place
    situation: Situation
    needs: list[Need]
    counted_on: date | None


def places_inside(actor: Actor) -> list[Place]:
    """Where the actor may see numbers that are small: the places they work with. One query."""
    reach = actor.reach(Capability.PLACE_VIEW)
    return list(Place.objects.filter(reach.q("path")).order_by("path"))


def outlook(course: Course, place: Place) -> Outlook:
    """Four queries."""
    staff, counted_on = _staff(place)
    trained, expiring = _trained(course, place)
    trainers = _trainers(course, place)
    left = [months for many in trainers.values() for months in many]
    situation = Situation(sum(staff.values()), sum(trained.values()), left, expiring)
    return Outlook(place, situation, _needs(place, staff, trained, trainers), counted_on)


def _staff(place: Place) -> tuple[Counter[str], date | None]:
    """Heads by the path of their place, as last counted in each unit and profession."""
    rows = StaffCount.objects.filter(
        unit__place__path__startswith=place.path, counted_on__lte=clock.today()
    )
    last: dict[tuple[int, str], tuple[str, int]] = {}
    newest: date | None = None
    columns = ("unit_id", "profession", "unit__place__path", "heads", "counted_on")
    for unit, profession, path, heads, day in rows.order_by("counted_on").values_list(*columns):
        last[unit, profession] = (path, heads)
        newest = day
    found: Counter[str] = Counter()
    for path, heads in last.values():
        found[path] += heads
    return found, newest


def _trained(course: Course, place: Place) -> tuple[Counter[str], list[int]]:
    """Persons in post by the path of their place, and how many lose it month by month."""
    today = clock.today()
    rows = Certificate.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        Q(attendee__left_on__isnull=True) | Q(attendee__left_on__gt=today),
        course=course,
        revoked_on__isnull=True,
        attendee__place__path__startswith=place.path,
    ).order_by()
    found: Counter[str] = Counter()
    expiring = [0] * MOST_MONTHS
    for path, until in rows.values_list("attendee__place__path", "valid_to"):
        found[path] += 1
        month = _months_to(until, today)
        if month is not None and month < MOST_MONTHS:
            expiring[month] += 1
    return found, expiring


def _trainers(course: Course, place: Place) -> dict[str, list[int | None]]:
    """Months that each may still teach, by the path of their place; each person once."""
    today = clock.today()
    rows = Trainer.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        course=course,
        valid_from__lte=today,
        attendee__place__path__startswith=place.path,
    ).order_by("valid_from", "pk")
    longest: dict[int, tuple[str, int | None]] = {}
    for who, path, until in rows.values_list("attendee_id", "attendee__place__path", "valid_to"):
        known, months = longest.get(who), _months_to(until, today)
        if known is None or (known[1] is not None and (months is None or months > known[1])):
            longest[who] = (path, months)
    found: dict[str, list[int | None]] = defaultdict(list)
    for path, months in longest.values():
        found[path].append(months)
    return found


def _months_to(until: date | None, today: date) -> int | None:
    """Whole months from today's to that of the day; None: without an end."""
    return None if until is None else (until.year - today.year) * 12 + until.month - today.month


def _needs(
    place: Place,
    staff: Counter[str],
    trained: Counter[str],
    trainers: dict[str, list[int | None]],
) -> list[Need]:
    """One for each municipality and place of its own below; those with districts are whole."""
    kinds = (PlaceKind.MUNICIPALITY, PlaceKind.UNIT)
    rows = Place.objects.filter(path__startswith=place.path, kind__in=kinds).order_by("path")
    needs = [
        Need(
            name=row.name,
            staff=_below(row.path, staff.items()),
            trained=_below(row.path, trained.items()),
            trainers=_below(row.path, ((path, len(many)) for path, many in trainers.items())),
            code=row.code,
        )
        for row in rows
    ]
    return next_course(needs)


def _below(path: str, counts: Iterable[tuple[str, int]]) -> int:
    return sum(count for where, count in counts if where.startswith(path))
