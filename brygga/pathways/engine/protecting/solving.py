"""Linear programmes in whole numbers, solved by HiGHS.

Why a library: bounds over several tables and periods are linear programmes of any shape, and in
more than two dimensions their corners need not be whole numbers, so that branching is needed too.
HiGHS does both exactly enough, is kept by its authors, and is one wheel of 3 MB beside numpy; the
same solver inside scipy comes with 35 MB more. A flow algorithm of our own would do for one
two-way table only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import highspy
import numpy
import numpy.typing

Table = numpy.typing.NDArray[numpy.float64]
"""A value for each column."""

_NEAR = 1e-6
_NODES = 400
"""Where branching stops with the best found so far: nodes, not seconds, so that a slow machine
gives the same answer as a fast one."""


@dataclass(slots=True)
class Programme:
    """Columns from lower to upper, and rows `low <= sum of coefficient * column <= high`."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, Mapping[int, float]]] = field(default_factory=list)

    def column(self, lower: float, upper: float) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def row(self, low: float, high: float, terms: Mapping[int, float]) -> None:
        self.rows.append((low, high, terms))

    def close_in(self, rounds: int) -> None:
        """Bring the bounds of columns closer by what each row leaves them, row after row: where
        they end no table that fits is lost.
        """
        ends = (self.lower, self.upper)
        for _round in range(rounds):
            before = (list(self.lower), list(self.upper))
            for low, high, terms in self.rows:
                _close_in(low, high, terms, ends)
            if before == ends:
                break


def _close_in(
    low: float, high: float, terms: Mapping[int, float], ends: tuple[list[float], list[float]]
) -> None:
    """What one row leaves each of its columns when the others go as far as they can."""
    lower, upper = ends
    reach = {
        column: sorted((each * lower[column], each * upper[column]))
        for column, each in terms.items()
    }
    least, most = (sum(each[end] for each in reach.values()) for end in (0, 1))
    for column, each in terms.items():
        nearest, farthest = reach[column]
        ways = sorted(((low - most + farthest) / each, (high - least + nearest) / each))
        lower[column], upper[column] = max(lower[column], ways[0]), min(upper[column], ways[1])


class Solver:
    """Asks one programme many things; each begins where the last ended."""

    def __init__(self, programme: Programme, *, whole: bool) -> None:
        self._size = len(programme.lower)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # -- its __init__ lacks a type
        self._highs.silent()
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._highs.passModel(_model(programme, whole=whole))

    def least(self, cost: Mapping[int, float]) -> Table | None:
        """The columns where the cost is least; None where nothing fits."""
        costs = numpy.zeros(self._size)
        for column, each in cost.items():
            costs[column] = each
        everything = numpy.arange(self._size, dtype=numpy.int32)
        self._highs.changeColsCost(self._size, everything, costs)
        self._highs.run()
        if self._highs.getInfo().primal_solution_status != _FEASIBLE:
            return None
        return numpy.array(self._highs.getSolution().col_value)


_FEASIBLE = int(highspy.SolutionStatus.kSolutionStatusFeasible)
_OPTIONS: Mapping[str, float | int | str | bool] = {
    "threads": 1,
    "random_seed": 0,
    "mip_max_nodes": _NODES,
    "mip_rel_gap": 0.0,
}


def _model(programme: Programme, *, whole: bool) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(programme.lower), len(programme.rows)
    model.col_cost_ = numpy.zeros(model.num_col_)
    model.col_lower_ = numpy.array(programme.lower, dtype=float)
    model.col_upper_ = numpy.array(programme.upper, dtype=float)
    model.row_lower_ = numpy.array([low for low, _, _ in programme.rows], dtype=float)
    model.row_upper_ = numpy.array([high for _, high, _ in programme.rows], dtype=float)
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    lengths = [len(terms) for _, _, terms in programme.rows]
    matrix.start_ = numpy.concatenate([[0], numpy.cumsum(lengths)]).astype(numpy.int32)
    terms = [term for _, _, each in programme.rows for term in each.items()]
    matrix.index_ = numpy.array([column for column, _ in terms], dtype=numpy.int32)
    matrix.value_ = numpy.array([value for _, value in terms], dtype=float)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model


def is_whole(table: Table) -> bool:
    return bool((abs(table - numpy.rint(table)) < _NEAR).all())
