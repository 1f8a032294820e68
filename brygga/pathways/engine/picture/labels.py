"""Where the number of each edge stands: on its line, and not on top of another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_LETTER, _LINE = 6.6, 15.0
_CROSSED = 12.0
"""What it costs to stand on another line, for each point of it, in covered square pixels."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom

    def overlap(self, other: "Area") -> float:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


@dataclass(slots=True)
class Free:
    """What is taken on the sheet so far, and where lines go."""

    taken: list[Area] = field(default_factory=list)
    lines: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=dict)

    def place(
        self, text: str, spots: Sequence[tuple[float, float]], line: tuple[str, str]
    ) -> tuple[float, float]:
        """The spot, of those on its own line, where the text covers least; the first of several."""
        others = [point for key, points in self.lines.items() if key != line for point in points]
        best = min(spots, key=lambda spot: self._covered(area(text, spot), others))
        self.taken.append(area(text, best))
        return best

    def _covered(self, here: Area, others: Iterable[tuple[float, float]]) -> float:
        crossed = sum(here.holds(*point) for point in others)
        return round(sum(here.overlap(other) for other in self.taken), 3) + _CROSSED * crossed

    def ends(self) -> Area:
        """What everything on the sheet is within."""
        points = [point for points in self.lines.values() for point in points]
        areas = [*self.taken, *(Area(x - 8, y - 8, x + 8, y + 8) for x, y in points)]
        return Area(
            min(each.left for each in areas),
            min(each.top for each in areas),
            max(each.right for each in areas),
            max(each.bottom for each in areas),
        )


def area(text: str, middle: tuple[float, float]) -> Area:
    """What a small text takes up round its middle."""
    wide, (x, y) = width_of(text), middle
    return Area(x - wide / 2, y - _LINE / 2, x + wide / 2, y + _LINE / 2)


def width_of(text: str) -> float:
    """About; nobody asks a font."""
    return _LETTER * len(text) + 4
