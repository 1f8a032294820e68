"""Reads of the tree of places."""

from datetime import date

from django.http import Http404

from brygga.kernel.sorting import swedish_key
from brygga.people.enums import PlaceKind
from brygga.people.models import NATION, Place
from brygga.people.queries.periods import holds_on

_KINDS_IN_ORDER = list(PlaceKind.values)


def in_reading_order(place: Place) -> tuple[int, tuple[str, str]]:
    """Sort key: counties, municipalities, then districts, then units, each by Swedish name."""
    return _KINDS_IN_ORDER.index(place.kind), swedish_key(place.name)


def branches_above(path: str) -> list[str]:
    """Paths from the nation down to the place itself: "00/", "00/01/", "00/01/0160/"."""
    codes = path.split("/")[:-1]
    return ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]


def place_by_code(code: str) -> Place:
    """The place, with those above it at hand. One query.

    Raises Http404: every place is public, so nobody is told less.
    """
    place = place_or_none(code)
    if place is None:
        raise Http404
    return place


def place_or_none(code: str) -> Place | None:
    """The same where a code that nobody has is no error. One query."""
    known = Place.objects.order_by().select_related("parent__parent__parent")
    return known.filter(code=code).first()


def nation() -> Place:
    """One query."""
    return place_by_code(NATION)


def counties() -> list[Place]:
    """All counties by Swedish name. One query."""
    return sorted(Place.objects.filter(kind=PlaceKind.COUNTY), key=in_reading_order)


def children(place: Place, on: date | None = None) -> list[Place]:
    """What lies right below, in reading order; `on` leaves out what does not exist that day.

    One query.
    """
    below = Place.objects.filter(parent=place)
    if on is not None:
        below = below.filter(holds_on(on))
    return sorted(below, key=in_reading_order)


def breadcrumb(place: Place) -> list[Place]:
    """From the nation down to the place itself. One query; none for a place by its code."""
    if Place._meta.get_field("parent").is_cached(place):
        line = [place]
        while (above := line[0].parent) is not None:
            line.insert(0, above)
        return line
    return list(Place.objects.filter(path__in=branches_above(place.path)).order_by("path"))
