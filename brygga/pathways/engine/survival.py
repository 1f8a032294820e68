"""The product-limit estimate of Kaplan and Meier (1958), for whole days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that still waits after each day on which somebody stopped waiting, exactly."""

    curve: tuple[tuple[int, Fraction], ...]

    def waiting_after(self, days: int) -> Fraction:
        """The share that still waits when that many days have passed."""
        share = Fraction(1)
        for day, left in self.curve:
            if day > days:
                break
            share = left
        return share

    def quantile(self, share: Fraction) -> float | None:
        """The days within which this share has stopped waiting; None where it never comes to that.

        Where the curve lies level at just that share, the middle of the level, so that without
        anybody still waiting the median is the usual one.
        """
        left = 1 - share
        for number, (day, waiting) in enumerate(self.curve):
            if waiting < left:
                return float(day)
            if waiting == left:
                following = self.curve[number + 1 :]
                return (day + following[0][0]) / 2 if following else float(day)
        return None


def survival_of(ended: Mapping[int, int], open_: Mapping[int, int]) -> Survival:
    """From how many waits ended, and how many were still open, by the days they had lasted.

    Who is last seen waiting on a day was at risk on it.
    """
    at_risk = sum(ended.values()) + sum(open_.values())
    share = Fraction(1)
    curve: list[tuple[int, Fraction]] = []
    for day in _days(ended, open_):
        if ended.get(day):
            share *= Fraction(at_risk - ended[day], at_risk)
            curve.append((day, share))
        at_risk -= ended.get(day, 0) + open_.get(day, 0)
    return Survival(tuple(curve))


def _days(*several: Iterable[int]) -> list[int]:
    return sorted({day for days in several for day in days})
