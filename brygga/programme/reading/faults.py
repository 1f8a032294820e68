"""Faults as they are found."""

from brygga.kernel.faults import Fault

MOST_PER_FILE = 1000


class Faults:
    """Every fault of a folder. A file whose every row is wrong is cut off, and says so."""

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self._per_file: dict[str, int] = {}
        self._told: set[tuple[str, str, int, int, str]] = set()
        self._covered: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, file: str, sheet: str, line: int, column: int, message: str) -> None:
        """Remember a fault. Of a cell only the first is told: others come of the same one."""
        cell = (file, sheet, line, column, "" if column else message)
        if cell in self._told or self.is_full(file) or self._is_covered(*cell[:4]):
            return
        self._told.add(cell)
        self._per_file[file] = self._per_file.get(file, 0) + 1
        if self.is_full(file):
            message = f"{message} (the file has more faults; these are the first {MOST_PER_FILE})"
        fault = Fault(_printable(file), _printable(sheet), line, column, _printable(message))
        self._found.append(fault)

    def cover(self, file: str, sheet: str, area: tuple[int, int, int, int]) -> None:
        """Cells of which enough has been said: first row and column, last row and column."""
        self._covered.setdefault((file, sheet), []).append(area)

    def _is_covered(self, file: str, sheet: str, line: int, column: int) -> bool:
        return any(
            top <= line <= bottom and left <= column <= right
            for top, left, bottom, right in self._covered.get((file, sheet), ())
        )

    def is_full(self, file: str) -> bool:
        """Whether there is no room for more about the file: reading on would tell nothing."""
        return self._per_file.get(file, 0) >= MOST_PER_FILE

    def sorted(self) -> list[Fault]:
        return sorted(self._found)


def _printable(text: str) -> str:
    """Names and values come from strangers: no line feeds, no bytes that no terminal can show."""
    return text if text.isprintable() else ascii(text)[1:-1]


class Unreadable(Exception):
    """A whole file or sheet that cannot be read: nothing in it was looked at."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
