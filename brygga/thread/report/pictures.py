"""Map and matrix, each with the same numbers as the tables beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.followup.enums import Level, MappingStatus
from brygga.people.enums import PlaceKind
from brygga.thread import rules
from brygga.thread.report.parts import Grid, GridCell, GridRow, Line, Report
from brygga.ui.maps import Shape, country_map, county_map

Address = Callable[[str], str]
"""From a place's code to the page about it; "" for no link."""


@dataclass(frozen=True, slots=True)
class Block:
    """So many of the matrix's columns as fit beside each other; `first` counts from 0."""

    number: int
    of: int
    first: int
    columns: tuple[Line, ...]
    rows: tuple[tuple[GridRow, tuple[GridCell, ...]], ...]


def no_address(_code: str) -> str:
    return ""


def map_label(report: Report) -> str:
    """What the map shows, for those who cannot see it and for the line below it."""
    names = {"place": report.place.name, "year": report.year}
    if report.grid.drawn is None:
        return _("Map of %(place)s: the middle level of each county %(year)s") % names
    line = report.grid.columns[report.grid.drawn]
    return _("Map of %(place)s: %(name)s %(year)s") % {**names, "name": line.name or line.title}


def map_of(report: Report, address: Address = no_address, *, standalone: bool) -> SafeString | None:
    """The nation by county, a county by municipality; None where there is nothing to draw."""
    if report.place.kind not in {PlaceKind.NATION, PlaceKind.COUNTY}:
        return None
    drawn, below = _shapes(report, address)
    label = map_label(report)
    if report.is_nation:
        return country_map(drawn, label=label, standalone=standalone)
    # A picture that stands alone would hold them as drawn text: the matrix says them better.
    points = [] if standalone else below
    return county_map(report.place.code, drawn, label=label, points=points, standalone=standalone)


def _shapes(report: Report, address: Address) -> tuple[list[Shape], list[Shape]]:
    drawn: list[Shape] = []
    below: list[Shape] = []
    for row, level in zip(report.grid.rows, _levels(report), strict=True):
        words = level_words(level) if level else _("no accepted answer")
        name = f"{row.spot.name}: {words}"
        shape = Shape(row.spot.code, name, address(row.spot.code), rules.tone(level))
        outlined = row.spot.kind in {PlaceKind.COUNTY, PlaceKind.MUNICIPALITY}
        (drawn if outlined else below).append(shape)
    return drawn, below


def _levels(report: Report) -> Iterator[str]:
    grid = report.grid
    if grid.drawn is None:
        typical = {county.spot.code: county.typical for county in report.counties}
        yield from (typical.get(row.spot.code, "") for row in grid.rows)
    else:
        yield from (row.cells[grid.drawn].level for row in grid.rows)


def level_words(level: str) -> str:
    return str(Level(level).label) if level else pgettext("value", "no answer")


def waiting_words(row: GridRow) -> str:
    """How far a place without accepted answers has come; "" where its answers are shown."""
    if row.spot.kind == PlaceKind.COUNTY or row.mapping == MappingStatus.ACCEPTED:
        return ""
    return (
        str(MappingStatus(row.mapping).label) if row.mapping else pgettext("mapping", "not asked")
    )


def blocks_of(grid: Grid, most: int) -> tuple[Block, ...]:
    """The matrix cut into blocks of about the same width, at most `most` columns each."""
    width = len(grid.columns)
    if not width or not grid.rows:
        return ()
    of = ceil(width / most)
    edges = [round(width * n / of) for n in range(of + 1)]
    return tuple(
        Block(
            number=n + 1,
            of=of,
            first=edges[n],
            columns=grid.columns[edges[n] : edges[n + 1]],
            rows=tuple((row, row.cells[edges[n] : edges[n + 1]]) for row in grid.rows),
        )
        for n in range(of)
    )


def corner_words(report: Report) -> str:
    return pgettext("report", "County") if report.is_nation else pgettext("report", "Place")


def block_caption(report: Report, block: Block) -> str:
    """ "Matris 2010, del 1 av 3"."""
    text = _("Matrix %(year)s") % {"year": report.year}
    if block.of == 1:
        return text
    part = _("part %(number)s of %(of)s") % {"number": block.number, "of": block.of}
    return f"{text}, {part}"
