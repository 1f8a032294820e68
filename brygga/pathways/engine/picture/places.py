"""Where everything stands. Along: from the first layer to the last; across: within a layer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brygga.pathways.engine.picture.layers import Layers, Spot

_ROUNDS = 12
_LANES = 0.35
"""How much of the room between nodes is kept between two lines that pass them."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle across, its beginning along, and its sizes."""

    along: float
    across: float
    length: float
    breadth: float

    @property
    def end(self) -> float:
        return self.along + self.length


@dataclass(frozen=True, slots=True)
class Sizes:
    """Length and breadth of each spot, and the room between."""

    length: float
    breadth: Mapping[Spot, float]
    gap: Sequence[float]
    between: float


def places(layers: Layers, sizes: Sizes) -> dict[Spot, Box]:
    """Boxes that do not touch, each as near those it is bound to as the others let it be."""
    beside: dict[Spot, list[Spot]] = defaultdict(list)
    for route in layers.routes.values():
        for one, other in pairwise(route):
            beside[one].append(other)
            beside[other].append(one)
    across: dict[Spot, float] = {}
    for row in layers.rows:
        across |= _spread(row, sizes, lambda _spot: 0.0)
    for number in range(_ROUNDS):
        rows = layers.rows if number % 2 == 0 else layers.rows[::-1]
        for row in rows:
            across |= _spread(row, sizes, _wish(across, beside))
    least = min((across[s] - sizes.breadth[s] / 2 for s in across), default=0.0)
    found, along = {}, 0.0
    for number, row in enumerate(layers.rows):
        for spot in row:
            found[spot] = Box(along, across[spot] - least, sizes.length, sizes.breadth[spot])
        along += sizes.length + sizes.gap[number]
    return found


def _wish(
    across: Mapping[Spot, float], beside: Mapping[Spot, Sequence[Spot]]
) -> Callable[[Spot], float]:
    def wish(spot: Spot) -> float:
        others = [across[other] for other in beside.get(spot, ()) if other != spot]
        return sum(others) / len(others) if others else across[spot]

    return wish


def _spread(row: Sequence[Spot], sizes: Sizes, wish: Callable[[Spot], float]) -> dict[Spot, float]:
    """As near the wishes as order and room allow, by least squares: pooled where they collide."""
    offsets, offset = [], 0.0
    for number, spot in enumerate(row):
        if number:
            offset += (sizes.breadth[row[number - 1]] + sizes.breadth[spot]) / 2
            offset += sizes.between * (_LANES if _are_lines(spot, row[number - 1]) else 1)
        offsets.append(offset)
    wishes = [wish(spot) - offset for spot, offset in zip(row, offsets, strict=True)]
    levels = _rising(wishes)
    return {spot: at + off for spot, at, off in zip(row, levels, offsets, strict=True)}


def _are_lines(*spots: Spot) -> bool:
    """Whether none of them is a node."""
    return all(len(spot) > 1 for spot in spots)


def _rising(values: Iterable[float]) -> list[float]:
    """The nearest values that never fall (isotonic regression, pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, size = pools.pop()
            total, count = total + before, count + size
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
