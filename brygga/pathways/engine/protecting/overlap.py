"""What numbers over several places and periods tell of each other.

What happens once at an instant adds up: places and time are cut at every border that any number
has, and a number is the sum of the pieces it covers. A year less its first eleven months is then
a piece of its own, though nobody has asked for December. Where one person can be in several
periods nothing adds up, but a year still holds its months: what it has beside them is a number too.

A county holds the municipalities whose codes begin with its own; the nation holds everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise, permutations

from brygga.pathways.engine.protecting.cells import Scope, Sum

_WHOLE = {"", "00"}
_COUNTY, _MUNICIPALITY = 2, 4


def overlaps(scopes: Mapping[str, Scope]) -> list[Sum]:
    """Sums between numbers by name. Their pieces are new names, which begin with `piece`."""
    groups: dict[tuple[bool, tuple[str, ...]], dict[str, Scope]] = defaultdict(dict)
    for name, scope in sorted(scopes.items()):
        groups[scope.adds_up, scope.key][name] = scope
    found: list[Sum] = []
    for number, ((adds_up, _key), group) in enumerate(sorted(groups.items())):
        if len(group) > 1:
            ways = _pieces if adds_up else _nested
            found += ways(group, f"piece {number}")
    return found


def _pieces(group: Mapping[str, Scope], prefix: str) -> Iterator[Sum]:
    borders = sorted({day for scope in group.values() for day in _ends(scope)})
    covered: dict[str, set[frozenset[str]]] = defaultdict(set)
    for place in {scope.place for scope in group.values()}:
        within = {name: s for name, s in group.items() if _place_holds(s.place, place)}
        for begin, end in pairwise(borders):
            over = frozenset(name for name, scope in within.items() if _spans(scope, begin, end))
            for name in over:
                covered[name].add(over)
    numbers = _numbered({over for pieces in covered.values() for over in pieces}, prefix)
    for name in sorted(covered):
        yield Sum(name, tuple(sorted(numbers[over] for over in covered[name])))


def _numbered(pieces: Iterable[frozenset[str]], prefix: str) -> dict[frozenset[str], str]:
    """Pieces that the same numbers cover are one: nobody can tell them apart."""
    return {over: f"{prefix}.{number}" for number, over in enumerate(sorted(pieces, key=sorted))}


def _nested(group: Mapping[str, Scope], prefix: str) -> Iterator[Sum]:
    for number, (outer, inner) in enumerate(permutations(sorted(group), 2)):
        if _holds(group[outer], group[inner]):
            yield Sum(outer, (inner, f"{prefix}.{number}"))


def _holds(outer: Scope, inner: Scope) -> bool:
    return _place_holds(outer.place, inner.place) and _spans(outer, *_ends(inner))


def _place_holds(outer: str, inner: str) -> bool:
    if outer == inner or outer in _WHOLE:
        return True
    return len(outer) == _COUNTY and len(inner) == _MUNICIPALITY and inner.startswith(outer)


def _ends(scope: Scope) -> tuple[date, date]:
    return scope.since or date.min, scope.until or date.max


def _spans(scope: Scope, begin: date, end: date) -> bool:
    since, until = _ends(scope)
    return since <= begin and end <= until
