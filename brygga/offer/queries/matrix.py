"""The gaps of a county or the nation, and of one place, as pages show them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from brygga.guidance.enums import PriorityClass
from brygga.guidance.models import Wording
from brygga.guidance.queries import current_wordings, label
from brygga.offer.enums import GapKind
from brygga.offer.models import Intervention
from brygga.offer.queries.gaps import GapCell, cells_of
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import branches_above, in_reading_order
from brygga.people.queries.periods import holds_on


@dataclass(frozen=True, slots=True)
class Column:
    """One provision: what it says, and what it is called."""

    wording: Wording
    ref: str
    name: str

    @property
    def pk(self) -> int:
        return self.wording.provision_id

    @property
    def anchor(self) -> str:
        return self.ref.replace("/", "-").replace(".", "-")

    @property
    def title(self) -> str:
        return self.wording.title or self.wording.measure


@dataclass(frozen=True, slots=True)
class GapRow:
    """One place, with a cell for every column."""

    place: Place
    cells: tuple[GapCell, ...]

    @property
    def gaps(self) -> int:
        return sum(bool(cell.gaps) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class GapMatrix:
    """Places × provisions on a day, and how often each kind of gap is there."""

    place: Place
    on: date
    longest_days: int
    columns: tuple[Column, ...]
    rows: tuple[GapRow, ...]

    @property
    def counts(self) -> Counter[GapKind]:
        return Counter(kind for row in self.rows for cell in row.cells for kind in cell.gaps)

    @property
    def invented(self) -> bool:
        return any(cell.invented for row in self.rows for cell in row.cells)


def standing_columns(place: Place, on: date) -> list[Column]:
    """Every provision that holds at a place on a day, withdrawn ones left out. Two queries."""
    branch = branches_above(place.path)
    above = set(Place.objects.filter(path__in=branch).values_list("pk", flat=True))
    rows = _standing(current_wordings(on=on).values())
    return [_column(row) for row in rows if row.provision.document.place_id in above]


def recommended(place: Place, on: date, *, everything: bool, also: str = "") -> list[Column]:
    """Provisions that hold at a place: those that should be offered, or all that something offers.

    `also` is the reference of one that is asked for whatever its rank. What should not be offered
    is never missing. Three queries.
    """
    carried = set(Intervention.provisions.through.objects.values_list("provision_id", flat=True))
    return [
        column
        for column in standing_columns(place, on)
        if column.ref == also or _is_wanted(column.wording, carried, everything=everything)
    ]


def _standing(wordings: Iterable[Wording]) -> list[Wording]:
    """Those in the latest edition of their document."""
    rows = list(wordings)
    latest: dict[int, int] = {}
    for row in rows:
        document, number = row.edition.document_id, row.edition.number
        latest[document] = max(number, latest.get(document, number))
    return [row for row in rows if row.edition.number == latest[row.edition.document_id]]


def _is_wanted(wording: Wording, carried: set[int], *, everything: bool) -> bool:
    if wording.priority_class == PriorityClass.DO_NOT:
        return False
    if everything:
        return wording.provision_id in carried
    return wording.priority_class == PriorityClass.SHOULD


def _column(wording: Wording) -> Column:
    ref = f"{wording.provision.document.slug}/{wording.provision.number}"
    return Column(wording, ref, label(wording.provision, wording))


def rows_below(place: Place, on: date) -> list[Place]:
    """Whose gaps a page shows: a county's municipalities and districts, else the place. One query.

    The nation has all its municipalities, without their parts.
    """
    if place.kind not in {PlaceKind.NATION, PlaceKind.COUNTY}:
        return [place]
    kinds = [PlaceKind.MUNICIPALITY]
    if place.kind == PlaceKind.COUNTY:
        kinds.append(PlaceKind.DISTRICT)
    below = Place.objects.filter(holds_on(on), path__startswith=place.path, kind__in=kinds)
    return sorted(below, key=in_reading_order)


def gap_matrix(place: Place, columns: Sequence[Column], on: date, longest_days: int) -> GapMatrix:
    """The matrix of a place's rows. Five queries, with one row or 290."""
    rows = rows_below(place, on)
    cells = cells_of(rows, [column.pk for column in columns], on, longest_days)
    return GapMatrix(
        place=place,
        on=on,
        longest_days=longest_days,
        columns=tuple(columns),
        rows=tuple(
            GapRow(row, tuple(cells[row.pk, column.pk] for column in columns)) for row in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class CountyRow:
    """How many of a county's municipalities lack something, provision by provision."""

    place: Place
    places: int
    missing: tuple[int, ...]


def by_county(matrix: GapMatrix, counties: Sequence[Place]) -> list[CountyRow]:
    """The nation's matrix, told county by county. No queries."""
    found = []
    for county in counties:
        rows = [row for row in matrix.rows if row.place.path.startswith(county.path)]
        missing = tuple(
            sum(bool(row.cells[at].gaps) for row in rows) for at in range(len(matrix.columns))
        )
        found.append(CountyRow(county, len(rows), missing))
    return found
