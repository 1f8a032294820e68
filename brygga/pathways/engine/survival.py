"""The product-limit estimate of Kaplan and Meier (1958), for whole days."""

from dataclasses import dataclass

import numpy as np

from brygga.pathways.engine.columns import Column

_ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that still waits (`waiting`) after each day on which a wait ended (`days`)."""

    days: Column
    waiting: Column

    def waiting_after(self, days: int) -> float:
        """The share that still waits when that many days have passed."""
        passed = int(np.searchsorted(self.days, days, side="right"))
        return float(self.waiting[passed - 1]) if passed else 1.0

    def quantile(self, share: float) -> float | None:
        """The days within which this share has stopped waiting; None where it never comes to that.

        Where the curve lies level at just that share, the middle of the level, so that without
        anybody still waiting the median is the usual one.
        """
        left = 1 - share
        reached = np.flatnonzero(self.waiting <= left + _ALIKE)
        if not len(reached):
            return None
        first = int(reached[0])
        is_level = abs(float(self.waiting[first]) - left) <= _ALIKE
        if is_level and first + 1 < len(self.days):
            return float(self.days[first] + self.days[first + 1]) / 2
        return float(self.days[first])


def survival_of(days: Column, ended: Column, still: Column) -> Survival:
    """From how many waits ended, and how many were still open, when they had lasted those days.

    `days` stand in order, each once. Who is last seen waiting on a day was at risk on it.
    """
    leave = ended + still
    at_risk = leave.sum() - np.cumsum(leave) + leave
    some = ended > 0
    return Survival(days[some], np.cumprod(1 - ended[some] / at_risk[some]))
