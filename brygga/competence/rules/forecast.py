"""What if: how long it takes, at a pace, until enough of the staff has the competence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 80
"""Per cent of the staff."""
MOST_MONTHS = 120
"""Nobody plans further ahead: beyond ten years the answer is that it is not reached."""
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Situation:
    """How it is today.

    `expiring[0]` of the trained lose their certificate in the first month, and so on. `trainers`
    says of each how many months they may still teach; None: as far as one can see.
    """

    staff: int
    trained: int
    trainers: Sequence[int | None]
    expiring: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """How it goes on: each trainer's rounds in a year, seats filled in a round, and what is lost.

    `turnover` is how many per cent of the staff leave in a year and are replaced by untrained
    ones. A certificate holds for `validity` months; None: for ever.
    """

    rounds_a_year: float
    seats: int
    turnover: float = 0
    validity: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """How many have the competence after so many months, and who may teach then."""

    number: int
    trained: float
    trainers: int
    share: float


def forecast(situation: Situation, pace: Pace, *, enough: int = ENOUGH) -> list[Month]:
    """Month by month until enough of the staff has the competence, or for ten years.

    With S the staff, r rounds a year, p seats, u turnover a year and v months of validity:

        A(m) = trainers who may still teach in month m
        N(m) = min(A(m) · r · p / 12, those not trained)
        E(m) = certificates known to run out in month m, and N(m − v)
        T(m) = T(m − 1) − E(m) − u · T(m − 1) / 12 + N(m), between 0 and S

    The last month is the one in which T ≥ enough · S; `is_reached` tells whether it came to that.
    The first, number 0, is today. Every seat is taken to be filled by somebody who needs it, so
    the answer is the earliest that can be hoped for.
    """
    months = [_month(0, min(situation.trained, situation.staff), situation)]
    new: list[float] = []
    while not is_reached(months, enough) and len(months) <= MOST_MONTHS:
        number = len(months)
        had = months[-1].trained
        left = had - _runs_out(number, situation, pace, new) - pace.turnover / 100 * had / _YEAR
        left = max(left, 0)
        room = situation.staff - left
        new.append(
            min(_teaching(number, situation) * pace.rounds_a_year * pace.seats / _YEAR, room)
        )
        months.append(_month(number, left + new[-1], situation))
    return months


def is_reached(months: Sequence[Month], enough: int = ENOUGH) -> bool:
    # A hair below, so that a sum of twelfths that ought to be exact is taken for what it is.
    return months[-1].share >= enough - 1e-6


def _month(number: int, trained: float, situation: Situation) -> Month:
    share = 100 * trained / situation.staff if situation.staff else 0
    return Month(number, trained, _teaching(max(number, 1), situation), share)


def _teaching(number: int, situation: Situation) -> int:
    return sum(left is None or left >= number for left in situation.trainers)


def _runs_out(number: int, situation: Situation, pace: Pace, new: Sequence[float]) -> float:
    known = situation.expiring[number - 1] if number <= len(situation.expiring) else 0
    if pace.validity is None or number <= pace.validity:
        return known
    return known + new[number - pace.validity - 1]


@dataclass(frozen=True, slots=True)
class Need:
    """One place: its staff, how many of them are trained, and how many trainers there are."""

    name: str
    staff: int
    trained: int
    trainers: int
    code: str = ""

    @property
    def untrained(self) -> int:
        return max(self.staff - self.trained, 0)


def next_course(needs: Iterable[Need]) -> list[Need]:
    """Places in the order in which they gain from the next trainers' course.

    A place without a trainer comes before one that has any, the fewest trainers first; among them
    the one with the most untrained staff. Who has everybody trained is left out.
    """
    wanting = [need for need in needs if need.untrained]
    return sorted(wanting, key=lambda need: (need.trainers, -need.untrained, need.name))
