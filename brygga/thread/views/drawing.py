"""The matrix, the map and the orders to sort in, as markup.

The matrix is written out here and not by a template: thousands of cells through template tags
take longer than everything else on the page together (docs/benchmarks.md).
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import conditional_escape as esc
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import Level, MappingStatus
from brygga.people.enums import PlaceKind
from brygga.thread import rules
from brygga.thread.enums import MatrixSort
from brygga.thread.queries.matrix import Cell, Column, Matrix, Row
from brygga.ui.balls import mark
from brygga.ui.maps import Shape, county_map


def signed(number: int) -> str:
    """With its sign, as one writes a change: +2, ±0, −1."""
    return f"+{number}" if number > 0 else "±0" if number == 0 else f"−{-number}"


def change_words(row: Row) -> str:
    """Steps since last year with a sign; a place's first year says so."""
    if row.change is not None:
        return signed(row.change)
    return _("new") if row.is_new else ""


def sort_links(matrix: Matrix, current: MatrixSort) -> list[dict[str, object]]:
    address = reverse("thread:place", args=[matrix.county.code])
    return [
        {
            "label": sort.label,
            "url": f"{address}?ar={matrix.year}&sortera={sort.value}#matris",
            "current": sort == current,
        }
        for sort in MatrixSort
    ]


def map_of(matrix: Matrix) -> SafeString:
    """The county coloured by the focus (or the first column), with the table's own numbers."""
    position = matrix.focus or 0
    shapes: list[Shape] = []
    points: list[Shape] = []
    for row in matrix.rows:
        level = row.cells[position].level if row.cells else ""
        words = str(Level(level).label) if level else _("no accepted answer")
        url = f"{reverse('thread:place', args=[row.place.code])}?ar={matrix.year}"
        shape = Shape(row.place.code, f"{row.place.name}: {words}", url, rules.tone(level))
        (shapes if row.place.kind == PlaceKind.MUNICIPALITY else points).append(shape)
    label = _("Map of %(county)s") % {"county": matrix.county.name}
    return county_map(matrix.county.code, shapes, label=label, points=points)


def symbols() -> SafeString:
    """The balls once, for thousands of cells to point at."""
    marks = {"unknown": mark(None)} | {f"l{level}": mark(level) for level in range(5)}
    shapes = format_html_join("", '<symbol id="{}" viewBox="0 0 16 16">{}</symbol>', marks.items())
    return format_html('<svg class="symbols" aria-hidden="true" hidden>{}</svg>', shapes)


def matrix_html(matrix: Matrix, actor: Actor, only: frozenset[int] | None = None) -> SafeString:
    """Rows and cells of the matrix, every cell a door; `only` these places, or all of them.

    Safe to mark: every text that comes from data goes through `esc`.
    """
    drawn = _Cells(matrix.year)
    return mark_safe("".join(_rows(matrix, actor, drawn, only)))  # noqa: S308 -- escaped piece by piece


def _rows(
    matrix: Matrix, actor: Actor, drawn: "_Cells", only: frozenset[int] | None
) -> Iterator[str]:
    for row in matrix.rows:
        if only is not None and row.place.pk not in only:
            continue
        place = reverse("thread:place", args=[row.place.code])
        yield '<tr role="row"><th scope="row" role="rowheader">'
        yield f'<a href="{place}?ar={matrix.year}">{esc(row.place.name)}</a></th>'
        if row.status == MappingStatus.ACCEPTED or row.stands:
            yield from _cells(row, matrix.columns, place, drawn)
        else:
            yield _waiting(matrix, row, actor)
        note = change_words(row)
        label = esc(_("since last year"))
        yield f'<td role="cell" class="number matrix-note" data-label="{label}">'
        yield f"{esc(note)}</td></tr>"


def _waiting(matrix: Matrix, row: Row, actor: Actor) -> str:
    """A place whose answers are not accepted yet: how far it has come, and for whom a door."""
    words = MappingStatus(row.status).label if row.status else _("No mapping")
    inside = row.status and actor.may(Capability.PLACE_VIEW, row.place.path)
    text: SafeString | str = esc(words)
    if inside:
        url = reverse("followup:mapping", args=[matrix.year, row.place.code])
        text = format_html('<a href="{}">{}</a>', url, words)
    return f'<td role="cell" class="matrix-waiting" colspan="{len(matrix.columns)}">{text}</td>'


def _cells(row: Row, columns: tuple[Column, ...], place: str, drawn: "_Cells") -> Iterator[str]:
    for cell, column in zip(row.cells, columns, strict=True):
        yield drawn.cell(cell, column, place)


class _Cells:
    """Draws cells; what does not change from place to place is made once."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.insides: dict[Cell, tuple[str, str]] = {}
        self.heads: dict[str, tuple[str, str]] = {}

    def cell(self, cell: Cell, column: Column, place: str) -> str:
        inside = self.insides.get(cell)
        if inside is None:
            inside = self.insides[cell] = _inside(cell)
        head = self.heads.get(column.subject)
        if head is None:
            head = self.heads[column.subject] = _head(column)
        classes, content = inside
        before, name = head
        if not column.ref:
            return f'{before}<span class="{classes}"{name}>{content}</span></td>'
        url = f"{place}{column.ref}/?ar={self.year}"
        return f'{before}<a class="{classes}" href="{url}"{name}>{content}</a></td>'


def _head(column: Column) -> tuple[str, str]:
    """How a cell of the column begins, and what it is called where the table is drawn as cards."""
    label = esc(f"{column.code} {column.name}".strip())
    focus = ' class="focus"' if column.is_focus else ""
    return f'<td role="cell"{focus}>', f' data-label="{label}"'


def _inside(cell: Cell) -> tuple[str, str]:
    tone = rules.tone(cell.level)
    words = esc(Level(cell.level).label if cell.level else _("No answer"))
    use = f'<svg class="ball" aria-hidden="true"><use href="#{tone}"/></svg>'
    symbol = "" if tone == "none" else use
    content = f'{symbol}<span class="cell-words">{words}</span>'
    if cell.differs:
        aloud = esc(_("different answers, not settled"))
        content += f'<span class="ds-sr-only">({aloud})</span>'
    return f"cell tone-{tone}" + (" differs" if cell.differs else ""), content
