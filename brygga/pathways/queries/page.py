"""Everything that the page of the care chain shows of a place and a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from brygga.pathways.queries.answers import Content
from brygga.pathways.queries.beside import Beside, beside, unnamed
from brygga.pathways.queries.parts import Often, WaitPeriod
from brygga.pathways.queries.prepared import Prepared, prepared
from brygga.pathways.rules.breaking import Break, largest
from brygga.pathways.rules.periods import Days, days_of
from brygga.pathways.rules.told import Told
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class CarePage:
    """A place in a period. Without `known` there are no contact data; `is_told` is false where
    those that are there say nothing of the place.
    """

    place: Place
    on: date
    known: Prepared | None
    days: Days | None
    is_told: bool
    rows: tuple[Beside, ...]
    unnamed: tuple[str, ...] = ()
    flow: Content | None = None
    waits: tuple[WaitPeriod, ...] = ()
    breaks: tuple[Break, ...] = ()
    often: Often | None = None
    continuity: Mapping[str, Told] | None = None

    @property
    def shown(self) -> list[Beside]:
        """Interventions of which anything is known here."""
        return [row for row in self.rows if row.is_there]

    @property
    def hidden(self) -> int:
        return len(self.rows) - len(self.shown)

    @property
    def largest(self) -> list[Break]:
        return largest(self.breaks)

    @property
    def invented(self) -> bool:
        offers = (each for row in self.rows for each in row.offers)
        return (self.known is not None and self.known.invented) or any(
            each.offer.invented for each in offers
        )


def care_page(place: Place, asked: str, on: date) -> CarePage:
    """Four queries; and six answers, kept for each version of the data."""
    known = prepared()
    days = days_of(asked, known.first_day, known.last_day) if known else None
    rows = tuple(beside(place, on, known, days))
    if known is None or days is None or not known.tells_of(place.code):
        return CarePage(place, on, known, days, is_told=False, rows=rows)
    from brygga.pathways.queries.asked import Asked  # noqa: PLC0415 -- half a second to import

    return CarePage(
        place,
        on,
        known,
        days,
        is_told=True,
        rows=rows,
        unnamed=tuple(unnamed(known, rows)),
        **Asked(place, known, days).all(),
    )
