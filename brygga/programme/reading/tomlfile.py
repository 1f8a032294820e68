"""TOML as a person writes it, with the lines that the parser does not tell.

`[[rounds]]` is a row of the table rounds; `[[rounds.questions]]` a row of questions that takes
county and year from the round it stands in.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from brygga.programme.reading.faults import Faults, Unreadable
from brygga.programme.reading.source import Progress, Row, Source
from brygga.programme.spec import Table

_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_. -]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_LONGEST = 1_000_000
_LONGEST_LINE = 5_000
# What stands in quotes, and comments: where a dot is no dot of a key.
_QUOTED = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'{3}.*?\'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*''', re.DOTALL
)
_MOST_DOTS = 5_000
_LARGEST_NUMBER_BITS = 63


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The file as data and as text; raises Unreadable with line and column."""
    if path.stat().st_size > _LONGEST:
        raise Unreadable(f"is larger than {_LONGEST // 1_000_000} MB; write long lists as CSV")
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unreadable("is not UTF-8; expected UTF-8", line) from None
    _refuse_what_takes_long(text)
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 0)
        what = _AT.sub("", str(error)).strip().removesuffix(" (at end of document)")
        raise Unreadable(f"is not TOML: {what}", line, column) from None
    except ValueError:
        raise Unreadable("holds a number that is far too large") from None
    except RecursionError:
        raise Unreadable("is nested too deep; expected [[table]] and name = value") from None


def _refuse_what_takes_long(text: str) -> None:
    """Python's reader takes time and memory by the square of the dots in a key."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            message = f'a line of more than {_LONGEST_LINE} characters; break it, inside """'
            raise Unreadable(message, number)
    bare = _QUOTED.sub("", text)
    if bare.count(".") > _MOST_DOTS or re.search(r"(?:\.[^.\n]*+){20}", bare):
        raise Unreadable("has keys with many dots; expected [[table]] and name = value")


class Lines:
    """Where the tables of a TOML text begin, and where each of their keys stands."""

    def __init__(self, text: str) -> None:
        self.tables: dict[str, list[int]] = {}
        self.keys: dict[int, dict[str, tuple[int, int]]] = {0: {}}
        self._current = 0
        self._until = ""
        for number, line in enumerate(text.split("\n"), 1):
            self._read(number, line)

    def _read(self, number: int, line: str) -> None:
        if self._until:
            if self._until in line:
                self._until = ""
            return
        header = _HEADER.match(line)
        if header:
            self._current = number
            self.keys[number] = {}
            self.tables.setdefault(header[1].replace(" ", ""), []).append(number)
            return
        key = _KEY.match(line)
        if key:
            self.keys[self._current].setdefault(key[1], (number, key.end() + 1))
            self._until = _opened(line[key.end() :])


def _opened(value: str) -> str:
    """The quotes that a many-line text waits for, or an empty string."""
    for quotes in ('"""', "'''"):
        if value.startswith(quotes) and quotes not in value[3:]:
            return quotes
    return ""


class TomlRows(Source):
    """The rows of one table in a TOML file. A row's line is its [[header]]."""

    def __init__(self, name: str, table: Table, rows: list[dict[str, Any]], lines: Lines) -> None:
        self.file = name
        self.table = table
        self.header = table.names
        self._rows = rows
        self._lines = lines
        self._path = f"{table.under.parent}.{table.name}" if table.under else table.name
        self._plain_path = table.name
        # What a row inherits stands with its parent: the nearest before it.
        self._inherits = dict(table.under.inherits) if table.under else {}
        self._parents = lines.tables.get(table.under.parent, []) if table.under else []

    def rows(self, faults: Faults, progress: Progress) -> Iterator[Row]:
        starts = self._lines.tables.get(self._path, []) or self._lines.tables.get(
            self._plain_path, []
        )
        for number, row in enumerate(self._rows):
            line = starts[number] if len(starts) == len(self._rows) else 0
            self._refuse_unknown(line, row, faults)
            yield line, [self._text(line, row, name, faults) for name in self.header]

    def _refuse_unknown(self, line: int, row: dict[str, Any], faults: Faults) -> None:
        for name in row.keys() - set(self.header):
            at = self.where(line, name)
            expected = ", ".join(self.header)
            faults.add(self.file, "", *at, f"unknown key {name!r}; expected one of {expected}")

    def _text(self, line: int, row: dict[str, Any], name: str, faults: Faults) -> str:
        value = row.get(name, "")
        too_large = isinstance(value, int) and value.bit_length() > _LARGEST_NUMBER_BITS
        if too_large or isinstance(value, dict | list | float):
            says = self.table.by_name[name].kind.says
            faults.add(self.file, "", *self.where(line, name), f"expected {says}")
            return ""
        return text_of(value)

    def where(self, line: int, name: str) -> tuple[int, int]:
        own = self._lines.keys.get(line, {})
        if name not in own and name in self._inherits:
            parents = [parent for parent in self._parents if parent < line]
            line, name = max(parents, default=line), self._inherits[name]
            own = self._lines.keys.get(line, {})
        return own.get(name, (line, 0))


def text_of(value: object) -> str:
    """A TOML value as the text that a CSV cell would hold."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)
