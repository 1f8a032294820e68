"""The cascade as a picture: places from above to below, generations from left to right."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.competence.queries.trainers import Cascade, Line
from brygga.kernel.sorting import swedish_key
from brygga.people.models import Place

ROW, COLUMN, NAMES, HEAD = 52, 110, 120, 40
_LEAST, _MOST = 11.0, 23.0
_MANY = 12
Cell = tuple[int, int]
"""Row and column, both from nought."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Active trainers in the cell of their place and generation."""

    places: list[Place]
    levels: list[int]
    cells: dict[Cell, list[Line]]

    @property
    def width(self) -> int:
        return NAMES + COLUMN * len(self.levels)

    @property
    def height(self) -> int:
        return HEAD + ROW * len(self.places)

    def middle(self, cell: Cell) -> tuple[float, float]:
        row, column = cell
        return NAMES + COLUMN * (column + 0.5), HEAD + ROW * (row + 0.5)


def picture(cascade: Cascade) -> SafeString:
    """One circle for the trainers of a place and a generation, a line to those they trained.

    The table beside it has the same numbers. Nothing for a course without active trainers.
    """
    if not cascade.active:
        return SafeString()
    grid = _grid(cascade)
    return format_html(
        '<svg class="cascade" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' aria-label="{label}">{}{}{}</svg>',
        format_html_join("", "{}", ((part,) for part in _frame(grid))),
        format_html_join("", "{}", ((part,) for part in _lines(grid, cascade))),
        format_html_join("", "{}", ((part,) for part in _circles(grid))),
        w=grid.width,
        h=grid.height,
        label=_("Active trainers by place and generation, and who trained whom"),
    )


def _grid(cascade: Cascade) -> _Grid:
    found = {line.place.pk: line.place for line in cascade.active}
    places = sorted(found.values(), key=lambda place: swedish_key(place.name))
    levels = sorted({line.generation for line in cascade.active})
    rows = {place.pk: row for row, place in enumerate(places)}
    cells: dict[Cell, list[Line]] = defaultdict(list)
    for line in cascade.active:
        cells[rows[line.place.pk], levels.index(line.generation)].append(line)
    return _Grid(places, levels, dict(cells))


def _frame(grid: _Grid) -> Iterator[SafeString]:
    for column, level in enumerate(grid.levels):
        across, _down = grid.middle((0, column))
        words = _("Generation %(number)s") % {"number": level}
        yield format_html('<text class="head" x="{}" y="22">{}</text>', across, words)
    for row, place in enumerate(grid.places):
        down = HEAD + ROW * row
        yield format_html('<path class="rule" d="M0 {}H{}"/>', down, grid.width)
        yield format_html('<text x="0" y="{}">{}</text>', down + ROW / 2 + 5, place.name)


def _lines(grid: _Grid, cascade: Cascade) -> Iterator[SafeString]:
    """From those who held a round to those it made trainers, the broader the more they are."""
    cell_of = {line.who.pk: cell for cell, lines in grid.cells.items() for line in lines}
    counted = Counter(
        (cell_of[one], cell_of[other])
        for one, other in cascade.lineage.edges
        if one in cell_of and other in cell_of
    )
    for (start, end), count in sorted(counted.items()):
        (x1, y1), (x2, y2) = grid.middle(start), grid.middle(end)
        bend = (x1 + x2) / 2
        yield format_html(
            '<path class="line" stroke-width="{}" d="M{} {}C{} {} {} {} {} {}"/>',
            round(1.5 + math.log2(count), 1),
            *(x1, y1, bend, y1, bend, y2, x2, y2),
        )


def _circles(grid: _Grid) -> Iterator[SafeString]:
    most = max(len(lines) for lines in grid.cells.values())
    for cell, lines in sorted(grid.cells.items()):
        across, down = grid.middle(cell)
        size = _LEAST + (_MOST - _LEAST) * math.sqrt((len(lines) - 1) / max(most - 1, 1))
        soon = any(line.runs_out for line in lines)
        yield format_html(
            '<g class="{}"><title>{}</title><circle cx="{}" cy="{}" r="{}"/>'
            '<text x="{}" y="{}">{}</text></g>',
            "bubble soon" if soon else "bubble",
            _title(lines),
            *(across, down, round(size, 1)),
            *(across, down + 5, len(lines)),
        )


def _title(lines: list[Line]) -> str:
    words = ngettext("%(n)s trainer", "%(n)s trainers", len(lines)) % {"n": len(lines)}
    names = ", ".join(line.who.name for line in lines[:_MANY])
    more = " …" if len(lines) > _MANY else ""
    return f"{lines[0].place.name}, {words}: {names}{more}"
