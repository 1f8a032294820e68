"""Contacts as columns: one numpy array each, all of one length."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from brygga.pathways.engine.calendar import NEVER

Column = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_NONE: Mapping[str, Column] = {}
UNKNOWN = -1
"""The number of a word that was not delivered."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Times are instants in milliseconds (NEVER where unknown); words are numbers.

    `plan` is 0 where there was a joint plan. `file` and `pos` say where a contact was read:
    contacts of one person at the same instant stand in the order they were delivered, those of
    earlier deliveries first.
    """

    person: Column
    start: Column
    end: Column
    referral: Column
    unit: Column
    sector: Column
    activity: Column
    place: Column
    outcome: Column
    plan: Column
    file: Column
    pos: Column

    def __len__(self) -> int:
        return len(self.person)

    def of(self, rows: Places | Flags) -> "Contacts":
        """Those rows, in that order."""
        return self._each(lambda column: column[rows])

    def but(self, **columns: Column) -> "Contacts":
        return replace(self, **columns)

    def _each(self, change: Callable[[Column], Column]) -> "Contacts":
        return Contacts(*(change(getattr(self, each.name)) for each in fields(self)))

    @classmethod
    def together(cls, several: Iterable["Contacts"]) -> "Contacts":
        all_of_them = list(several)
        return cls(
            *(
                np.concatenate([getattr(each, field.name) for each in all_of_them])
                for field in fields(cls)
            )
        )

    @classmethod
    def from_arrow(cls, table: pa.Table, known: Mapping[str, Column] = _NONE) -> "Contacts":
        """From a table with these columns and perhaps more, and from columns that are known
        already; what is in neither is unknown.
        """
        names = [each.name for each in fields(cls)]
        return cls(*(known[n] if n in known else _column(table, n) for n in names))


TIMES = frozenset({"start", "end", "referral"})


def _column(table: pa.Table, name: str) -> Column:
    missing = NEVER if name in TIMES else UNKNOWN
    kind = np.int64 if name in TIMES or name == "pos" else np.int32
    if name not in table.column_names:
        return np.full(len(table), missing, dtype=kind)
    return values_of(table.column(name), missing, kind)


def values_of(column: pa.ChunkedArray, missing: int, kind: type) -> Column:
    """The values with `missing` where there is none."""
    filled = column.fill_null(missing) if column.null_count else column
    values: Column = filled.to_numpy()
    return values.astype(kind, copy=False)


# -- Rows that stand in order of person ----------------------------------------------------------


def begins(key: Column) -> Flags:
    """Whether each row is the first of its run of equal keys."""
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    return first


def in_groups(key: Column) -> tuple[Places, Flags]:
    """An order in which equal keys stand together, each in the order they stood; and which of
    that order begin a group. Keys of rows that stand by person are nearly sorted, which a stable
    sort makes good use of.
    """
    order = np.argsort(key, kind="stable")
    return order, begins(key[order])


def paired(*keys: Column) -> Column:
    """One key of several; numbers of words are UNKNOWN or above, persons below 2³¹."""
    key = keys[0].astype(np.int64)
    for each in keys[1:]:
        key = key * (int(each.max(initial=0)) + 2) + (each.astype(np.int64) + 1)
    return key


def before_same(key: Column, day: Column, never: int) -> Column:
    """For each row, the day of the row before it with the same key; `never` where there is none."""
    order, first = in_groups(key)
    found = np.empty(len(key), dtype=np.int32)
    earlier = np.full(len(key), never, dtype=np.int32)
    earlier[1:] = day[order][:-1]
    earlier[first] = never
    found[order] = earlier
    return found
