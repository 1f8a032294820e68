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
        """Rows in order, each with a number of its own that `where` tells the line of."""
        raise NotImplementedError

    def where(self, line: int, name: str) -> tuple[int, int]:
        """Line and column of a cell; column 0 when the row has no such cell.

        As long as rows begin on lines of their own, a row's number is its line.
        """
        return line, self.header.index(name) + 1 if name in self.header else 0

    def line_of(self, number: int) -> int:
        return self.where(number, "")[0]
