"""What earlier answers mean to a new one, in the new one's names."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from brygga.pathways.engine.protecting.cells import Answer, Policy, Scope, Sum
from brygga.pathways.engine.protecting.entry import Entry, Line
from brygga.pathways.engine.protecting.overlap import overlaps
from brygga.pathways.engine.protecting.protect import Before


def before(
    answer: Answer,
    told: Iterable[Entry],
    version: str,
    policy: Policy,
    places: Collection[str] = (),
) -> Before:
    """What was told of the same data binds; what was told of other data is compared with."""
    memory = _Memory(answer, places)
    older: dict[Scope, int] = {}
    for number, entry in enumerate(told):
        if entry.version == version and memory.agrees(entry):
            memory.add(entry, number)
        else:
            older |= {line.of: line.shown for line in entry.lines if line.of and line.shown}
    return memory.before(frozenset(memory.changed_by_few(older, policy)))


@dataclass(slots=True)
class _Memory:
    answer: Answer
    places: Collection[str]
    names: dict[Scope, str] = field(default_factory=dict)
    now: dict[Scope, int] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def __post_init__(self) -> None:
        for cell in self.answer.cells:
            if cell.of is not None:
                self.names[cell.of], self.now[cell.of] = cell.name, cell.count

    def agrees(self, entry: Entry) -> bool:
        """Whether nothing was shown that is another number now: such data are other data."""
        seen = ((line.of, line.shown) for line in entry.lines if line.of and line.shown is not None)
        return all(self.now.get(scope, shown) == shown for scope, shown in seen)

    def add(self, entry: Entry, number: int) -> None:
        own = {line.name: self._name(line, number) for line in entry.lines}
        for line in entry.lines:
            known = self.lines.get(own[line.name])
            if known is None or known.shown is None:
                self.lines[own[line.name]] = line
        self.sums += [
            Sum(own[each.total], tuple(own[part] for part in each.parts)) for each in entry.sums
        ]

    def _name(self, line: Line, number: int) -> str:
        """The same for what counts the same; otherwise the answer's own."""
        if line.of is None:
            return f"answer {number}: {line.name}"
        return self.names.setdefault(line.of, f"told {len(self.names)}")

    def changed_by_few(self, older: Mapping[Scope, int], policy: Policy) -> Iterator[str]:
        for scope, count in self.now.items():
            if policy.is_small(abs(count - older.get(scope, count))):
                yield self.names[scope]

    def before(self, few: frozenset[str]) -> Before:
        bound = overlaps({name: scope for scope, name in self.names.items()}, self.places)
        counts: dict[str, int | None] = {part: None for each in bound for part in each.parts}
        counts |= {name: line.shown for name, line in self.lines.items()}
        return Before(
            counts=counts,
            sums=(*self.sums, *bound),
            shown=frozenset(n for n, line in self.lines.items() if line.shown is not None),
            kept=frozenset(n for n, line in self.lines.items() if line.is_kept),
            few=few,
        )
