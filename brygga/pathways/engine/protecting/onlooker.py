"""What somebody who sees everything that is shown can work out of the rest."""

import math
import random
from collections.abc import Iterable, Mapping

from brygga.pathways.engine.protecting.cells import Sum
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.solving import Programme, Solver, is_whole

_FEW = 4
_HARDLY = 0.8
"""Of the numbers, when so many are left after a push, another is hardly worth it."""

Bounds = tuple[int, int | None]
"""The least and the largest whole number it could be; None where there is no end."""


class Onlooker:
    """Bounds on the open numbers of one connected part.

    Every table that is found on the way is kept: two of them that differ enough in a number have
    shown that it is safe, and it need not be asked about.
    """

    def __init__(self, equations: Equations) -> None:
        self._names = sorted(equations.open)
        self._at = {name: number for number, name in enumerate(self._names)}
        seen = [equations.counts[n] or 0 for n in equations.counts if n not in equations.open]
        # Nothing that has an end ends above the sum of all that is seen.
        self._end = float(sum(seen) + 1_000)
        self._programme = Programme([0.0] * len(self._names), [self._end] * len(self._names))
        for each in equations.sums:
            self._add(each, equations)
        self._solvers: dict[bool, Solver] = {}
        self._least: dict[str, int] = {}
        self._most: dict[str, int] = {}
        self._meet([equations.counts[name] for name in self._names])

    def _add(self, each: Sum, equations: Equations) -> None:
        terms: dict[int, float] = {}
        known = 0
        for name, sign in [(each.total, -1), *((part, 1) for part in each.parts)]:
            if name in equations.open:
                terms[self._at[name]] = terms.get(self._at[name], 0.0) + sign
            else:
                known += sign * (equations.counts[name] or 0)
        if terms:
            self._programme.row(-known, -known, terms)

    def is_wide(self, name: str, width: int) -> bool:
        """Whether two tables that fit all that is shown differ by the width in this number."""
        if self._spread(name) >= width:
            return True
        low, high = self.bounds(name)
        return high is None or high - low >= width

    def narrow(self, names: Iterable[str], width: int) -> list[str]:
        """Those of the names that lie within a narrower width than this.

        Tables in which all of them are pushed, each its own way, show most to be wide at once; the
        rest are asked about one by one.
        """
        left = [name for name in names if self._spread(name) < width]
        chance = random.Random(0)  # noqa: S311 -- which tables are tried, the same each time
        while len(left) > _FEW:
            pushes = {self._at[name]: chance.choice((-1.0, 1.0)) for name in left}
            for sign in (1, -1):
                self._push({column: sign * push for column, push in pushes.items()})
            still = [name for name in left if self._spread(name) < width]
            if len(still) > _HARDLY * len(left):
                break
            left = still
        return [name for name in left if not self.is_wide(name, width)]

    def bounds(self, name: str) -> Bounds:
        low, high = (self._extreme(name, sign) for sign in (1, -1))
        return math.ceil(low - 1e-6), None if high >= self._end - 1 else math.floor(high + 1e-6)

    def _extreme(self, name: str, sign: int) -> float:
        return self._push({self._at[name]: float(sign)})[self._at[name]]

    def _push(self, cost: Mapping[int, float]) -> list[float]:
        """The table of whole numbers in which the cost is least."""
        for whole in (False, True):
            solver = self._solvers.get(whole) or Solver(self._programme, whole=whole)
            self._solvers[whole] = solver
            found = solver.least(cost)
            if found is None:
                raise ValueError(f"what is shown beside {self._names[0]} does not add up")
            if whole or is_whole(found):
                self._meet([round(value) for value in found])
                return found
        raise AssertionError

    def _meet(self, table: Iterable[int | None]) -> None:
        for name, value in zip(self._names, table, strict=True):
            if value is not None:
                self._least[name] = min(value, self._least.get(name, value))
                self._most[name] = max(value, self._most.get(name, value))

    def _spread(self, name: str) -> int:
        return self._most.get(name, 0) - self._least.get(name, 0)


def audit(equations: Equations) -> dict[str, Bounds]:
    """Bounds on everything that is not seen; what no sum binds has none above."""
    found: dict[str, Bounds] = dict.fromkeys(equations.open, (0, None))
    for part in equations.parts(through=equations.open):
        onlooker = Onlooker(part)
        found |= {name: onlooker.bounds(name) for name in part.open}
    return found
