"""Numbers, what they add up to, and how few are too few."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number counts, so that answers given on different days can be compared.

    `key` is everything but place and time: question, how steps are named, measure, row. `place` is
    an SCB code or a slug, "" the whole store. `since` is the first day, `until` the first day
    after; None is open. `adds_up` is false where one person may be counted in several periods.
    """

    key: tuple[str, ...]
    place: str = ""
    since: date | None = None
    until: date | None = None
    adds_up: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A number by name; `persons` behind it where that is another number than the count.

    `is_shown` is false for a number that no reader sees but that must not be worked out either.
    """

    name: str
    count: int
    persons: int | None = None
    is_shown: bool = True
    of: Scope | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The cell `total` is exactly the sum of the cells `parts`."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage by name: `part` out of `whole`, two cells.

    It tells the part, also where that is not shown itself. So few outside the part are as telling
    as so few in it. Where one part lies within another (within 14 days, within 30), say with a Sum
    and a cell that is not shown what lies between.
    """

    name: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Derived:
    """Something made of cells (a median, a ratio) that is kept back with any of them."""

    name: str
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is told at once; names are its own. See the parts."""

    cells: tuple[Cell, ...] = ()
    sums: tuple[Sum, ...] = ()
    shares: tuple[Share, ...] = ()
    derived: tuple[Derived, ...] = ()


def together(parts: Iterable[Answer], sums: Iterable[Sum] = ()) -> Answer:
    """As one answer, with what adds up between its parts."""
    several = list(parts)
    return Answer(
        cells=tuple(each for one in several for each in one.cells),
        sums=(*(each for one in several for each in one.sums), *sums),
        shares=tuple(each for one in several for each in one.shares),
        derived=tuple(each for one in several for each in one.derived),
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """How careful to be.

    `threshold`: fewer persons than this, but not none, are few; 0 turns everything off. `width`:
    how far apart the bounds of what is kept back must lie; as the threshold if not said, so that
    small cannot be told from not small. `unanimous`: the smallest whole of which "all" or "none"
    is told, since that tells of everyone in it; twice the threshold if not said.
    """

    threshold: int = 5
    width: int | None = None
    unanimous: int | None = None

    @property
    def least_width(self) -> int:
        return self.threshold if self.width is None else self.width

    @property
    def least_unanimous(self) -> int:
        return 2 * self.threshold if self.unanimous is None else self.unanimous

    def is_small(self, count: int) -> bool:
        return 0 < count < self.threshold
