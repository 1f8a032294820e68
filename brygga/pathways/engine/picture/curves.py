"""The line of each edge: where it leaves, what it passes, where it ends."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brygga.pathways.engine.picture.form import Form
from brygga.pathways.engine.picture.layers import Layers, Spot
from brygga.pathways.engine.picture.places import Box

Point = tuple[float, float]
"""Along, across."""
Key = tuple[str, str]

_BOW = 46.0


@dataclass(frozen=True, slots=True)
class Curve:
    """Cubic pieces from source to target; the arrow's head begins at `end`, and ends at `tip`."""

    pieces: tuple[tuple[Point, Point, Point, Point], ...]
    tip: Point

    @property
    def end(self) -> Point:
        return self.pieces[-1][3]

    def points(self, shares: Sequence[float]) -> list[Point]:
        """Points on the bent pieces, where a label may stand: the longest piece first."""
        bent = [piece for piece in self.pieces if piece[0] != piece[1]]
        bent.sort(
            key=lambda piece: -abs(piece[3][1] - piece[0][1]) - abs(piece[3][0] - piece[0][0])
        )
        return [_on(piece, share) for piece in bent for share in shares]

    def sampled(self) -> list[Point]:
        """Points close enough to tell where the line goes."""
        return [_on(piece, step / 10) for piece in self.pieces for step in range(11)]


def head_length(width: float) -> float:
    return 7.0 + 0.5 * width


def needed_breadth(layers: Layers, widths: Mapping[Key, float], form: Form) -> dict[Spot, float]:
    """How broad a node must be for all the ends on its broader side."""
    sides: dict[tuple[Spot, int], float] = defaultdict(float)
    for key, ends in _ends(layers).items():
        for end in ends:
            sides[end] += widths[key] + form.ports
    found: dict[Spot, float] = defaultdict(float)
    for (spot, _side), total in sides.items():
        found[spot] = max(found[spot], total + form.ports)
    return found


def _ends(layers: Layers) -> dict[Key, tuple[tuple[Spot, int], tuple[Spot, int]]]:
    """Which side of its node each end is at: 1 towards the last layer, -1 towards the first."""
    level = layers.layer_of()
    found = {}
    for key, route in layers.routes.items():
        first, last = route[0], route[-1]
        found[key] = ((first, 1), (last, 1 if level[first] == level[last] else -1))
    return found


def curves(
    layers: Layers, boxes: Mapping[Spot, Box], widths: Mapping[Key, float], form: Form
) -> dict[Key, Curve]:
    """The curve of every edge with a route."""
    ports = _ports(layers, boxes, widths, form)
    found = {}
    for key, route in layers.routes.items():
        head, through = head_length(widths[key]), [boxes[spot] for spot in route]
        if through[0].along == through[-1].along:
            found[key] = _bow(through[0].end, ports[key], head, form)
        else:
            found[key] = _curve(through, ports[key], head, is_backward=route[0][0] != key[0])
    return found


def _ports(
    layers: Layers, boxes: Mapping[Spot, Box], widths: Mapping[Key, float], form: Form
) -> dict[Key, tuple[float, float]]:
    """Where across each edge leaves its first spot and meets its last."""
    sides: dict[tuple[Spot, int], list[tuple[float, Key, int]]] = defaultdict(list)
    for key, ends in _ends(layers).items():
        route = layers.routes[key]
        for number, (end, near) in enumerate(zip(ends, (route[1], route[-2]), strict=True)):
            sides[end].append((boxes[near].across, key, number))
    at: dict[Key, dict[int, float]] = defaultdict(dict)
    for (spot, _side), ends_here in sides.items():
        room = sum(widths[key] + form.ports for _, key, _ in ends_here) - form.ports
        across = boxes[spot].across - room / 2
        for _near, key, number in sorted(ends_here):
            at[key][number] = across + widths[key] / 2
            across += widths[key] + form.ports
    return {key: (both[0], both[1]) for key, both in at.items()}


def _curve(
    through: Sequence[Box], ports: tuple[float, float], head: float, *, is_backward: bool
) -> Curve:
    """From layer to layer, straight past those between; it stops where the arrow's head begins."""
    stops = [(through[0].end, ports[0])]
    for box in through[1:-1]:
        stops += [(box.along, box.across), (box.end, box.across)]
    stops.append((through[-1].along, ports[1]))
    tip, step = (0, head) if is_backward else (-1, -head)
    stops[tip] = (stops[tip][0] + step, stops[tip][1])
    pieces = [_piece(*ends, number) for number, ends in enumerate(pairwise(stops))]
    if is_backward:
        turned = tuple((d, c, b, a) for a, b, c, d in reversed(pieces))
        return Curve(turned, (through[0].end, ports[0]))
    return Curve(tuple(pieces), (through[-1].along, ports[1]))


def _piece(one: Point, other: Point, number: int) -> tuple[Point, Point, Point, Point]:
    """Bent between two layers; straight where it passes one (every other piece)."""
    if number % 2:
        return one, one, other, other
    middle = (one[0] + other[0]) / 2
    return one, (middle, one[1]), (middle, other[1]), other


def _bow(along: float, ports: tuple[float, float], head: float, form: Form) -> Curve:
    """Between two nodes of one layer, outside it."""
    begin, end = ports
    out = along + min(_BOW + abs(end - begin) / 12, form.gap * 0.7)
    piece = ((along, begin), (out, begin), (out, end), (along + head, end))
    return Curve((piece,), (along, end))


def loop(box: Box, width: float, form: Form) -> Curve:
    """Out of a node's near side and into it again."""
    edge, head, reach = box.across - box.breadth / 2, head_length(width), box.length / 4
    middle = (box.along + box.end) / 2
    begin, tip = (middle + reach, edge), (middle - reach, edge)
    out = edge - form.loop - width
    end = (tip[0], edge - head)
    return Curve(((begin, (begin[0] + 4, out), (tip[0] - 4, out), end),), tip)


def _on(piece: tuple[Point, Point, Point, Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    along = sum(w * point[0] for w, point in zip(weights, piece, strict=True))
    return along, sum(w * point[1] for w, point in zip(weights, piece, strict=True))
