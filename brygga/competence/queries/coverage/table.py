"""Coverage of a branch on a day: a tree of figures, and what of them is told to whom."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.competence.enums import CoverageLevel
from brygga.competence.queries.coverage.material import Material, Workplace
from brygga.competence.rules.coverage import (
    Post,
    Staffing,
    contradicts,
    counts_of,
    is_enough,
    is_for,
    share_of,
    staff_on,
    trained_on,
)
from brygga.kernel.periods import Period
from brygga.kernel.suppression import NOTHING, Counts, Hidden, hidden_in
from brygga.people.enums import PlaceKind
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree. `path` is the place's; who sees the inside of it sees the counts."""

    key: str
    level: CoverageLevel
    name: str
    path: str
    code: str
    above: str | None


@dataclass(slots=True)
class Known:
    """What stands behind a node's counts, gathered from below."""

    counts: Counts = field(default_factory=Counts)
    has_staff: bool = False
    contradicts: bool = False
    invented: bool = False
    counted: set[date] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What one reader is told of a node. None is unknown; `kept` names what is kept back.

    `contradicts` is told to all who see the node's numbers, `parts_contradict` (some profession in
    some unit) only to those inside.
    """

    node: Node
    trained: int | None
    heads: int | None
    aside: int | None
    kept: frozenset[str]
    contradicts: bool
    parts_contradict: bool
    counted: tuple[date, ...]
    sources: tuple[str, ...]
    newest: date | None

    @property
    def share(self) -> int | None:
        if self.trained is None or self.heads is None:
            return None
        return share_of(Counts(self.trained, self.heads))

    @property
    def is_kept(self) -> bool:
        return "part" in self.kept

    @property
    def is_enough(self) -> bool:
        if self.trained is None or self.heads is None:
            return False
        return is_enough(Counts(self.trained, self.heads))

    @property
    def on(self) -> date | None:
        """The newest day anything here is known of."""
        return max([*self.counted, *([self.newest] if self.newest else [])], default=None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures of a branch on a day, with what is kept back from those outside."""

    day: date
    nodes: Mapping[str, Node]
    known: Mapping[str, Known]
    hidden: Hidden

    def seen_by(self, actor: Actor, key: str) -> Figure:
        return self.told(key, inside=actor.may(Capability.PLACE_VIEW, self.nodes[key].path))

    def told(self, key: str, *, inside: bool) -> Figure:
        hidden = NOTHING if inside else self.hidden
        return _figure(self.nodes[key], self.known[key], hidden, inside=inside)

    def below(self, key: str) -> list[str]:
        return [each.key for each in self.nodes.values() if each.above == key]

    def at(self, place: Place) -> str:
        """The key of a place; a place that nothing is known of is not in `nodes`."""
        return f"place {place.code}"

    @property
    def invented(self) -> bool:
        return any(each.invented for each in self.known.values())


def _figure(node: Node, known: Known, hidden: Hidden, *, inside: bool) -> Figure:
    counts, key = known.counts, node.key
    kept = {
        name
        for name, keys in (("part", hidden.part), ("whole", hidden.whole), ("aside", hidden.aside))
        if key in keys
    }
    return Figure(
        node=node,
        trained=counts.part if known.has_staff and "part" not in kept else None,
        heads=counts.whole if known.has_staff and "whole" not in kept else None,
        aside=counts.aside if "aside" not in kept else None,
        kept=frozenset(kept),
        contradicts=contradicts(counts) and "part" not in kept,
        parts_contradict=known.contradicts and inside,
        counted=tuple(sorted(known.counted)),
        sources=tuple(sorted(known.sources)),
        newest=known.newest if not kept else None,
    )


def coverage_on(material: Material, day: date, also: Hidden = NOTHING) -> Coverage:
    """Counted from what was read. No query."""
    counting = _Counting(material, day)
    counting.count()
    leaves = {key: counting.known[key].counts for key in counting.leaves}
    above = {node.key: node.above for node in counting.nodes.values()}
    places = [node.key for node in counting.nodes.values() if node.level in _PLACES]
    hidden = hidden_in(leaves, above, known_by=places, also=also)
    return Coverage(day, counting.nodes, counting.known, hidden)


_PLACES: Collection[CoverageLevel] = (CoverageLevel.COUNTY, CoverageLevel.PLACE)


class _Counting:
    """Puts every post of a branch in its place in the tree, and adds up."""

    def __init__(self, material: Material, day: date) -> None:
        self.material, self.day = material, day
        self.nodes: dict[str, Node] = {}
        self.known: dict[str, Known] = {}
        self.leaves: set[str] = set()
        self.newest = _newest(material, day)

    def count(self) -> None:
        trained = trained_on(self.material.trainings, self.material.audiences, self.day)
        staff = staff_on(self.material.staffings, self.material.audiences, self.day)
        posts_at: dict[str, list[Post]] = defaultdict(list)
        for post in sorted({*trained, *staff}):
            posts_at[post[0]].append(post)
        for key in sorted(self.material.workplaces, key=self._order):
            where = self.material.workplaces[key]
            posts = posts_at.get(key, [])
            if self._is_there(where) and (posts or self._is_meant(where)):
                node = self._leaf(where)
                for post in posts:
                    self._add(node, len(trained.get(post, ())), staff.get(post))
                self._note_newest(node, key)

    def _order(self, key: str) -> tuple[str, str, bool, str]:
        where = self.material.workplaces[key]
        return where.place, where.principal, not where.is_unit, where.name

    def _is_there(self, where: Workplace) -> bool:
        return Period(where.valid_from, where.valid_to).covers(self.day)

    def _is_meant(self, where: Workplace) -> bool:
        """A unit that some course is for, though nobody has counted and nobody is trained."""
        rows = self.material.audiences.values()
        return where.is_unit and any(
            not given or any(is_for([each], where.sector, each[1]) for each in given)
            for given in rows
        )

    def _leaf(self, where: Workplace) -> Node:
        above = self._principal(where)
        level = CoverageLevel.UNIT
        self.leaves.add(where.key)
        return self._node(Node(where.key, level, where.name, where.place, above.code, above.key))

    def _principal(self, where: Workplace) -> Node:
        place = self._place(where.place)
        key = f"principal {place.code} {where.principal}"
        level = CoverageLevel.PRINCIPAL
        name = where.principal_name
        return self._node(Node(key, level, name, where.place, place.code, place.key))

    def _place(self, path: str) -> Node:
        place = self.material.places[path]
        parent = path[: -len(place.code) - 1]
        is_county = place.kind == PlaceKind.COUNTY
        level = CoverageLevel.COUNTY if is_county else CoverageLevel.PLACE
        # Counties are never added up: a sum for the country would open what each keeps back.
        inside = not is_county and parent in self.material.places
        above = self._place(parent).key if inside else None
        return self._node(Node(f"place {place.code}", level, place.name, path, place.code, above))

    def _node(self, node: Node) -> Node:
        self.known.setdefault(node.key, Known())
        return self.nodes.setdefault(node.key, node)

    def _upwards(self, node: Node) -> Iterator[Known]:
        key: str | None = node.key
        while key is not None:
            yield self.known[key]
            key = self.nodes[key].above

    def _add(self, node: Node, trained: int, staff: Staffing | None) -> None:
        counts = counts_of(trained, staff)
        for known in self._upwards(node):
            known.counts += counts
            known.contradicts |= staff is not None and contradicts(counts)
            if staff is not None:
                known.has_staff = True
                known.counted.add(staff.counted_on)
                known.sources.add(staff.source)
                known.invented |= staff.invented

    def _note_newest(self, node: Node, key: str) -> None:
        newest, invented = self.newest.get(key, (None, False))
        for known in self._upwards(node):
            known.newest = max(filter(None, (known.newest, newest)), default=None)
            known.invented |= invented


def _newest(material: Material, day: date) -> dict[str, tuple[date | None, bool]]:
    """By workplace: the day of the newest certificate counted, and whether any is made up."""
    found: dict[str, tuple[date | None, bool]] = {}
    for each in material.trainings:
        if each.issued_on <= day:
            newest, invented = found.get(each.post[0], (None, False))
            latest = max(filter(None, (newest, each.issued_on)))
            found[each.post[0]] = latest, invented or each.invented
    return found
