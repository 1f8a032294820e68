"""Which layer each node stands in, and in which order within it.

A directly-follows graph turns back on itself everywhere. So the strongest steps say what comes
before what: they are taken one by one, and one that would close a circle, or make the picture
longer than it may be, does not count; it is drawn all the same. Then each layer is ordered so
that lines cross as little as a few sweeps can have it. Everything is decided by numbers and
names: the same flow gives the same picture.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brygga.pathways.engine.flows import Flow

_SWEEPS = 8

Spot = tuple[str, ...]
"""A node, `(name,)`, or where an edge passes a layer, `(source, target, layer)`."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Spots by layer in order, and for each edge the spots it goes through, first layer first.

    An edge from a node to itself has no route.
    """

    rows: tuple[tuple[Spot, ...], ...]
    routes: Mapping[tuple[str, str], tuple[Spot, ...]]

    def layer_of(self) -> dict[Spot, int]:
        return {spot: number for number, row in enumerate(self.rows) for spot in row}


def layers(flow: Flow, *, longest: int, abreast: int) -> Layers:
    """The strongest steps make no more than `longest` layers; `abreast` nodes have room in one."""
    levels = _levels(flow, longest, abreast)
    routes: dict[tuple[str, str], tuple[Spot, ...]] = {}
    rows: list[list[Spot]] = [[] for _ in range(max(levels.values(), default=0) + 1)]
    for node in flow.nodes:
        rows[levels[node.name]].append((node.name,))
    for edge in flow.edges:
        if edge.source == edge.target:
            continue
        ends = sorted((edge.source, edge.target), key=lambda name: levels[name])
        between = range(levels[ends[0]] + 1, levels[ends[1]])
        passed = [(edge.source, edge.target, str(level)) for level in between]
        for level, spot in zip(between, passed, strict=True):
            rows[level].append(spot)
        routes[edge.source, edge.target] = ((ends[0],), *passed, (ends[1],))
    return Layers(_ordered(rows, list(routes.values())), routes)


def _levels(flow: Flow, longest: int, abreast: int) -> dict[str, int]:
    after: dict[str, set[str]] = defaultdict(set)
    strongest = sorted(flow.edges, key=lambda edge: (-(edge.count or 0), edge.source, edge.target))
    names = [node.name for node in flow.nodes]
    levels = dict.fromkeys(names, 0)
    for edge in strongest:
        if edge.source == edge.target or _leads(after, edge.target, edge.source):
            continue
        after[edge.source].add(edge.target)
        tried = _longest_paths(names, after)
        if max(tried.values()) < longest:
            levels = tried
        else:
            after[edge.source].discard(edge.target)
    return _with_room(levels, after, abreast)


def _with_room(
    levels: Mapping[str, int], after: Mapping[str, set[str]], abreast: int
) -> dict[str, int]:
    """Whoever finds no room goes to the next layer; those that nothing leads from go last."""
    taken: dict[int, int] = defaultdict(int)
    found: dict[str, int] = {}
    earliest = dict(levels)
    for name in sorted(levels, key=lambda each: (levels[each], not after.get(each))):
        level = earliest[name]
        while taken[level] >= abreast:
            level += 1
        taken[level] += 1
        found[name] = level
        for follower in after.get(name, ()):
            earliest[follower] = max(earliest[follower], level + 1)
    return found


def _leads(after: Mapping[str, set[str]], begin: str, end: str) -> bool:
    seen, waiting = {begin}, [begin]
    while waiting:
        name = waiting.pop()
        if name == end:
            return True
        new = after.get(name, set()) - seen
        seen |= new
        waiting += new
    return False


def _longest_paths(names: Iterable[str], after: Mapping[str, set[str]]) -> dict[str, int]:
    levels = dict.fromkeys(names, 0)
    waiting = list(levels)
    while waiting:
        name = waiting.pop()
        for follower in after.get(name, ()):
            if levels[follower] <= levels[name]:
                levels[follower] = levels[name] + 1
                waiting.append(follower)
    return levels


def _ordered(
    rows: Sequence[Sequence[Spot]], routes: Sequence[tuple[Spot, ...]]
) -> tuple[tuple[Spot, ...], ...]:
    beside: dict[Spot, list[Spot]] = defaultdict(list)
    for route in routes:
        for one, other in pairwise(route):
            beside[one].append(other)
            beside[other].append(one)
    now = [list(row) for row in rows]
    best, least = [list(row) for row in now], _crossings(now, routes)
    for sweep in range(_SWEEPS):
        _sweep(now, beside, forward=sweep % 2 == 0)
        crossings = _crossings(now, routes)
        if crossings < least:
            best, least = [list(row) for row in now], crossings
    return tuple(tuple(row) for row in best)


def _sweep(rows: list[list[Spot]], beside: Mapping[Spot, list[Spot]], *, forward: bool) -> None:
    """Each spot to the middle of those it is bound to in the layer that was just ordered."""
    order = range(1, len(rows)) if forward else range(len(rows) - 2, -1, -1)
    for level in order:
        near = {spot: at for at, spot in enumerate(rows[level - 1 if forward else level + 1])}
        middle = {
            spot: _mean([near[other] for other in beside.get(spot, ()) if other in near], at)
            for at, spot in enumerate(rows[level])
        }
        rows[level].sort(key=lambda spot: (middle[spot], spot))


def _mean(values: Sequence[int], otherwise: int) -> float:
    return sum(values) / len(values) if values else float(otherwise)


def _crossings(rows: Sequence[Sequence[Spot]], routes: Iterable[tuple[Spot, ...]]) -> int:
    at = {spot: number for row in rows for number, spot in enumerate(row)}
    level = {spot: number for number, row in enumerate(rows) for spot in row}
    gaps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for route in routes:
        for one, other in pairwise(route):
            if level[one] != level[other]:
                gaps[level[one]].append((at[one], at[other]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for lines in gaps.values()
        for number, a in enumerate(lines)
        for b in lines[:number]
    )


def drawn(flow: Flow, *, nodes: int, edges: int) -> Flow:
    """The largest nodes, the strongest edges between them, and no node that none of these meets.

    Edges that are kept back come last. Raises KeyError for an edge whose end is no node.
    """
    order = {node.name: number for number, node in enumerate(flow.nodes)}
    between = [e for e in flow.edges if max(order[e.source], order[e.target]) < nodes]
    between.sort(key=lambda edge: (-(edge.count or 0), edge.source, edge.target))
    strongest = tuple(between[:edges])
    met = {name for edge in strongest for name in (edge.source, edge.target)}
    kept = flow.nodes[:nodes]
    return Flow(tuple(node for node in kept if node.name in met) if met else kept, strongest)
