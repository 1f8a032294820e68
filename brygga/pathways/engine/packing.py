"""Rows between reading and preparing: a few whole numbers each, which is quick to write and read.

The numbers of a row's words stand side by side in as few 64-bit numbers as hold them, and so do the
number of its file and its place there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from brygga.pathways.engine.columns import Column, values_of

_MOST_BITS = 62
_POS_BITS = 40
_WHERE = f"(cast(file as bigint) << {_POS_BITS}) | pos"


@dataclass(frozen=True, slots=True)
class Packing:
    """`bits` has a word's width by column; `fields` which columns stand in each number, lowest
    first. A word that is not known is 0, and others their number and one.
    """

    bits: Mapping[str, int]
    fields: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, sizes: Mapping[str, int]) -> "Packing":
        """For columns that have so many words."""
        bits = {name: max(size.bit_length(), 1) for name, size in sizes.items()}
        fields: list[tuple[str, ...]] = [()]
        for name in bits:
            if sum(bits[each] for each in (*fields[-1], name)) > _MOST_BITS:
                fields.append(())
            fields[-1] += (name,)
        return cls(bits, tuple(fields))

    def columns(self) -> str:
        """What DuckDB writes of rows that have the words' numbers, `file` and `pos`."""
        packed = [
            " | ".join(
                f"(cast(coalesce({name} + 1, 0) as bigint) << {shift})"
                for name, shift in self._shifts(names)
            )
            + f" as words{number}"
            for number, names in enumerate(self.fields)
        ]
        return ", ".join([*packed, f"{_WHERE} as whence"])

    def unpacked(self, table: pa.Table) -> dict[str, Column]:
        """The words' numbers, `file` and `pos` again."""
        found: dict[str, Column] = {}
        for number, names in enumerate(self.fields):
            packed = values_of(table[f"words{number}"], 0, np.int64)
            for name, shift in self._shifts(names):
                mask = (1 << self.bits[name]) - 1
                found[name] = ((packed >> shift) & mask).astype(np.int32) - 1
        whence = values_of(table["whence"], 0, np.int64)
        found["file"] = (whence >> _POS_BITS).astype(np.int32)
        found["pos"] = whence & ((1 << _POS_BITS) - 1)
        return found

    def _shifts(self, names: tuple[str, ...]) -> list[tuple[str, int]]:
        widths = [self.bits[name] for name in names]
        return [(name, sum(widths[:n])) for n, name in enumerate(names)]
