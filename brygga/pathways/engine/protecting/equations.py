"""Cells and sums as an onlooker meets them: some seen, some not, all bound together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from brygga.pathways.engine.protecting.cells import Sum


@dataclass(frozen=True, slots=True)
class Equations:
    """Numbers by name, None where we do not know them either, and what they add up to.

    `open` are those an onlooker does not see. Of the others, `told` can no longer be kept back.
    """

    counts: Mapping[str, int | None]
    sums: tuple[Sum, ...]
    open: frozenset[str]
    told: frozenset[str] = field(default_factory=frozenset)

    def insist_on_sums(self) -> None:
        """Raise ValueError where known numbers do not add up, KeyError for an unknown name."""
        for each in self.sums:
            total, parts = self.counts[each.total], [self.counts[name] for name in each.parts]
            known = [part for part in parts if part is not None]
            if total is not None and len(known) == len(parts) and sum(known) != total:
                raise ValueError(f"{each.total} is {total}, but its parts are {sum(known)}")

    def opened(self, names: Iterable[str]) -> "Equations":
        return Equations(self.counts, self.sums, self.open | frozenset(names), self.told)

    def closed(self, name: str) -> "Equations":
        return Equations(self.counts, self.sums, self.open - {name}, self.told)

    def parts(self, *, through: Collection[str]) -> list["Equations"]:
        """Split where no number among `through` binds one part to another."""
        groups = _joined([[n for n in _names(each) if n in through] for each in self.sums])
        found: dict[int, list[Sum]] = defaultdict(list)
        for each in self.sums:
            bound = next((n for n in _names(each) if n in through), None)
            if bound is not None:
                found[groups[bound]].append(each)
        return [self._only(tuple(sums)) for sums in found.values()]

    def _only(self, sums: tuple[Sum, ...]) -> "Equations":
        names = {name for each in sums for name in _names(each)}
        counts = {name: self.counts[name] for name in self.counts if name in names}
        return Equations(counts, sums, self.open & names, self.told & names)


def _names(each: Sum) -> tuple[str, ...]:
    return (each.total, *each.parts)


def _joined(groups: Iterable[list[str]]) -> dict[str, int]:
    """The number of each name's group, groups that share a name being one."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = name = above[above[name]]
        return name

    for names in groups:
        for name in names:
            above[top(name)] = top(names[0])
    numbers: dict[str, int] = {}
    return {name: numbers.setdefault(top(name), len(numbers)) for name in above}
