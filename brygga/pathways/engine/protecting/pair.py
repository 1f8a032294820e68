"""Two tables that an onlooker cannot tell from the true one, at the least loss."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from brygga.pathways.engine.protecting.cells import Sum
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.solving import Programme, Solver

_LARGE = 100
"""Numbers that could be kept back above which the relaxation must do."""
_REACH = 4
"""How many widths another number may have to move for one to move a width."""
_NEAR = 1e-7


def least_loss(equations: Equations, name: str, width: int) -> set[str]:
    """What to keep back beside `name`, or nothing where no pair was found."""
    pair = _Pair(equations, width)
    pair.lay_out(name)
    is_small = len(pair.switch) <= _LARGE
    found = Solver(pair.programme, whole=is_small).least(pair.cost())
    if found is None and is_small:
        found = Solver(pair.programme, whole=False).least(pair.cost())
    if found is None:
        return set()
    return {each for each, column in pair.switch.items() if found[column] > _NEAR}


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
