"""Rows of text as people paste them from a spreadsheet: parted, numbered and named."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from brygga.kernel.faults import Fault

MOST_CELLS = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it stands on, and its cells by column, all stripped."""

    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows, where each column stands (from 1, as a spreadsheet counts), and what is wrong."""

    rows: tuple[Row, ...]
    positions: Mapping[str, int]
    faults: tuple[Fault, ...] = ()

    def fault(self, line: int, column: str, message: str) -> Fault:
        return Fault("", "", line, self.positions.get(column, 0), message)


def faulty_sheet(message: str) -> Sheet:
    """No rows at all, and what is wrong with the whole."""
    return Sheet((), {}, (Fault("", "", 0, 0, message),))


def simple(text: str) -> str:
    """How headings and names are compared: small letters, single spaces, no colon."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold().rstrip(":*")


def known_headings(headings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The column by each word that people call it, its own name among them."""
    words = {word: column for column, names in headings.items() for word in names}
    return words | {column: column for column in headings}


def lines_in(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with their lines; parted by tabs, semicolons or else commas.

    Raises csv.Error where the quotation marks do not match.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((sign for sign in "\t;" if sign in first), ",")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        stripped = [cell.replace("\u00a0", " ").strip() for cell in cells[:MOST_CELLS]]
        if any(stripped):
            yield line, stripped


def positions_in(cells: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """Where each column stands in a row of headings, the first where one is said twice."""
    found: dict[str, int] = {}
    for position, cell in enumerate(cells, 1):
        column = known.get(simple(cell))
        if column:
            found.setdefault(column, position)
    return found


def named(cells: Sequence[str], positions: Mapping[str, int]) -> dict[str, str]:
    """Cells by column; a row that is too short has none of the last ones."""
    return {
        column: cells[position - 1]
        for column, position in positions.items()
        if position <= len(cells)
    }
