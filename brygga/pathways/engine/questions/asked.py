"""What every question has: where, when, on which level; and the data it is asked of."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from brygga.pathways.engine.columns import Column
from brygga.pathways.engine.days import day_number
from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.how import Manifest
from brygga.pathways.engine.materialising import LEVELS
from brygga.pathways.engine.naming import Names
from brygga.pathways.engine.protecting import Scope

if TYPE_CHECKING:
    import ibis

    from brygga.pathways.engine.answers import Draft

_T = TypeVar("_T")
Level = Literal["activity", "sector", "unit"]
Row = dict[str, Any]

NATION = "00"
_COUNTY_DIGITS = 2
_EARLIEST, _LATEST = -999_999, 999_999
"""Inside NEVER_DAY and ALWAYS_DAY: an open period holds every real day and neither of those."""


class Engine(Protocol):
    """Runs an expression; the tables have the same names and columns in all of them."""

    def table(self, name: str) -> "ibis.Table": ...

    def rows(self, expression: "ibis.Table") -> list[Row]: ...

    def columns(self, expression: "ibis.Table") -> Mapping[str, Column]: ...

    def kept(self, expression: "ibis.Table") -> AbstractContextManager["ibis.Table"]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Data:
    """One version of a store, as one engine sees it."""

    engine: Engine
    names: Names
    manifest: Manifest
    _once: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def table(self, name: str) -> "ibis.Table":
        return self.engine.table(name)

    def rows(self, expression: "ibis.Table") -> list[Row]:
        return self.engine.rows(expression)

    def columns(self, expression: "ibis.Table") -> Mapping[str, Column]:
        """An array a column, for answers of many rows; none of them may hold a null."""
        return self.engine.columns(expression)

    def kept(self, expression: "ibis.Table") -> AbstractContextManager["ibis.Table"]:
        """Worked out once, for several expressions that read it while it lasts."""
        return self.engine.kept(expression)

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """What is the same for every question, worked out by the first that needs it."""
        if name not in self._once:
            self._once[name] = make()
        known: _T = self._once[name]
        return known

    def name(self, level: str, number: int | None) -> str | None:
        return None if number is None else self.names.words[level].get(number)

    def ids(self, kind: str, column: str) -> list[int]:
        """Numbers of the words that mean `kind`; one that no row has, where there are none."""
        return sorted(self.manifest.words.ids(kind, self.names.words[column])) or [-2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """`place`: an SCB code or a slug; a county (two digits) holds its municipalities and 00
    everything. `since` is the first day and `until` the first day after; None is open.
    """

    place: str | None = None
    since: date | None = None
    until: date | None = None

    @abstractmethod
    def draft(self, data: Data) -> "Draft":
        """The whole answer, before anything is kept back."""

    @property
    def first(self) -> int:
        return _EARLIEST if self.since is None else day_number(self.since)

    @property
    def after(self) -> int:
        return _LATEST if self.until is None else day_number(self.until)

    @property
    def is_placed(self) -> bool:
        return self.place not in {None, "", NATION}

    def placed(self, table: "ibis.Table", data: Data) -> "ibis.Table":
        """Rows of the place. Raises NotAsked where no contact is of it."""
        if not self.is_placed:
            return table
        wanted = self.place or ""
        found = [
            number for number, name in data.names.words["place"].items() if _holds(wanted, name)
        ]
        if not found:
            raise NotAsked(f"No contact is of place {wanted}.")
        return table.filter(table.place.isin(found))

    def during(
        self, table: "ibis.Table", first: str = "day", last: str | None = None
    ) -> "ibis.Table":
        """Rows that begin, and end where `last` names a day, in the period."""
        if self.since is not None:
            table = table.filter(table[first] >= self.first)
        if self.until is not None:
            table = table.filter(table[last or first] < self.after)
        return table

    def scope(self, *key: str, adds_up: bool = True) -> Scope:
        """What a number of the answer counts."""
        place = (self.place or "") if self.is_placed else ""
        return Scope(key, place, self.since, self.until, adds_up)


def _holds(wanted: str, place: str) -> bool:
    is_county = len(wanted) == _COUNTY_DIGITS and wanted.isdigit()
    return place == wanted or (is_county and place.isdigit() and place.startswith(wanted))


def insist_on_level(level: str) -> None:
    if level not in LEVELS:
        raise NotAsked(f"A step is between activities, sectors or units, not {level}.")
