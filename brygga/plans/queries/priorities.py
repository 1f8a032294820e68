"""Reads of priorities. A withdrawn one is history and is left out."""

from django.db.models import QuerySet

from brygga.people.models import Place
from brygga.plans.models import Priority


def priorities_at(place: Place, year: int | None = None) -> list[Priority]:
    """What is decided at the place itself, by day; every year when none is given. One query."""
    found = _live().filter(place=place)
    return list(found if year is None else found.filter(year=year))


def priorities_in(path: str, year: int) -> list[Priority]:
    """What is decided in a branch in a year, by place and day. One query."""
    return list(_live().filter(place__path__startswith=path, year=year))


def priorities_above(place: Place, year: int) -> list[Priority]:
    """What the places above it have decided for all of theirs. One query."""
    return list(_live().filter(place__code__in=place.ancestor_codes, year=year))


def _live() -> QuerySet[Priority]:
    """With place, group and the provision's document fetched."""
    live = Priority.objects.filter(withdrawn_on__isnull=True)
    return live.select_related("place", "group", "provision__document")
