"""What is wrong in a file somebody gave us, and exactly where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: `line` and `column` count from 1; 0 means the whole file (or row).

    `column` is the position of the column in the table, as a spreadsheet counts it.
    """

    file: str
    sheet: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}[{self.sheet}]" if self.sheet else self.file
        return f"{place}:{self.line}:{self.column}: {self.message}"

    def as_json(self) -> dict[str, str | int | None]:
        return {
            "file": self.file,
            "sheet": self.sheet or None,
            "line": self.line,
            "column": self.column,
            "message": self.message,
        }


class Faulty(Exception):
    """All faults of a delivery at once; nothing of it was used."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
