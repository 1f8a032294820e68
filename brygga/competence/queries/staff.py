"""Who is in post at a place, as it was said."""

from collections.abc import Mapping
from dataclasses import dataclass

from brygga.competence.models import StaffCount
from brygga.people.enums import Profession
from brygga.people.models import Place, Unit


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The place's units, and the newest count of each unit and profession."""

    place: Place
    units: tuple[Unit, ...]
    latest: Mapping[tuple[int, str], StaffCount]
    history: tuple[StaffCount, ...]


SHOWN = 200
"""Counts that are listed on the page; the file has them all."""


def units_at(place: Place) -> list[Unit]:
    """Units of the place itself, by principal and name. One query."""
    rows = Unit.objects.filter(place=place).select_related("principal", "place")
    return list(rows.order_by("principal__name", "name"))


def staff_page(place: Place) -> StaffPage:
    """Two queries, whatever the size."""
    units = units_at(place)
    counts = list(
        StaffCount.objects.filter(unit__place=place)
        .select_related("unit__principal")
        .order_by("-counted_on", "unit__name", "profession")
    )
    latest: dict[tuple[int, str], StaffCount] = {}
    for each in counts:
        latest.setdefault((each.unit_id, each.profession), each)
    return StaffPage(place, tuple(units), latest, tuple(counts))


PROFESSIONS = tuple(Profession)
