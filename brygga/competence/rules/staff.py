"""Counts of staff in rows of text: each row a unit, a profession and how many."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO

from django.utils.translation import gettext as _

from brygga.kernel.faults import Fault

COLUMNS = ("unit", "profession", "heads", "full_time", "counted_on")
"""Their order where no header says another."""
MOST_ROWS = 2_000
MOST_LETTERS = 400_000
MOST_HEADS = 99_999
_HEADINGS = {
    "unit": ("enhet", "unit", "arbetsplats", "workplace"),
    "profession": ("yrke", "profession", "befattning"),
    "heads": ("antal", "personer", "antal personer", "persons", "heads"),
    "full_time": ("årsarbetare", "heltidstjänster", "tjänster", "full-time equivalents", "fte"),
    "counted_on": ("datum", "dag", "date", "counted on", "den"),
}
_KNOWN = {heading: column for column, names in _HEADINGS.items() for heading in names}
_KNOWN |= {column: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One row: its line, and its cells by column, stripped."""

    line: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """Rows, where each column stands (from 1), and what is wrong with the whole."""

    rows: tuple[StaffRow, ...]
    positions: Mapping[str, int]
    faults: tuple[Fault, ...] = ()

    def fault(self, line: int, column: str, message: str) -> Fault:
        return Fault("", "", line, self.positions.get(column, 0), message)


def simple(text: str) -> str:
    """How headings and names are compared."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold().rstrip(":*")


def staff_sheet(text: str) -> StaffSheet:
    """The rows of a text parted by tabs, semicolons or commas, with or without a header."""
    if len(text) > MOST_LETTERS:
        return _only(_("The text is too long. Take fewer rows at a time."))
    try:
        lines = list(_lines(text))
    except csv.Error:
        return _only(_("The quotation marks do not match. Remove them and try again."))
    header = _header(lines[0][1]) if lines else {}
    body = lines[1:] if header else lines
    positions = header or {column: n for n, column in enumerate(COLUMNS, 1)}
    missing = [name for name in COLUMNS[:3] if name not in positions]
    if missing:
        return _only(_("There must be columns for unit, profession and number of persons."))
    if not body:
        return _only(_("There are no rows. Paste one row for each unit and profession."))
    if len(body) > MOST_ROWS:
        return _only(_("These are too many rows. Take at most %(most)s.") % {"most": MOST_ROWS})
    rows = tuple(StaffRow(line, _named(cells, positions)) for line, cells in body)
    return StaffSheet(rows, positions)


def _only(message: str) -> StaffSheet:
    return StaffSheet((), {}, (Fault("", "", 0, 0, message),))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((sign for sign in "\t;" if sign in first), ",")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    for cells in reader:
        line, before = before + 1, reader.line_num
        stripped = [cell.replace("\u00a0", " ").strip() for cell in cells[:30]]
        if any(stripped):
            yield line, stripped


def _header(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(cells, 1):
        column = _KNOWN.get(simple(cell))
        if column:
            found.setdefault(column, position)
    return found if len(found) > 1 else {}


def _named(cells: Sequence[str], positions: Mapping[str, int]) -> dict[str, str]:
    return {
        column: cells[position - 1]
        for column, position in positions.items()
        if position <= len(cells)
    }


def heads_in(text: str) -> int | None:
    """A whole number of persons, 0 and up; None for anything else. A space may part thousands."""
    plain = "".join(text.replace("\u00a0", " ").split())
    if not (plain.isascii() and plain.isdigit()):
        return None
    return int(plain) if len(plain) <= len(str(MOST_HEADS)) else None


def full_time_in(text: str) -> Decimal | None:
    """Full-time equivalents with comma or point, two decimals at most; None for anything else."""
    try:
        number = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number <= MOST_HEADS:
        return None
    rounded = number.quantize(Decimal("0.01"))
    return rounded if rounded == number else None


def day_in(text: str) -> date | None:
    """An ISO date (a spreadsheet's midnight too); None for anything else."""
    try:
        return date.fromisoformat(text.removesuffix(" 00:00:00").removesuffix("T00:00:00"))
    except ValueError:
        return None
