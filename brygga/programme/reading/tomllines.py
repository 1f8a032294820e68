"""Where things stand in a TOML text, which Python's reader does not tell."""

import re
from bisect import bisect_left
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_. -]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=\s*")
# What opens, closes or hides what stands in an array.
_PART = re.compile(r'"""|\'{3}|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')


class Lines:
    """Where the tables of a TOML text begin, and where each of their keys stands.

    `tables` has the lines of each [[header]], `keys` line and column of each key's value by the
    line of its header (0 is the top of the file), and `arrays` the line of each row that is
    written as {…} inside `key = [ ]`, by header and key.
    """

    def __init__(self, text: str) -> None:
        self.tables: dict[str, list[int]] = {}
        self.keys: dict[int, dict[str, tuple[int, int]]] = {0: {}}
        self.arrays: dict[tuple[int, str], list[int]] = {}
        self._current = 0
        self._until = ""
        self._array: _Array | None = None
        for number, line in enumerate(text.split("\n"), 1):
            self._read(number, line)

    def rows(self, name: str, count: int) -> list[int]:
        """The lines on which the rows of `name` begin, with headers or in an array; else zeros."""
        found = self.tables.get(name) or self.arrays.get((0, name), [])
        return found if len(found) == count else [0] * count

    def rows_inside(
        self, parents: Sequence[int], names: Sequence[str], counts: Sequence[int]
    ) -> list[int]:
        """The lines of the rows inside each parent, of which there are so many in each.

        `names` are those of the parent and of what is inside. Where a row's own line cannot be
        told, it is its parent's.
        """
        headers = self.tables.get(".".join(names), [])
        found: list[int] = []
        for number, (parent, count) in enumerate(zip(parents, counts, strict=True)):
            until = parents[number + 1] if number + 1 < len(parents) else None
            after = bisect_left(headers, parent)
            before = len(headers) if until is None else bisect_left(headers, until)
            own = headers[after:before] or self.arrays.get((parent, names[-1]), [])
            found += own if len(own) == count else [parent] * count
        return found

    def _read(self, number: int, line: str) -> None:
        if self._array is not None:
            self._go_on(number, line)
        elif self._until:
            self._until = "" if self._until in line else self._until
        elif header := _HEADER.match(line):
            self._current = number
            self.keys[number] = {}
            self.tables.setdefault(header[1].replace(" ", ""), []).append(number)
        elif key := _KEY.match(line):
            self.keys[self._current].setdefault(key[1], (number, key.end() + 1))
            self._begin(number, key[1], line[key.end() :])

    def _begin(self, number: int, key: str, value: str) -> None:
        """Look at a value: it may go on over more lines."""
        self._until = _opened(value)
        if value.startswith("["):
            self._array = _Array()
            self.arrays.setdefault((self._current, key), self._array.rows)
            self._go_on(number, value)

    def _go_on(self, number: int, text: str) -> None:
        if self._array is not None and self._array.ends_on(number, text):
            self._array = None


class _Array:
    """An array that is read line by line; `rows` are the lines of the tables in it."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self._depth = 0
        self._quotes = ""

    def ends_on(self, number: int, text: str) -> bool:
        at = 0
        while at < len(text):
            if self._quotes:
                at = self._skip_text(text, at)
                continue
            part = _PART.search(text, at)
            if part is None or part[0].startswith("#"):
                return False
            at = part.end()
            if self._closes(number, part[0]):
                return True
        return False

    def _skip_text(self, text: str, at: int) -> int:
        end = text.find(self._quotes, at)
        if end < 0:
            return len(text)
        width, self._quotes = len(self._quotes), ""
        return end + width

    def _closes(self, number: int, part: str) -> bool:
        """Take in what opens or closes; true when that closes the whole array."""
        if part in {'"""', "'''"}:
            self._quotes = part
        elif part in {"[", "{"}:
            if (part, self._depth) == ("{", 1):
                self.rows.append(number)
            self._depth += 1
        elif part in {"]", "}"}:
            self._depth -= 1
        return self._depth == 0


def _opened(value: str) -> str:
    """The quotes that a many-line text waits for, or an empty string."""
    for quotes in ('"""', "'''"):
        if value.startswith(quotes) and quotes not in value[3:]:
            return quotes
    return ""
