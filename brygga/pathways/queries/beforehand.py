"""Answers that are worked out before anybody asks: the first reader should not have to wait."""

from brygga import clock
from brygga.pathways.queries.page import care_page
from brygga.pathways.queries.prepared import Prepared, prepared
from brygga.people.enums import PlaceKind
from brygga.people.models import Place

_IN_TURN = (PlaceKind.NATION, PlaceKind.COUNTY, PlaceKind.MUNICIPALITY)
"""Always in this order, so that the same is kept back whoever reads first."""


class Beforehand:
    """The pages of one version of the contact data, place after place."""

    def __init__(self) -> None:
        self._version = ""
        self._left: list[Place] = []

    def answer_next(self) -> Place | None:
        """Answers what the page of the next place asks; None where nothing is left to ask.

        What is answered already takes a few reads of small files. One place at a time: each takes
        up to two seconds of ten million contacts, and whoever calls has other things to do.
        """
        known = prepared()
        if known is None:
            return None
        if known.version != self._version:
            self._version, self._left = known.version, _places(known)
        if not self._left:
            return None
        place = self._left.pop(0)
        care_page(place, "", clock.today())
        return place


def _places(known: Prepared) -> list[Place]:
    """Those that the data tell of, the widest first. One query."""
    rows = Place.objects.filter(kind__in=_IN_TURN).order_by("code")
    told_of = [place for place in rows if known.tells_of(place.code)]
    return sorted(told_of, key=lambda place: _IN_TURN.index(PlaceKind(place.kind)))
