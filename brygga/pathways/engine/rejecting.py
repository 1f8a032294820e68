"""Rows that were not used: counted, told of in a file, and too many of them stop everything."""

import csv
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from brygga.pathways.engine.columns import Column
from brygga.pathways.engine.faults import Fault, Unusable
from brygga.pathways.engine.selecting import NAIVE, REASONS, ZONE_BITS, ZONED
from brygga.pathways.engine.sources import blank_rows
from brygga.pathways.engine.versions import REJECTED

_SHOWN = 20
_NO_ROW = np.iinfo(np.int64).max


@dataclass(slots=True)
class Rejections:
    """Gathered by several threads: file, row and reason of each, and which times state a zone."""

    files: Sequence[str]
    lines: Mapping[int, Mapping[int, int]]
    found: list[tuple[Column, Column, Column]] = field(default_factory=list)
    zones: dict[tuple[int, int], int] = field(default_factory=dict)
    _before: dict[int, list[int]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, file: Column, pos: Column, reason: Column) -> None:
        if len(file):
            with self._lock:
                self.found.append((file, pos, reason))

    def note_zones(self, file: Column, pos: Column, zones: Column) -> None:
        """Remembers the first row of each file that states a time zone, and that states none."""
        for kind in (NAIVE, ZONED):
            states = np.zeros(len(zones), dtype=bool)
            for shift in ZONE_BITS.values():
                states |= (zones >> shift) & 3 == kind
            first = np.full(len(self.files), _NO_ROW)
            np.minimum.at(first, file[states], pos[states])
            with self._lock:
                for number in np.flatnonzero(first < _NO_ROW).tolist():
                    row = int(first[number])
                    self.zones[number, kind] = min(row, self.zones.get((number, kind), row))

    @property
    def count(self) -> int:
        return sum(len(file) for file, _pos, _reason in self.found) + self.unreadable

    @property
    def unreadable(self) -> int:
        """Rows that were no rows at all."""
        return sum(map(len, self.lines.values()))

    def insist_on_few(self, read: int, most: float) -> None:
        """Raises Unusable where a file mixes times, or more than the share `most` is rejected."""
        mixed = tuple(self._mixed())
        if mixed:
            raise Unusable("Nothing was prepared.", mixed)
        if self.count > read * most:
            shown = tuple(fault for fault, _n in zip(self.faults(), range(_SHOWN), strict=False))
            share = f"{self.count} of {read} rows were rejected, more than {most:.1%}"
            rest = (
                f" ({self.count - len(shown)} more are not listed)" if self.count > _SHOWN else ""
            )
            raise Unusable(f"{share}{rest}. Nothing was prepared.", shown)

    def _mixed(self) -> Iterator[Fault]:
        for (file, kind), row in sorted(self.zones.items()):
            other = self.zones.get((file, NAIVE))
            if kind == ZONED and other is not None:
                late, early = max(row, other), min(row, other)
                yield Fault(
                    self.files[file],
                    self._true_row(file, late),
                    "time zones are mixed: this row states one and row "
                    f"{self._true_row(file, early)} does not, or the other way round.",
                )

    def faults(self) -> Iterator[Fault]:
        """In order of file and row."""
        rows = [
            (number, self._true_row(number, row), reason)
            for files, places, reasons in self.found
            for number, row, reason in zip(
                files.tolist(), places.tolist(), reasons.tolist(), strict=True
            )
        ]
        rows += [(n, row, why) for n, lines in self.lines.items() for row, why in lines.items()]
        for number, row, reason in sorted(rows):
            yield Fault(self.files[number], row, REASONS[reason])

    def _true_row(self, file: int, row: int) -> int:
        """Rows that were not counted, since they are blank or could not be read, are put back."""
        if file not in self._before:
            skipped = sorted({*self.lines.get(file, ()), *self._blank(file)})
            # How many rows were counted before each of them.
            self._before[file] = [line - number for number, line in enumerate(skipped)]
        return row + bisect_right(self._before[file], row)

    def _blank(self, file: int) -> list[int]:
        name = self.files[file]
        return [] if name.lower().endswith(".parquet") else blank_rows(name)

    def write(self, folder: Path) -> None:
        with (folder / REJECTED).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(["file", "row", "reason"])
            writer.writerows([fault.file, fault.row, fault.reason] for fault in self.faults())
