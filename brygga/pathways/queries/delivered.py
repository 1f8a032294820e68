"""What the thread is told of one provision at one place: what is given of it, and how it ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.offer.models import Intervention
from brygga.pathways.queries.beside import Given, given
from brygga.pathways.queries.prepared import Prepared, prepared
from brygga.pathways.rules.periods import Days, calendar_year, latest_twelve
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class Delivered:
    """`given` in a period of the contact data, of all activities that carry the provision out."""

    known: Prepared
    days: Days
    given: Given

    @property
    def invented(self) -> bool:
        return self.known.invented


def delivered_at(
    place: Place, interventions: Iterable[Intervention], year: int
) -> Delivered | None:
    """None where nothing can be said: no data, none of the place or the year, no words.

    Of the year in which the data end, or a later one, the latest twelve months; of an earlier one
    that calendar year. No query; the answer is kept for each version of the data.
    """
    known = prepared()
    words = tuple(sorted({word for each in interventions for word in each.activities}))
    if known is None or not words or year < known.first_day.year:
        return None
    latest = latest_twelve(known.last_day)
    days = latest if year >= latest.last.year else calendar_year(year)
    found = given(place.code, (words,), known, days).get(words)
    return None if found is None else Delivered(known, days, found)
