"""Workbooks (.xlsx) with the same columns as CSV. Everything that hides or computes is a fault.

A sheet is named as its table; in a workbook that is named as a table and has one sheet, the sheet
may be called anything (Blad1).
"""

import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException, ElementTree
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from brygga.programme.reading.archive import Part, scan
from brygga.programme.reading.faults import Faults, Unreadable
from brygga.programme.reading.source import Progress, Row, Source
from brygga.programme.tables import TABLE

_LARGEST_FILE = 30_000_000
_BROKEN = (
    BadZipFile,
    zlib.error,
    DefusedXmlException,
    ElementTree.ParseError,
    ExpatError,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What broken or foreign workbooks make zipfile, the XML parser and openpyxl raise."""


class Cell(Protocol):
    """What openpyxl gives; one of its cells has no value and no place."""

    @property
    def value(self) -> object: ...

    @property
    def data_type(self) -> str: ...


class Cells(Protocol):
    """A sheet as openpyxl reads it."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self) -> Iterator[Sequence[Cell]]: ...


def open_workbook(path: Path, faults: Faults) -> Iterator[tuple[str, Source]]:
    """The sheets with their tables. Raises Unreadable when the file is no workbook to trust."""
    if path.stat().st_size > _LARGEST_FILE:
        raise Unreadable(f"is larger than {_LARGEST_FILE // 1_000_000} MB; write long lists as CSV")
    # One copy, so that what is read is what was scanned.
    content = BytesIO(path.read_bytes())
    if not content.getvalue().startswith(b"PK\x03\x04"):
        raise Unreadable("is not an .xlsx workbook, whatever its name says")
    try:
        with ZipFile(content) as archive:
            parts = scan(archive)
        sheets = _sheets(content)
    except _BROKEN as error:
        raise Unreadable(f"is not a sound .xlsx workbook ({type(error).__name__})") from None
    _refuse_lost(sheets, parts)
    for sheet in sheets:
        table = path.stem if len(sheets) == 1 and path.stem in TABLE else sheet.title
        part = parts[sheet._worksheet_path]  # noqa: SLF001 -- what openpyxl will read, exactly
        _tell_what_hides(path.name, sheet, part, faults)
        if table not in TABLE:
            expected = f"unknown sheet; expected one of {', '.join(TABLE)}"
            faults.add(path.name, sheet.title, 0, 0, expected)
            continue
        yield table, Sheet(path.name, sheet)


def _sheets(content: BytesIO) -> list[Cells]:
    with _quietly():
        book: Any = load_workbook(content, read_only=True, keep_links=False)
    return list(book.worksheets)


def _refuse_lost(sheets: Sequence[Cells], parts: dict[str, Part]) -> None:
    """Sheets that the workbook names and nobody can read would be left out without a word."""
    named = [name for part in parts.values() for name in part.sheets]
    lost = set(named) - {sheet.title for sheet in sheets}
    if lost or not sheets:
        what = ", ".join(sorted(lost)) or "no sheets that can be read"
        raise Unreadable(f"holds {what}; save it anew as .xlsx with sheets of cells only")


def _tell_what_hides(file: str, sheet: Cells, part: Part, faults: Faults) -> None:
    if sheet.sheet_state != "visible":
        faults.add(file, sheet.title, 0, 0, "the sheet is hidden; show it or remove it")
    for line in part.hidden_rows:
        faults.add(file, sheet.title, line, 0, "the row is hidden; show it or remove it")
    for column in part.hidden_columns:
        faults.add(file, sheet.title, 0, column, "the column is hidden; show it or remove it")
    for area in part.merged:
        faults.add(file, sheet.title, *area[:2], "merged cells; expected one value in each")
        faults.cover(file, sheet.title, area)


@contextmanager
def _quietly() -> Iterator[None]:
    """openpyxl warns of decorations that it drops; they are no data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _some(rows: Iterator[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The next rows: some at a time, since being quiet takes longer than reading a row."""
    with _quietly():
        return list(islice(rows, 32))


class Sheet(Source):
    """One sheet of a workbook."""

    def __init__(self, file: str, sheet: Cells) -> None:
        self.file = file
        self.sheet = sheet.title
        self._sheet = sheet

    @cached_property
    def header(self) -> Sequence[str]:  # type: ignore[override] # -- nobody sets another
        """Raises Unreadable."""
        first = next(self._raw(), ())
        header = [text_of_cell(cell) for cell in _without_tail(first)]
        if not header:
            raise Unreadable("the sheet is empty; expected a header", 1)
        return header

    def _raw(self) -> Iterator[Sequence[Cell]]:
        try:
            self._sheet.reset_dimensions()
            rows = iter(self._sheet.iter_rows())
            while some := _some(rows):
                yield from some
        except _BROKEN as error:
            raise Unreadable(f"the sheet is broken ({error})") from None

    def rows(self, faults: Faults, progress: Progress) -> Iterator[Row]:
        wide = len(self.header)
        for line, raw in enumerate(self._raw(), 1):
            cells = _without_tail(raw)
            if line == 1 or not cells:
                continue
            texts = [self._text(line, column, cell, faults) for column, cell in enumerate(cells, 1)]
            yield line, texts + [""] * (wide - len(texts))

    def _text(self, line: int, column: int, cell: Cell, faults: Faults) -> str:
        if cell.data_type == "f":
            faults.add(self.file, self.sheet, line, column, "a formula; expected its value")
            return ""
        if cell.data_type == "e":
            faults.add(self.file, self.sheet, line, column, f"an error, {cell.value}")
            return ""
        return text_of_cell(cell)


def _without_tail(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Spreadsheets keep empty cells after the last one that holds something."""
    end = len(cells)
    while end and cells[end - 1].value is None:
        end -= 1
    return cells[:end]


def text_of_cell(cell: Cell) -> str:
    """A cell's value as the text that CSV would hold."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        whole_day = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if whole_day else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
