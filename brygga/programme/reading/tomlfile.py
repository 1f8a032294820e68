"""TOML as a person writes it, with the lines that the parser does not tell.

`[[rounds]]` is a row of the table rounds; `[[rounds.questions]]` a row of questions that takes
county and year from the round it stands in.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from brygga.programme.reading.faults import Faults, Unreadable
from brygga.programme.reading.source import Progress, Row, Source
from brygga.programme.reading.tomllines import Lines
from brygga.programme.spec import Table

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_LONGEST = 1_000_000
_LONGEST_LINE = 5_000
# What stands in quotes, and comments: where a dot is no dot of a key.
_QUOTED = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'{3}.*?\'{3}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*''', re.DOTALL
)
_MOST_DOTS = 5_000
_LARGEST_NUMBER_BITS = 63
# Enough for the lines of the longest file, and few enough to leave room for the rows on one.
_LINE_BITS = 20


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


class TomlRows(Source):
    """The rows of one table in a TOML file. A row stands on the line of its [[header]] or its {.

    `starts` are those lines. Rows may share one, so what is given out as a row's line has beside
    it, in higher bits, how many rows before it begin there.
    """

    def __init__(
        self,
        name: str,
        table: Table,
        rows: Sequence[dict[str, Any]],
        starts: Sequence[int],
        lines: Lines,
    ) -> None:
        self.file = name
        self.table = table
        self.header = table.names
        self._rows = rows
        self._starts = starts
        self._lines = lines
        # What a row inherits stands with its parent: the nearest before it.
        self._inherits = dict(table.under.inherits) if table.under else {}
        self._parents = lines.tables.get(table.under.parent, []) if table.under else []

    def rows(self, faults: Faults, progress: Progress) -> Iterator[Row]:
        begun: dict[int, int] = defaultdict(int)
        for start, row in zip(self._starts, self._rows, strict=True):
            line = start | begun[start] << _LINE_BITS
            begun[start] += 1
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
        line &= (1 << _LINE_BITS) - 1
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
