"""Cells and sums as an onlooker meets them: some seen, some not, all bound together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
        groups = _joined([[n for n in names_in(each) if n in through] for each in self.sums])
        found: dict[int, list[Sum]] = defaultdict(list)
        for each in self.sums:
            bound = next((n for n in names_in(each) if n in through), None)
            if bound is not None:
                found[groups[bound]].append(each)
        return [self.only(sums) for sums in found.values()]

    def touching(self) -> Mapping[str, list[Sum]]:
        """The sums that each name is in."""
        found: dict[str, list[Sum]] = defaultdict(list)
        for each in self.sums:
            for name in names_in(each):
                found[name].append(each)
        return found

    def around(self, name: str, touching: Mapping[str, Sequence[Sum]]) -> "Equations":
        """The part in which an open number lies: what open numbers bind to it."""
        found: dict[Sum, None] = {}
        seen, waiting = {name}, [name]
        while waiting:
            for each in touching[waiting.pop()]:
                if each not in found:
                    found[each] = None
                    new = [n for n in names_in(each) if n in self.open and n not in seen]
                    seen.update(new)
                    waiting += new
        return self.only(found)

    def only(self, sums: Iterable[Sum]) -> "Equations":
        """These sums and what is in them."""
        kept = tuple(sums)
        names = {name for each in kept for name in names_in(each)}
        counts = {name: self.counts[name] for name in sorted(names)}
        return Equations(counts, kept, self.open & names, self.told & names)


def names_in(each: Sum) -> tuple[str, ...]:
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
