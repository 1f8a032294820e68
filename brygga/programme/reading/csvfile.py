"""CSV as people and spreadsheets write it: UTF-8 with or without BOM, comma or semicolon."""

import codecs
import csv
from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Self

from brygga.programme.reading.faults import Faults, Unreadable
from brygga.programme.reading.source import Progress, Row, Source, Torn

_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_ROWS_BETWEEN_TICKS = 2000
_QUOTES = 'broken quotes; expected a cell in "…" with each quote inside it doubled'
_LONGEST_HEADER = 10_000
_LONGEST_ROW = 2_000_000


class CsvFile(Source):
    """One .csv file. Bytes that are no UTF-8 come through as surrogates, and are told per cell."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.file = name
        _refuse_other_formats(path)
        with self._open() as stream:
            first = stream.readline(_LONGEST_HEADER)
        if len(first) == _LONGEST_HEADER:
            raise Unreadable("the first line is far too long; expected names of columns", 1)
        self.delimiter = ";" if ";" in first and "," not in first else ","
        try:
            self.header = next(csv.reader([first], strict=True, delimiter=self.delimiter), [])
        except csv.Error:
            raise Unreadable("the header has broken quotes; expected names of columns", 1) from None
        if not any(self.header):
            raise Unreadable("the first line is empty; expected names of columns", 1)

    def _open(self) -> TextIOWrapper:
        return self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")

    def rows(self, faults: Faults, progress: Progress) -> Iterator[Row]:
        with self._open() as stream:
            lines = _Lines(stream)
            reader = csv.reader(lines, strict=True, delimiter=self.delimiter)
            next(lines, None)
            while True:
                line = lines.begin_row()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield line, self._torn(lines, line, faults, _quotes(error))
                    continue
                if lines.many and self._swallowed(lines, cells):
                    yield line, self._torn(lines, line, faults, _QUOTES)
                elif any(cells):
                    yield line, cells
                if line % _ROWS_BETWEEN_TICKS == 0:
                    progress(lines.take_read())

    def _torn(self, lines: "_Lines", line: int, faults: Faults, message: str) -> Torn:
        """Tell of quotes that are broken, and go on with the line after the one they stand on."""
        text = lines.give_back()
        column = column_of_broken_quote(text, self.delimiter)
        faults.add(self.file, "", line, column, message)
        return Torn([text])

    def _swallowed(self, lines: "_Lines", cells: Sequence[str]) -> bool:
        """Whether a quote that was not closed took whole rows into its cell, up to the next one."""
        if len(cells) == len(self.header):
            return False
        following = csv.reader([lines.row[1]], delimiter=self.delimiter)
        return len(next(following, [])) == len(self.header)


class _Lines:
    """Lines of a file, where those of the row that is being read can be given back."""

    def __init__(self, stream: TextIOWrapper) -> None:
        self._stream = stream
        self._back: deque[str] = deque()
        self._line = 1
        self._read = self._size = 0
        self.row: list[str] = []

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._stream.readline(_LONGEST_ROW)
        if not line:
            raise StopIteration
        self.row.append(line)
        self._size += len(line)
        if self._size >= _LONGEST_ROW:
            raise Unreadable(f"a row of more than {_LONGEST_ROW:,} characters", self._line)
        return line

    def begin_row(self) -> int:
        """Forget the row before; returns the line that comes, counted from 1."""
        self._line += len(self.row)
        self._read += self._size
        self.row, self._size = [], 0
        return self._line

    def take_read(self) -> int:
        """How much has been read since this was asked before."""
        read, self._read = self._read, 0
        return read

    @property
    def many(self) -> bool:
        return len(self.row) > 1

    def give_back(self) -> str:
        """The row's first line. Those after it will be read again."""
        self._back.extendleft(reversed(self.row[1:]))
        del self.row[1:]
        return self.row[0]


def column_of_broken_quote(text: str, delimiter: str) -> int:
    """The cell, counted from 1, whose quotes are not closed or have something after them."""
    column, at = 1, 0
    while at < len(text):
        if text[at] == '"':
            at = _after_quoted(text, at + 1)
            if at < 0 or text[at : at + 1] not in {delimiter, "", "\n", "\r"}:
                return column
        else:
            end = text.find(delimiter, at)
            at = end if end >= 0 else len(text)
        if text[at : at + 1] == delimiter:
            column += 1
        at += 1
    return column


def _after_quoted(text: str, at: int) -> int:
    """Where a quoted cell has ended, or -1 when it does not."""
    while True:
        at = text.find('"', at)
        if at < 0:
            return -1
        if text[at + 1 : at + 2] != '"':
            return at + 1
        at += 2


def _quotes(error: csv.Error) -> str:
    if "field limit" in str(error):
        return "a cell of more than 131 072 characters, or quotes that are never closed"
    return _QUOTES


def _refuse_other_formats(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("is a workbook; expected CSV (or name it .xlsx)")
    for mark, encoding in _ENCODINGS:
        if head.startswith(mark):
            raise Unreadable(f"is written in {encoding}; expected UTF-8", 1)
    if head and head.count(0) * 4 >= len(head):
        raise Unreadable("looks like UTF-16 without a mark; expected UTF-8", 1)
    if not head.strip():
        raise Unreadable("is empty; expected a header with names of columns", 1)
