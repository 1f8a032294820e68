"""Words and their numbers in a store: kept as they were delivered, numbered once and for all."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from brygga.pathways.engine.columns import Flags
from brygga.pathways.engine.selecting import NAMES

FILE = "names.json"


@dataclass(frozen=True, slots=True)
class Names:
    """For each column of words: word by number."""

    words: Mapping[str, dict[int, str]] = field(
        default_factory=lambda: {name: {} for name in NAMES}
    )

    def with_words(self, column: str, seen: Iterable[str]) -> None:
        """New words get the next numbers, in alphabetical order; no word ever changes its own."""
        known = self.words[column]
        new = sorted(set(seen) - set(known.values()))
        known.update(enumerate(new, len(known)))

    def flags(self, column: str, numbers: Iterable[int]) -> Flags:
        """Whether each number of the column is among these; one more for what is unknown."""
        found = np.zeros(len(self.words[column]) + 1, dtype=bool)
        found[list(numbers)] = True
        return found

    def table(self) -> pa.Table:
        rows = [
            (column, number, word)
            for column, words in self.words.items()
            for number, word in words.items()
        ]
        columns = list(zip(*rows, strict=True)) or [(), (), ()]
        kinds = (pa.string(), pa.int32(), pa.string())
        arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
        return pa.table(arrays, names=["kind", "id", "name"])

    def write(self, folder: Path) -> None:
        told = {column: list(words.values()) for column, words in self.words.items()}
        (folder / FILE).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Names":
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls({column: dict(enumerate(words)) for column, words in told.items()})
