"""The same things counted on another level: what a table by unit tells of one by sector.

What happens is one and the same whole, whatever it is named by, and a unit lies within a sector.
Said as sums, that keeps a number kept back on one level from being worked out on another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Scope, Sum, together
from brygga.pathways.engine.questions.asked import Data

Pair = tuple[str, str | None]
"""From where, and to where or to nothing."""


class Counted(NamedTuple):
    """A row of a table: the name of its count, between which two, and how often."""

    way: str
    pair: Pair
    times: int


def whole_of(name: str, of: Scope, count: int, rows: Iterable[Counted], *, is_cut: bool) -> Told:
    """That the rows are all there is, `count` together; where `is_cut`, beside a rest. Nobody is
    shown either, but who has the table can add up.
    """
    members = list(rows)
    cells = [Cell(name, count, is_shown=False, of=of)]
    parts = [row.way for row in members]
    if is_cut:
        rest = f"{name}/rest"
        cells.append(Cell(rest, count - sum(row.times for row in members), is_shown=False))
        parts.append(rest)
    return Told(tuple(cells), (Sum(name, tuple(parts)),))


@dataclass(frozen=True, slots=True)
class Sectors:
    """The sector of each unit that is of one only, and whether they all are."""

    of: Mapping[str, str]
    is_plain: bool

    @classmethod
    def of_units(cls, data: Data) -> "Sectors":
        return data.once("sectors of units", lambda: cls._of_units(data))

    @classmethod
    def _of_units(cls, data: Data) -> "Sectors":
        contacts = data.table("contacts")
        met: dict[str, set[str]] = defaultdict(set)
        for row in data.rows(contacts.select("unit", "sector").distinct()):
            met[data.name("unit", row["unit"]) or ""].add(data.name("sector", row["sector"]) or "")
        alone = {unit: min(sectors) for unit, sectors in met.items() if len(sectors) == 1}
        return cls(alone, len(alone) == len(met))

    def between(self, units: Pair) -> Pair | None:
        source, target = self.of.get(units[0]), units[1] and self.of.get(units[1])
        return (source, target) if source and (target or units[1] is None) else None


def within_sectors(
    name: str,
    sectors: Sectors,
    rows: Iterable[Counted],
    whole: Mapping[Pair, tuple[int, Scope]],
    *,
    is_cut: bool,
) -> Told:
    """That rows between units are what lies between their sectors, of which `whole` says how many
    there are. A unit that is of several sectors is in the rest of each.
    """
    found: dict[Pair, list[Counted]] = defaultdict(list)
    for row in rows:
        pair = sectors.between(row.pair)
        if pair is not None:
            found[pair].append(row)
    has_rest = is_cut or not sectors.is_plain
    return together(
        whole_of(f"{name}/sectors/{n}", whole[pair][1], whole[pair][0], members, is_cut=has_rest)
        for n, (pair, members) in enumerate(found.items())
    )
