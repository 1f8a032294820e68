"""Two tables that an onlooker cannot tell from the true one, at the least loss."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from itertools import islice

from brygga.pathways.engine.protecting.cells import Sum
from brygga.pathways.engine.protecting.equations import Equations, names_in
from brygga.pathways.engine.protecting.solving import Programme, Solver

_FEW, _MORE = 50, 200
"""How many numbers are looked at round the one in question: first few, and more if need be."""
_SIDE = 3
"""And of one sum no more than so many that are kept back already, and so many that are not."""
_REACH = 4
"""How many widths another number may have to move for one to move a width."""
_NEAR = 1e-7


@dataclass(frozen=True, slots=True)
class Pair:
    """What to keep back for two tables to be possible, and what then lies a width apart in them.

    `is_proof` where both tables are of whole numbers: everything in `apart` is then safe.
    """

    more: frozenset[str]
    apart: frozenset[str]
    is_proof: bool


def least_loss(
    equations: Equations, name: str, width: int, touching: Mapping[str, Sequence[Sum]]
) -> Pair | None:
    """The pair for `name` that costs the reader least, or None where there is none."""
    for most, whole in ((_FEW, True), (_MORE, True), (_MORE, False)):
        near = _nearby(equations, _names_near(equations, name, width, most, touching), touching)
        found = _found(near, name, width, whole=whole)
        if found is not None:
            return found
    return _found(equations, name, width, whole=False)


def _found(equations: Equations, name: str, width: int, *, whole: bool) -> Pair | None:
    pair = _Pair(equations, width)
    pair.lay_out(name)
    found = Solver(pair.programme, whole=whole).least(pair.cost())
    if found is None:
        return None
    one, other = pair.tables
    return Pair(
        frozenset(each for each, column in pair.switch.items() if found[column] > _NEAR),
        frozenset(each for each in one if abs(found[one[each]] - found[other[each]]) > width - 0.5),
        whole,
    )


def _names_near(
    equations: Equations, name: str, width: int, most: int, touching: Mapping[str, Sequence[Sum]]
) -> dict[str, None]:
    found: dict[str, None] = {name: None}
    sums: set[Sum] = set()
    for here in _growing(found):
        for each in touching[here]:
            if each not in sums:
                sums.add(each)
                found |= dict.fromkeys(_side(equations, each, width))
        if len(found) > most:
            break
    return found


def _nearby(
    equations: Equations, names: Collection[str], touching: Mapping[str, Sequence[Sum]]
) -> Equations:
    """The numbers round one; those beyond stand still, as if they had been told."""
    part = equations.only({each: None for here in names for each in touching[here]})
    beyond = {n for n, count in part.counts.items() if n not in names and count is not None}
    return Equations(part.counts, part.sums, part.open - beyond, part.told | beyond)


def _growing(found: dict[str, None]) -> Iterator[str]:
    """Names in the order they were found, those found meanwhile too."""
    number = 0
    while number < len(found):
        yield next(islice(found, number, None))
        number += 1


def _side(equations: Equations, each: Sum, width: int) -> list[str]:
    """Some that are open, the largest first: they can give most way. And some that are not, those
    first that can give way a whole width, the smallest of them first: they cost least.
    """

    def cost(name: str) -> tuple[bool, int, str]:
        count = equations.counts[name] or 0
        return count < width, count, name

    names = names_in(each)
    unknown = [name for name in names if equations.counts[name] is None]
    opened = [name for name in names if name in equations.open]
    closed = [n for n in names if n not in equations.open and n not in equations.told]
    widest = nlargest(_SIDE, opened, key=lambda name: (equations.counts[name] or 0, name))
    return [*unknown, *widest, *nsmallest(_SIDE, closed, key=cost)]


@dataclass(slots=True)
class _Pair:
    """Columns hold how far each number lies from the true one, in the one table and the other.

    A number we do not know ourselves stands as it is. A switch is 1 where a number is kept back.
    """

    equations: Equations
    width: int
    programme: Programme = field(default_factory=Programme)
    tables: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))
    switch: dict[str, int] = field(default_factory=dict)

    def lay_out(self, name: str) -> None:
        reach = float(_REACH * self.width)
        for each in sorted(self.equations.counts):
            if each in self.equations.open:
                self._place(each, reach)
            elif each not in self.equations.told:
                self._place(each, reach)
                self._add_switch(each, reach)
        for table in self.tables:
            for each_sum in self.equations.sums:
                self._add(each_sum, table)
        up, down = (table[name] for table in self.tables)
        self.programme.row(self.width, float("inf"), {up: 1.0, down: -1.0})

    def _place(self, name: str, reach: float) -> None:
        count = self.equations.counts[name]
        ends = (0.0, float("inf")) if count is None else (-min(float(count), reach), reach)
        for table in self.tables:
            table[name] = self.programme.column(*ends)

    def _add_switch(self, name: str, reach: float) -> None:
        switch = self.switch[name] = self.programme.column(0.0, 1.0)
        for table in self.tables:
            self.programme.row(0.0, float("inf"), {table[name]: 1.0, switch: reach})
            self.programme.row(float("-inf"), 0.0, {table[name]: 1.0, switch: -reach})

    def _add(self, each: Sum, table: Mapping[str, int]) -> None:
        terms: dict[int, float] = {}
        known = 0
        for name, sign in [(each.total, -1), *((part, 1) for part in each.parts)]:
            known += sign * (self.equations.counts[name] or 0)
            if name in table:
                terms[table[name]] = terms.get(table[name], 0.0) + sign
        if terms:
            self.programme.row(-known, -known, terms)

    def cost(self) -> dict[int, float]:
        """One for each number kept back, and as much as it counts."""
        counts = self.equations.counts
        return {column: 1.0 + (counts[name] or 0) for name, column in self.switch.items()}
