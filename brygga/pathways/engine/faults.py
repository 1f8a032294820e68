"""What is wrong in a delivery of contact data, and exactly where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. `row` counts from 1 as the file is read in a spreadsheet: a CSV file's heading is
    row 1, a Parquet file has none. Row 0 means the whole file. The reason never tells who it is.
    """

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.row}: {self.reason}" if self.row else f"{self.file}: {self.reason}"
        )


class Unusable(Exception):
    """Nothing of the delivery was used and the store is as it was; says why, a fault a line."""

    def __init__(self, sentence: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__("\n".join([*map(str, faults), sentence]))
        self.sentence = sentence
        self.faults = faults


class NotAsked(Exception):
    """A question that cannot be asked of this store, with a sentence that says why."""
