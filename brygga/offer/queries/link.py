"""What the thread tells of one provision at one place: whether people there are offered it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from brygga.offer.models import Intervention
from brygga.offer.queries.gaps import GapCell, cells_of
from brygga.offer.queries.matrix import rows_below
from brygga.people.enums import PlaceKind
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class OfferedAt:
    """Of so many places, in so many somebody offers it. `cells` has one for each, in order.

    A county's and the nation's places are their municipalities (and a county's districts); any
    other place is its own.
    """

    place: Place
    on: date
    cells: tuple[GapCell, ...]

    @property
    def is_known(self) -> bool:
        return any(cell.is_known for cell in self.cells)

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """Those that carry it out: the same in every place."""
        return self.cells[0].interventions if self.cells else ()

    @property
    def reached(self) -> int:
        return sum(bool(cell.offers) for cell in self.cells)

    @property
    def cell(self) -> GapCell | None:
        """The only one, where the place is its own."""
        return self.cells[0] if len(self.cells) == 1 else None

    @property
    def invented(self) -> bool:
        return any(cell.invented for cell in self.cells)


def offered_at(place: Place, provision_id: int, on: date) -> OfferedAt:
    """One query where no intervention carries it out, else four; one more for what has places."""
    return offered_in(place, [provision_id], on)[provision_id]


def offered_in(place: Place, provision_ids: Collection[int], on: date) -> dict[int, OfferedAt]:
    """The same for many provisions, by id. As many queries."""
    is_wide = place.kind in {PlaceKind.NATION, PlaceKind.COUNTY}
    rows = rows_below(place, on) if is_wide else [place]
    wanted = sorted(provision_ids)
    cells = cells_of(rows, wanted, on)
    return {pk: OfferedAt(place, on, tuple(cells[row.pk, pk] for row in rows)) for pk in wanted}
