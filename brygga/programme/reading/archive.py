"""Whether a workbook is safe to read, and what it hides.

Every part is read once as a stream, with bounded memory, before anything builds a tree of it: what
declares entities, is too much, or places cells where no spreadsheet has any, goes no further.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from brygga.programme.reading.faults import MOST_PER_FILE, Unreadable

MOST_BYTES = 100_000_000
MOST_ELEMENTS = 750_000
# Styles, links, formats: openpyxl keeps them all, and each takes a thousand bytes.
MOST_OTHERS = 60_000
MOST_MEMBERS = 1_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_DEEPEST = 60
_CHUNK = 1 << 16
# A cell holds at most 32 767 characters; more than this between two elements is no spreadsheet.
_LONGEST_GAP = 1 << 18
_PICTURES = (".bin", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/"
# Elements that hold values, and how long they take; a row takes long even when it is empty.
_COST = {
    f"{_MAIN} {name}": 3 if name == "row" else 1 for name in ("row", "c", "v", "is", "si", "t")
}
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_YES = {"1", "true", "on"}
_NO_SIZE = re.compile(r"0(\.0*)?")

Found = TypeVar("Found")
Attributes = dict[str, str]
Area = tuple[int, int, int, int]
"""First row and column, last row and column."""


@dataclass
class Part:
    """What one part of a workbook says that its cells do not."""

    sheets: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)


def scan(archive: ZipFile) -> dict[str, Part]:
    """What the parts say, by their names. Raises Unreadable, or what zipfile and expat raise."""
    members = archive.infolist()
    _refuse_members(members)
    room = _Room()
    return {
        item.filename: _Scan(item.filename, room).read(archive)
        for item in members
        if not item.is_dir() and not item.filename.lower().endswith(_PICTURES)
    }


def _refuse_members(members: list[ZipInfo]) -> None:
    """Sizes as the directory states them; reading a member never gives more than it states."""
    if len(members) > MOST_MEMBERS or sum(item.file_size for item in members) > MOST_BYTES:
        raise Unreadable(_too_much())
    for item in members:
        name = item.filename.lower()
        if "vbaproject" in name or name.startswith("xl/macrosheets"):
            raise Unreadable("holds macros; expected a workbook without")
        if name.startswith("xl/externallinks"):
            raise Unreadable("is linked to other workbooks; expected values only")
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise Unreadable("holds a part with a path out of the workbook")
        if item.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or item.flag_bits & 1:
            raise Unreadable("is packed or encrypted in a way that no spreadsheet program does")


def _too_much() -> str:
    most = f"{MOST_BYTES // 1_000_000} MB or {MOST_ELEMENTS:,} elements"
    return f"unpacks to more than {most}; write lists this long as CSV"


class _Room:
    """How many elements there is room for in the whole workbook."""

    def __init__(self) -> None:
        self.left = MOST_ELEMENTS
        self.others = MOST_OTHERS

    def take(self, element: str) -> None:
        self.left -= _COST.get(element, 1)
        self.others -= element not in _COST
        if self.left < 0:
            raise Unreadable(_too_much())
        if self.others < 0:
            raise Unreadable("is mostly formats, links or styles; copy its values to a new one")


class _Scan:
    """One part, read to its end."""

    def __init__(self, name: str, room: _Room) -> None:
        self.name = name
        self.part = Part()
        self._room = room
        self._depth = self._row = self._cells = 0
        self._meets: dict[str, Callable[[Attributes], None]] = {
            f"{_MAIN} sheet": lambda about: self.part.sheets.append(about.get("name", "")),
            f"{_MAIN} row": self._meet_row,
            f"{_MAIN} c": self._meet_cell,
            f"{_MAIN} col": self._meet_column,
            f"{_MAIN} mergeCell": self._meet_merged,
        }

    def read(self, archive: ZipFile) -> Part:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        for chunk in self._chunks(archive):
            parser.Parse(chunk, False)  # noqa: FBT003 -- expat's own: not the last
        parser.Parse(b"", True)  # noqa: FBT003 -- expat's own: the last
        return self.part

    def _chunks(self, archive: ZipFile) -> Iterator[bytes]:
        """The part, as long as elements keep coming."""
        left, gap = self._room.left, 0
        with archive.open(self.name) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
                gap = gap + len(chunk) if left == self._room.left else 0
                left = self._room.left
                if gap > _LONGEST_GAP:
                    raise Unreadable(f"{self.name} holds a text longer than any cell can")

    def _refuse_doctype(self, *_about: object) -> None:
        raise Unreadable(f"{self.name} declares entities, which no spreadsheet program writes")

    def _start(self, element: str, about: Attributes) -> None:
        self._depth += 1
        self._room.take(element)
        if self._depth > _DEEPEST:
            raise Unreadable(f"{self.name} is nested deeper than any spreadsheet program does")
        if self._depth == 1 and element.startswith(_STRICT):
            raise Unreadable("is saved as Strict Open XML; save it as an ordinary .xlsx")
        meet = self._meets.get(element)
        if meet is not None:
            meet(about)

    def _end(self, _element: str) -> None:
        self._depth -= 1

    # -- What is met in a sheet --------------------------------------------------------------------

    def _meet_row(self, about: Attributes) -> None:
        number = int(about.get("r", self._row + 1))
        if not self._row < number <= MOST_ROWS:
            raise Unreadable(f"{self.name} has its rows in no order; save the workbook anew")
        self._row, self._cells = number, 0
        if _is_hidden(about, about.get("ht", "1")):
            _keep(self.part.hidden_rows, number)

    def _meet_cell(self, about: Attributes) -> None:
        where = about.get("r")
        area = _area(where) if where else (self._row, self._cells + 1, 0, 0)
        row, column = area[:2]
        if row != self._row or not self._cells < column <= MOST_COLUMNS:
            raise Unreadable(f"{self.name} has its cells in no order; save the workbook anew")
        self._cells = column

    def _meet_column(self, about: Attributes) -> None:
        if _is_hidden(about, about.get("width", "1")):
            _keep(self.part.hidden_columns, int(about.get("min", "0")))

    def _meet_merged(self, about: Attributes) -> None:
        _keep(self.part.merged, _area(about.get("ref", "")))


def _is_hidden(about: Attributes, size: str) -> bool:
    return about.get("hidden") in _YES or _NO_SIZE.fullmatch(size) is not None


def _keep(found: list[Found], one: Found) -> None:
    found.append(one)
    if len(found) > MOST_PER_FILE:
        raise Unreadable(f"hides or merges more than {MOST_PER_FILE} rows, columns or cells")


def _area(ref: str) -> Area:
    found = _AREA.fullmatch(ref)
    if not found:
        raise ValueError(ref)
    column, row = _column_number(found[1]), int(found[2])
    return row, column, int(found[4] or row), _column_number(found[3] or found[1])


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
