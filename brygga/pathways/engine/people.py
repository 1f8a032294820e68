"""Who is who in a delivery, while it is read: an identity's number in the store, in memory only."""

import hmac
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from brygga.pathways.engine.columns import Column
from brygga.pathways.engine.identity import pseudonyms, same_however_written

FILE = "persons.parquet"
_SLICE = 1_000_000


def mark_of(key: bytes) -> str:
    """What tells one key from another and gives none away."""
    return hmac.digest(key, b"Brygga pathways: the mark of this key", "sha256").hex()[:32]


@dataclass(frozen=True, slots=True)
class People:
    """`table` has `identity`, `person` and `too_many`, and must never be written anywhere."""

    table: pa.Table
    persons: int
    _known: "Future[pa.Table]"

    def write(self, folder: Path) -> None:
        """The pseudonym of each person, in the order of their numbers, which is no order at all."""
        pq.write_table(self._known.result(), folder / FILE, use_dictionary=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """Identities as written, how many rows each has, and the year of the first contact."""

    identities: pa.StringArray
    rows: Column
    years: Column


def recognised(seen: Seen, key: bytes, most_rows: int, pool: Executor) -> People:
    """Numbers for the persons of a first delivery: dealt at random, so that they say nothing."""
    persons, which = _persons(seen)
    numbers = np.random.default_rng().permutation(len(persons)).astype(np.int32)

    def known() -> pa.Table:
        order = np.argsort(numbers)
        return pa.table({"pseudonym": pseudonyms(persons, key).take(pa.array(order))})

    # Nothing waits for the pseudonyms but the last file: they are made beside the reading.
    table = _table(seen, which, numbers, most_rows)
    return People(table, len(persons), pool.submit(known))


def recognised_again(
    seen: Seen, key: bytes, most_rows: int, pool: Executor, before: Path
) -> People:
    """Numbers for the persons of one delivery more: those who are known keep theirs."""
    persons, which = _persons(seen)
    old = pq.ParquetFile(before / FILE).read()["pseudonym"].combine_chunks()
    made = pseudonyms(persons, key)
    found = pc.index_in(made, value_set=old)
    new = np.flatnonzero(found.is_null().to_numpy(zero_copy_only=False))
    numbers = found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    dealt = np.random.default_rng().permutation(len(new))
    numbers[new[dealt]] = len(old) + np.arange(len(new))
    every = pa.concat_arrays([old, made.take(pa.array(new[dealt]))])
    table = _table(seen, which, numbers, most_rows)
    return People(table, len(every), pool.submit(lambda: pa.table({"pseudonym": every})))


def _persons(seen: Seen) -> tuple[pa.StringArray, Column]:
    """Each person once, and which person each identity as written is."""
    parts, changes = zip(*_rewritten(seen), strict=True)
    together = pa.concat_arrays(parts)
    if not any(changes):
        return together, np.arange(len(together))
    coded = together.dictionary_encode()
    return coded.dictionary, coded.indices.to_numpy(zero_copy_only=False)


def _rewritten(seen: Seen) -> Iterator[tuple[pa.StringArray, bool]]:
    """Slice by slice, to be kind to memory."""
    for start in range(0, max(len(seen.identities), 1), _SLICE):
        here = slice(start, start + _SLICE)
        yield same_however_written(seen.identities[here], seen.years[here])


def _table(seen: Seen, which: Column, numbers: Column, most_rows: int) -> pa.Table:
    too_many = np.bincount(which, weights=seen.rows, minlength=len(numbers)) > most_rows
    return pa.table(
        {
            "identity": seen.identities,
            "person": numbers[which],
            "too_many": too_many[which],
        }
    )
