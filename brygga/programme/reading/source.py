"""Where rows come from."""

from collections.abc import Callable, Iterator, Sequence

from brygga.programme.reading.faults import Faults

Row = tuple[int, Sequence[str]]
Progress = Callable[[int], None]


class Torn(list[str]):
    """A row whose cells cannot be told apart, as one text. What is wrong has been told."""


class Source:
    """One file or sheet with rows of one table. Reading it again begins from the start.

    `header` is the names of the columns in the order in which cells come.
    """

    file: str
    sheet: str = ""
    header: Sequence[str]

    def rows(self, faults: Faults, progress: Progress) -> Iterator[Row]:
        """Rows in order, with the line on which each begins."""
        raise NotImplementedError

    def where(self, line: int, name: str) -> tuple[int, int]:
        """Line and column of a cell; column 0 when the row has no such cell."""
        return line, self.header.index(name) + 1 if name in self.header else 0
