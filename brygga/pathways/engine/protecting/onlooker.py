"""What somebody who sees everything that is shown can work out of the rest."""

import math
import random
from collections.abc import Iterable, Sequence

import numpy

from brygga.pathways.engine.protecting.cells import Sum
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.solving import Programme, Solver, Table, is_whole

_FEW = 4
_ROUNDS = 10
_NEAR = 1e-6

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
        self._programme.close_in(_ROUNDS)
        self._solvers: dict[bool, Solver] = {}
        self._bounds: dict[str, Bounds] = {}
        true = [equations.counts[name] for name in self._names]
        self._least = numpy.array([numpy.inf if each is None else each for each in true])
        self._most = numpy.array([-numpy.inf if each is None else each for each in true])

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

    def may_be_small(self, name: str, threshold: int) -> bool:
        """Whether it is not plain at once that it is none, or not below the threshold."""
        lower, upper = self._plain(name)
        return upper > _NEAR and lower < threshold - _NEAR

    def _plain(self, name: str) -> tuple[float, float]:
        """Bounds that are plain at once; the true ones lie within."""
        return self._programme.lower[self._at[name]], self._programme.upper[self._at[name]]

    def is_wide(self, name: str, width: int) -> bool:
        """Whether two tables that fit all that is shown differ by the width in this number."""
        if self._spread(name) >= width:
            return True
        lower, upper = self._plain(name)
        if upper - lower < width - _NEAR:
            return False
        low, high = self.bounds(name)
        return high is None or high - low >= width

    def narrow(self, names: Iterable[str], width: int) -> list[str]:
        """Those of the names that lie within a narrower width than this.

        Pairs of tables that lie apart in as many of them as can be show most to be wide at once;
        the rest are asked about one by one.
        """
        left = [name for name in names if self._spread(name) < width]
        chance = random.Random(0)  # noqa: S311 -- which tables are tried, the same each time
        while len(left) > _FEW:
            self._draw_apart(left, width, chance)
            still = [name for name in left if self._spread(name) < width]
            if len(still) == len(left):
                break
            left = still
        return [name for name in left if not self.is_wide(name, width)]

    def _draw_apart(self, names: Sequence[str], width: int, chance: random.Random) -> None:
        """Meets two tables in which each of the names lies up to the width apart, one way or other
        by chance, and all of them together as far as can be.
        """
        size = len(self._names)
        both = Programme(self._programme.lower * 2, self._programme.upper * 2)
        for low, high, terms in self._programme.rows:
            both.row(low, high, terms)
            both.row(low, high, {column + size: each for column, each in terms.items()})
        cost = {}
        for name in names:
            apart, at, sign = both.column(0.0, width), self._at[name], chance.choice((-1.0, 1.0))
            both.row(0.0, math.inf, {at: sign, at + size: -sign, apart: -1.0})
            cost[apart] = -1.0
        found = Solver(both, whole=False).least(cost)
        for table in () if found is None else (found[:size], found[size : 2 * size]):
            if is_whole(table):
                self._meet(table)

    def bounds(self, name: str) -> Bounds:
        if name not in self._bounds:
            low, high = (self._extreme(name, sign) for sign in (1, -1))
            has_end = high < self._end - 1
            most = math.floor(high + _NEAR) if has_end else None
            self._bounds[name] = (math.ceil(low - _NEAR), most)
        return self._bounds[name]

    def _extreme(self, name: str, sign: int) -> float:
        """The least or the largest it is in any table of whole numbers."""
        at = self._at[name]
        for whole in (False, True):
            solver = self._solvers.get(whole) or Solver(self._programme, whole=whole)
            self._solvers[whole] = solver
            found = solver.least({at: float(sign)})
            if found is None:
                raise ValueError(f"what is shown beside {self._names[0]} does not add up")
            if whole or is_whole(found):
                self._meet(found)
                return float(found[at])
        raise AssertionError

    def _meet(self, table: Table) -> None:
        whole = numpy.rint(table)
        self._least, self._most = (
            numpy.minimum(self._least, whole),
            numpy.maximum(self._most, whole),
        )

    def _spread(self, name: str) -> float:
        """How far apart the tables met lie in this number; below 0 where none was met."""
        at = self._at[name]
        return float(self._most[at] - self._least[at])


def audit(equations: Equations) -> dict[str, Bounds]:
    """Bounds on everything that is not seen; what no sum binds has none above."""
    found: dict[str, Bounds] = dict.fromkeys(equations.open, (0, None))
    for part in equations.parts(through=equations.open):
        onlooker = Onlooker(part)
        found |= {name: onlooker.bounds(name) for name in part.open}
    return found
