"""Small counts are kept back, and so much beside them that nobody can work them out.

What is published is a tree (unit, principal, place, county) whose counts add up: the whole is so
many heads, a part of them has something, the rest has not, and `aside` are those who have it
where the whole is not known. A count of 1 to 4 is small (threshold 5). A node whose whole is
small keeps back everything; one whose part or rest is small keeps back the part, and with it the
rest and the share, as any two of the three give the third. Nought is told.

Then complementary suppression: a count kept back must be able to be another by moving one person
along the tree, while every number shown, on every level, stays as it is. Such a movement is a
path in the residual network of the tree, and is itself the other table that an onlooker cannot
tell from the true one. Where there is none, the next smallest is kept back as well (a sibling;
where none is left, the level above; under a sum, one of its parts) until every count has its
path. The onlooker is taken to know the method: what is small moves within 1 to 4 only. Whoever
works in a branch in `known_by` knows its counts; a path must be found without it too, so that
they cannot subtract themselves from a sum.

Limits. (1) One table at a time: another day's, another course's, or one over several courses is
another table. `also` keeps back in one what is kept back in others; what overlaps in part may
still narrow the bounds. (2) Two who put together what they know from inside may know more.
(3) Where nearly all is small there may be nothing left to keep back; then it holds only that no
count can be pinned by adding and subtracting, by somebody who does not know the method.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

THRESHOLD = 5
"""The smallest count that is told, beside nought."""


@dataclass(frozen=True, slots=True)
class Counts:
    """`part` of `whole`, and `aside` those of the same kind where the whole is not known."""

    part: int = 0
    whole: int = 0
    aside: int = 0

    @property
    def rest(self) -> int:
        return self.whole - self.part

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.part + other.part, self.whole + other.whole, self.aside + other.aside)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Names of the nodes that keep back their part (with rest and share), whole, and aside."""

    part: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()

    def __or__(self, other: "Hidden") -> "Hidden":
        return Hidden(self.part | other.part, self.whole | other.whole, self.aside | other.aside)


NOTHING = Hidden()


def is_small(count: int) -> bool:
    """Whether so few are told of that it could be said who they are."""
    return 0 < count < THRESHOLD


def summed(leaves: Mapping[str, Counts], above: Mapping[str, str | None]) -> dict[str, Counts]:
    """Counts of every node, from those of the lowest. `above` names each node's parent."""
    found: dict[str, Counts] = dict.fromkeys(above, Counts())
    for name, counts in leaves.items():
        for node in _upwards(name, above):
            found[node] += counts
    return found


def _upwards(name: str, above: Mapping[str, str | None]) -> Iterator[str]:
    node: str | None = name
    while node is not None:
        yield node
        node = above[node]


def hidden_in(
    leaves: Mapping[str, Counts],
    above: Mapping[str, str | None],
    *,
    known_by: Collection[str] = (),
    also: Hidden = NOTHING,
) -> Hidden:
    """What to keep back of a tree; `leaves` are its lowest counts, `above` every node's parent."""
    table = _Table(summed(leaves, above), above, frozenset(known_by))
    table.begin(also)
    table.complete()
    return Hidden(*(frozenset(table.hidden[each]) for each in ("part", "whole", "aside")))


Quantity = str
_Move = tuple[Quantity, tuple[tuple[Quantity, int], ...]]
"""Which nodes may be on the path (those that keep back this), and what one person changes."""

_FROM_REST: _Move = ("part", (("part", 1), ("rest", -1)))
_WITH_PART: _Move = ("whole", (("part", 1), ("whole", 1)))
_WITH_REST: _Move = ("whole", (("rest", 1), ("whole", 1)))
_ASIDE: _Move = ("aside", (("aside", 1),))

_WAYS: dict[Quantity, tuple[_Move, ...]] = {
    "part": (_FROM_REST, _WITH_PART),
    "rest": (_FROM_REST, _WITH_REST),
    "whole": (_WITH_PART, _WITH_REST),
    "aside": (_ASIDE,),
}
"""What can move a count. A part and its rest count as one until the whole is kept back too."""

_KEEPS: dict[Quantity, Quantity] = {"part": "part", "rest": "part"}


@dataclass(slots=True)
class _Table:
    """A tree with what it keeps back so far."""

    counts: Mapping[str, Counts]
    above: Mapping[str, str | None]
    known_by: frozenset[str]
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hidden: dict[Quantity, set[str]] = field(default_factory=lambda: defaultdict(set))
    knows_method: bool = True

    def begin(self, also: Hidden) -> None:
        """What is small in itself, and what is asked for."""
        for name, parent in self.above.items():
            if parent is not None:
                self.below[parent].append(name)
        for name, counts in self.counts.items():
            if is_small(counts.whole):
                self.hidden["whole"].add(name)
            if is_small(counts.part) or is_small(counts.rest):
                self.hidden["part"].add(name)
            if is_small(counts.aside):
                self.hidden["aside"].add(name)
        self.hidden["whole"] |= also.whole & self.above.keys()
        self.hidden["part"] |= (also.part & self.above.keys()) | self.hidden["whole"]
        self.hidden["aside"] |= also.aside & self.above.keys()

    def complete(self) -> None:
        """Keep back more, until every count kept back could be another.

        First for whoever knows the method; then, where that could not be had, for the others.
        """
        for self.knows_method in (True, False):
            stuck = self._close(self._kept_back())
            if stuck and not self.knows_method:
                self._hide_all(quantity for quantity, _ in stuck)

    def _close(self, waiting: list[tuple[Quantity, str]]) -> list[tuple[Quantity, str]]:
        """Give each a path; those for whom nothing nearby is left to keep back remain.

        More kept back takes no path away: who had one is done with. What was kept back last
        comes first, so that a path is finished before another is begun.
        """
        stuck: list[tuple[Quantity, str]] = []
        while waiting:
            each = waiting.pop()
            if not self._is_safe(*each):
                new = self._keep_back_beside(*each)
                (waiting if new else stuck).append(each)
                waiting += new
        return [each for each in stuck if not self._is_safe(*each)]

    def _kept_back(self) -> list[tuple[Quantity, str]]:
        found = [("part", name) for name in self.hidden["part"]]
        found += [(kind, name) for name in self.hidden["whole"] for kind in ("rest", "whole")]
        found += [("aside", name) for name in self.hidden["aside"]]
        return sorted(found)

    def _is_safe(self, quantity: Quantity, name: str) -> bool:
        """Whether the count could be another, also to somebody who knows a branch of their own."""
        path = self._path(quantity, name, without=None)
        if path is None:
            return False
        return all(
            self._path(quantity, name, without=branch) is not None
            for branch in self._branches(path, name)
        )

    def _branches(self, path: Iterable[str], name: str) -> set[str]:
        """Branches on the path whose people would not know this count, nor a part of it."""
        own = set(_upwards(name, self.above))
        others = {node for node in path if node in self.known_by and node not in own}
        return {node for node in others if name not in _upwards(node, self.above)}

    def _path(self, quantity: Quantity, name: str, without: str | None) -> list[str] | None:
        for move in _WAYS[quantity]:
            for step in (1, -1):
                path = _Walk(self, move, without).around(name, step)
                if path is not None:
                    return path
        return None

    def _keep_back_beside(self, quantity: Quantity, name: str) -> list[tuple[Quantity, str]]:
        """The next smallest that closes a path nearby; nothing where all nearby is kept back."""
        keeps = _KEEPS.get(quantity, quantity)
        children, parent = self.below[name], self.above[name]
        shown = [each for each in children if each not in self.hidden[keeps]]
        siblings = self.below[parent] if parent is not None else []
        ways: list[Iterable[str]] = [
            shown if len(shown) == len(children) else [],
            [each for each in siblings if each not in self.hidden[keeps]],
            [parent] if parent is not None and parent not in self.hidden[keeps] else [],
            shown,
        ]
        for candidates in ways:
            found = [each for each in candidates if self._may_hide(keeps, each)]
            if found:
                least = min(found, key=lambda each: self._order(keeps, each))
                self._hide(keeps, least)
                return [("rest", least), (keeps, least)] if keeps == "whole" else [(keeps, least)]
        return []

    def _hide_all(self, quantities: Iterable[Quantity]) -> None:
        """The last way out: with the root kept back every count may be one more."""
        for keeps in {"aside" if each == "aside" else "whole" for each in quantities}:
            for name in self.counts:
                self._hide(keeps, name)

    def _may_hide(self, keeps: Quantity, name: str) -> bool:
        """Nought of nothing hides nobody."""
        counts = self.counts[name]
        return (counts.aside if keeps == "aside" else counts.whole) > 0

    def _order(self, keeps: Quantity, name: str) -> tuple[bool, int, str]:
        count = int(getattr(self.counts[name], keeps))
        return count == 0, count, name

    def _hide(self, keeps: Quantity, name: str) -> None:
        self.hidden[keeps].add(name)
        if keeps == "whole":
            self.hidden["part"].add(name)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Moves one person along what is kept back, so that all that is shown stays as it is."""

    table: _Table
    move: _Move
    without: str | None

    def around(self, name: str, step: int) -> list[str] | None:
        """A path through the node: down to the lowest level, and up to a sum that can give way."""
        low = self.down(name, step)
        if low is None:
            return None
        high = self.up(name, step)
        return None if high is None else [*low, *high]

    def down(self, name: str, step: int) -> list[str] | None:
        if not self.may(name, step):
            return None
        children = self.table.below[name]
        if not children:
            return [name]
        path = self.first(children, lambda child: self.down(child, step))
        return None if path is None else [name, *path]

    def up(self, name: str, step: int) -> list[str] | None:
        parent = self.table.above[name]
        if parent is None:
            return []
        others = [each for each in self.table.below[parent] if each != name]
        path = self.first(others, lambda other: self.down(other, -step))
        if path is None and self.may(parent, step):
            higher = self.up(parent, step)
            path = None if higher is None else [parent, *higher]
        return path

    def first(
        self, names: Iterable[str], walk: Callable[[str], list[str] | None]
    ) -> list[str] | None:
        return next((path for each in names if (path := walk(each)) is not None), None)

    def may(self, name: str, step: int) -> bool:
        """Whether the node keeps back what moves, and each of its counts stays what it is like."""
        through, changes = self.move
        if name == self.without or name not in self.table.hidden[through]:
            return False
        counts = self.table.counts[name]
        alike = _stays_small if self.table.knows_method else _stays_a_count
        return all(alike(getattr(counts, quantity), step * sign) for quantity, sign in changes)


def _stays_small(count: int, step: int) -> bool:
    """A small count stays small; any other stays a count."""
    return is_small(count + step) if is_small(count) else _stays_a_count(count, step)


def _stays_a_count(count: int, step: int) -> bool:
    """Never below nought, but for a rest that is: more have it than there are."""
    return count < 0 or count + step >= 0
