"""What numbers over several places and periods tell of each other.

What happens once at an instant adds up: places and time are cut at every border that any number
has, and a number is the sum of the pieces it covers. A year less its first eleven months is then
a piece of its own, though nobody has asked for December. Where one person can be in several
periods nothing adds up, but a year still holds its months: what it has beside them is a number too.

A county holds the municipalities whose codes begin with its own; the nation holds everything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from brygga.pathways.engine.protecting.cells import Scope, Sum

_WHOLE = ("", "00")
_NOWHERE = ""
_COUNTY, _MUNICIPALITY = 2, 4


def overlaps(scopes: Mapping[str, Scope], places: Collection[str] = ()) -> list[Sum]:
    """Sums between numbers by name. Their pieces are new names, which begin with `piece`.

    `places` are all that anything can be of: a county of which every municipality has been told
    holds nothing else. Without them it may.
    """
    groups: dict[tuple[bool, tuple[str, ...]], dict[str, Scope]] = defaultdict(dict)
    for name, scope in sorted(scopes.items()):
        groups[scope.adds_up, scope.key][name] = scope
    found: list[Sum] = []
    for number, ((adds_up, _key), group) in enumerate(sorted(groups.items())):
        prefix = f"piece {number}"
        if len(group) > 1:
            found += _pieces(group, prefix, places) if adds_up else _nested(group, prefix)
    return found


def _pieces(group: Mapping[str, Scope], prefix: str, places: Collection[str]) -> Iterator[Sum]:
    borders = sorted({day for scope in group.values() for day in _ends(scope)})
    covered: dict[str, set[frozenset[str]]] = defaultdict(set)
    here = _by_place(group)
    # Something may be of no place at all; that is of the whole only.
    for place in (*places, _NOWHERE) if places else here:
        around = [name for each in _holding(place) for name in here.get(each, ())]
        for begin, end in pairwise(borders):
            over = frozenset(name for name in around if _spans(group[name], begin, end))
            for name in over:
                covered[name].add(over)
    numbers = _numbered({over for pieces in covered.values() for over in pieces}, prefix)
    for name in sorted(covered):
        yield Sum(name, tuple(sorted(numbers[over] for over in covered[name])))


def _numbered(pieces: Iterable[frozenset[str]], prefix: str) -> dict[frozenset[str], str]:
    """Pieces that the same numbers cover are one: nobody can tell them apart."""
    return {over: f"{prefix}.{number}" for number, over in enumerate(sorted(pieces, key=sorted))}


def _nested(group: Mapping[str, Scope], prefix: str) -> Iterator[Sum]:
    here = _by_place(group)
    pairs = (
        (outer, inner)
        for inner in sorted(group)
        for each in _holding(group[inner].place)
        for outer in here.get(each, ())
        if outer != inner and _spans(group[outer], *_ends(group[inner]))
    )
    for number, (outer, inner) in enumerate(pairs):
        yield Sum(outer, (inner, f"{prefix}.{number}"))


def _by_place(group: Mapping[str, Scope]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, scope in group.items():
        found[scope.place].append(name)
    return found


def _holding(place: str) -> list[str]:
    """The places that hold it, itself among them."""
    county = [place[:_COUNTY]] if len(place) == _MUNICIPALITY else []
    return list(dict.fromkeys([*_WHOLE, *county, place]))


def _ends(scope: Scope) -> tuple[date, date]:
    return scope.since or date.min, scope.until or date.max


def _spans(scope: Scope, begin: date, end: date) -> bool:
    since, until = _ends(scope)
    return since <= begin and end <= until
