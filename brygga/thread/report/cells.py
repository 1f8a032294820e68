"""A table as data: columns, and cells that know how they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import pgettext

from brygga.followup.enums import Level
from brygga.thread import rules
from brygga.thread.report.words.numbers import digits


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is: text, number or day; None is unknown. `tone` is given for a level.

    `words` are read instead of the value, where the row has already said why there is none.
    """

    value: str | int | date | None
    tone: str = ""
    is_step: bool = False
    in_focus: bool = False
    words: str = ""

    @property
    def text(self) -> str:
        """As people read it, in the language of the moment."""
        if self.words:
            return self.words
        if self.value is None:
            return pgettext("value", "unknown")
        if isinstance(self.value, date):
            return date_format(self.value, "j F Y")
        if isinstance(self.value, int):
            return _step(self.value) if self.is_step else digits(self.value)
        return self.value


@dataclass(frozen=True, slots=True)
class Column:
    """`tone` draws the ball of a level in the head; `number` sets figures to the right."""

    label: str
    number: bool = False
    tone: str = ""
    wide: bool = False


class Segment(NamedTuple):
    """A part of a bar, in thousandths of its full length."""

    tone: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of every row names the row. `key` is its name in addresses and files.

    `bars` has, for each row, its numbers by tone, drawn beside them for the eye only.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bars: tuple[tuple[tuple[str, int], ...], ...] = ()

    @property
    def lines(self) -> list[tuple[tuple[Cell, ...], tuple[Segment, ...]]]:
        """Each row with its bar; bars are as long as the table's longest is full."""
        longest = max((sum(n for _, n in bar) for bar in self.bars), default=0)
        drawn = [_segments(bar, longest) for bar in self.bars] or [()] * len(self.rows)
        return list(zip(self.rows, drawn, strict=True))

    @property
    def header(self) -> list[str]:
        return [column.label for column in self.columns]

    @property
    def plain(self) -> list[list[object]]:
        """Rows for a file: bare numbers, days as ISO 8601, unknown empty."""
        return [["" if cell.value is None else cell.value for cell in row] for row in self.rows]


NOTHING = Cell(None, words="–")
"""Where the row has already said that there is nothing to tell."""


def level_cell(level: str) -> Cell:
    """A level in words with its ball; without one there is no answer that the county accepted."""
    if not level:
        return Cell(pgettext("value", "no accepted answer"))
    return Cell(str(Level(level).label), tone=rules.tone(level))


def row(*values: str | int | date | Cell | None) -> tuple[Cell, ...]:
    return tuple(value if isinstance(value, Cell) else Cell(value) for value in values)


def table(
    key: str, caption: str, columns: Iterable[Column | str], rows: Iterable[tuple[Cell, ...]]
) -> Table:
    """A plain string makes a plain column."""
    made = tuple(Column(each) if isinstance(each, str) else each for each in columns)
    return Table(key, caption, made, tuple(rows))


def number(label: str, tone: str = "") -> Column:
    return Column(label, number=True, tone=tone)


def wide(label: str) -> Column:
    """A column of running text."""
    return Column(label, wide=True)


def _step(value: int) -> str:
    if value == 0:
        return "±0"
    return f"+{digits(value)}" if value > 0 else f"−{digits(-value)}"


def _segments(bar: tuple[tuple[str, int], ...], longest: int) -> tuple[Segment, ...]:
    found, start = [], 0
    for tone, number in bar:
        end = start + number
        left, right = (round(1000 * edge / longest) for edge in (start, end))
        found.append(Segment(tone, left, right - left))
        start = end
    return tuple(found)
