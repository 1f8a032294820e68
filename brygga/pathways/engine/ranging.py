"""One range of persons: from its rows to its tables, alone in memory."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from brygga.pathways.engine.columns import Column, Contacts, Flags, values_of
from brygga.pathways.engine.materialising import Meaning, Tables, tables_of
from brygga.pathways.engine.ordering import (
    in_order,
    merged,
    once_each,
    transfers_in,
    with_instants,
)
from brygga.pathways.engine.packing import Packing
from brygga.pathways.engine.rejecting import Rejections

TABLES = ("contacts", "steps", "journeys", "visits", "referrals", "stays")
ORIGINALS = "originals"
"""The contacts as delivered of persons with a transfer: what is merged cannot be parted again."""
REJECTED_PART = -1
_EARLIER_FILE = -1
_ROWS_IN_A_GROUP = 500_000
_ROWS_IN_A_BATCH = 2**16
_FEW_WORDS = frozenset({"activity", "sector", "outcome", "plan"})


class Made(NamedTuple):
    """What came of one range. `merged` is how many more (or fewer) are merged than before."""

    duplicates: int = 0
    merged: int = 0
    contacts: int = 0
    kept: int = 0
    first_day: int | None = None
    last_day: int | None = None


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where rows lie, where tables go, and the version before, where there is one."""

    rows: Path
    packing: Packing
    draft: Path
    before: Path | None
    meaning: Meaning
    transfer_hours: float
    rejections: Rejections
    made: list[Made] = field(default_factory=list)

    def make(self, number: int) -> int:
        """Makes the tables of one range; gives how many rows of the delivery are in it."""
        read, delivered = self._delivered(number)
        if len(delivered):
            self._make_anew(number, delivered)
        else:
            self._carry_over(number)
        return read

    def _make_anew(self, number: int, delivered: Contacts) -> None:
        """The persons that the delivery touches are made anew, the others are taken over."""
        old = self._old(number)
        touched = np.unique(delivered.person)
        earlier = _as_delivered(old, touched)
        once = once_each(in_order(Contacts.together([earlier, delivered])))
        transfers = transfers_in(once, self.transfer_hours)
        episodes = merged(once, transfers)
        made = tables_of(episodes, self.meaning)
        moved = np.unique(once.person[transfers])
        made[ORIGINALS] = _table(once.of(np.isin(once.person, moved)))
        replaced = len(_rows_of(old["contacts"], touched)) if old else 0
        tables = {name: _with_others(new, old.get(name), touched) for name, new in made.items()}
        self._write(number, tables)
        kept = len(episodes) - replaced
        duplicates = len(earlier) + len(delivered) - len(once)
        self._tell(tables["contacts"], kept, duplicates, len(delivered) - duplicates - kept)

    def _tell(self, contacts: pa.Table, kept: int, duplicates: int, merged_more: int) -> None:
        days = pc.min_max(contacts["day"]).as_py()
        self.made.append(
            Made(duplicates, merged_more, len(contacts), kept, days["min"], days["max"])
        )

    def _delivered(self, number: int) -> tuple[int, Contacts]:
        """How many rows the delivery has here, and those of them that can be used."""
        folder = self.rows / f"part={number}"
        files = sorted(folder.iterdir()) if folder.exists() else []
        if not files:
            return 0, Contacts.from_arrow(pa.table({"person": pa.array([], pa.int32())}))
        table = pa.concat_tables(pq.ParquetFile(file).read() for file in files)
        contacts = Contacts.from_arrow(table, self.packing.unpacked(table))
        notes = values_of(table["note"], 0, np.int16)
        if number == REJECTED_PART:
            self.rejections.add(contacts.file, contacts.pos, notes)
            return len(table), contacts.of(np.zeros(len(table), dtype=bool))
        return len(table), self._usable(contacts, notes)

    def _usable(self, contacts: Contacts, zones: Column) -> Contacts:
        self.rejections.note_zones(contacts.file, contacts.pos, zones)
        timed = with_instants(contacts, zones)
        wrong = timed.reasons > 0
        if not wrong.any():
            return timed.contacts
        self.rejections.add(contacts.file[wrong], contacts.pos[wrong], timed.reasons[wrong])
        return timed.contacts.of(~wrong)

    def _old(self, number: int) -> Tables:
        """The tables of the range as they were."""
        if self.before is None or not _file(self.before, "contacts", number).exists():
            return {}
        return {
            name: pq.ParquetFile(_file(self.before, name, number)).read()
            for name in (*TABLES, ORIGINALS)
        }

    def _carry_over(self, number: int) -> None:
        """Untouched: the same files, in the new version as well."""
        if self.before is None or not _file(self.before, "contacts", number).exists():
            return
        for name in (*TABLES, ORIGINALS):
            os.link(_file(self.before, name, number), _file(self.draft, name, number))
        columns = pq.ParquetFile(_file(self.draft, "contacts", number)).read(["day"])
        self._tell(columns, 0, 0, 0)

    def _write(self, number: int, tables: Tables) -> None:
        for name, table in tables.items():
            pq.write_table(
                _without_nulls(table),
                _file(self.draft, name, number),
                compression="lz4",
                row_group_size=_ROWS_IN_A_GROUP,
                write_batch_size=_ROWS_IN_A_BATCH,
                use_dictionary=[name for name in table.column_names if _has_few_words(name)],
                # What a question is narrowed by; files are in order of person.
                write_statistics=["person", "day"],
            )


def _without_nulls(table: pa.Table) -> pa.Table:
    """The same table, said to have no nulls: nobody has to write or read which values are."""
    fields = [field.with_nullable(nullable=False) for field in table.schema]
    return table.cast(pa.schema(fields))


def _has_few_words(column: str) -> bool:
    """Whether a dictionary is worth its while: units and days are hardly ever the same."""
    return column.removesuffix("_from").removesuffix("_to") in _FEW_WORDS


def _file(version: Path, table: str, number: int) -> Path:
    return version / table / f"{number:05}.parquet"


def make_folders(draft: Path) -> None:
    for name in (*TABLES, ORIGINALS):
        (draft / name).mkdir()


def _as_delivered(old: Tables, persons: Column) -> Contacts:
    """The contacts of these persons as they were delivered, in order, before transfers."""
    if not old:
        return Contacts.from_arrow(pa.table({"person": pa.array([], pa.int32())}))
    unmerged = _rows_of(old[ORIGINALS], persons)
    merged_persons = np.unique(values_of(unmerged["person"], 0, np.int32))
    plain = _rows_of(old["contacts"], np.setdiff1d(persons, merged_persons))
    parts = [Contacts.from_arrow(table) for table in (plain, unmerged)]
    found = Contacts.together(parts)
    return found.but(
        file=np.full(len(found), _EARLIER_FILE, dtype=np.int32),
        pos=np.arange(len(found), dtype=np.int64),
    )


def _flags(table: pa.Table, persons: Column) -> Flags:
    return np.isin(values_of(table["person"], 0, np.int32), persons)


def _rows_of(table: pa.Table, persons: Column) -> pa.Table:
    return table.filter(pa.array(_flags(table, persons)))


def _with_others(new: pa.Table, old: pa.Table | None, touched: Column) -> pa.Table:
    """What was made, and the rows of everybody else as they were, by person."""
    if old is None:
        return new
    others = old.filter(pa.array(~_flags(old, touched)))
    together = pa.concat_tables([others, new.cast(others.schema)])
    order = np.argsort(values_of(together["person"], 0, np.int32), kind="stable")
    return together.take(pa.array(order))


def _table(contacts: Contacts) -> pa.Table:
    names = [name for name in Contacts.__dataclass_fields__ if name not in {"file", "pos"}]
    return pa.table({name: getattr(contacts, name) for name in names})
