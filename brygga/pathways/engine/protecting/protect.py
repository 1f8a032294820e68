"""From cells to what is kept back of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from brygga.pathways.engine.protecting.cells import Answer, Cell, Policy, Share, Sum
from brygga.pathways.engine.protecting.choosing import Completion
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.onlooker import Bounds, audit

_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Names of cells, shares and derived numbers that are kept back.

    `few` are those with few persons in themselves; the others are kept back for their sake.
    `lost` could have been worked out already from what was told before.
    """

    names: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        return name in self.names


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before, in the same names as the answer: see `ledger`.

    `counts` are numbers by name, None where unknown; of these `shown` can no longer be kept back,
    `kept` were kept back and must stay unknown, and the rest nobody asked for. `few` are numbers
    of the answer itself that differ by few persons from what was told of older data.
    """

    counts: Mapping[str, int | None] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    shown: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()


NOTHING_BEFORE = Before()


def protect(answer: Answer, policy: Policy = _POLICY, before: Before = NOTHING_BEFORE) -> Hidden:
    """What to keep back.

    Raises KeyError for a name that is no cell, ValueError for a sum that does not add up.
    """
    if not policy.threshold:
        return Hidden()
    cells = {cell.name: cell for cell in answer.cells}
    few = few_in(answer, policy) | (before.few & cells.keys())
    hides = few | before.kept
    equations = _equations(answer, before).opened(hides - before.shown)
    kept, lost = _complete(equations, cells, policy, hides)
    names = with_them(answer, few | (kept & seen_in(answer)))
    return Hidden(names, frozenset(few), frozenset(lost & cells.keys()))


def hidden_with(answer: Answer, policy: Policy, kept: Collection[str]) -> Hidden:
    """The same as once before, when these cells were kept back."""
    return Hidden(with_them(answer, kept), frozenset(few_in(answer, policy)))


def with_them(answer: Answer, kept: Collection[str]) -> frozenset[str]:
    """What is kept back, and the shares and derived numbers that go with it."""
    found = set(kept)
    found |= {each.name for each in answer.shares if each.part in kept or each.whole in kept}
    found |= {each.name for each in answer.derived if not found.isdisjoint(each.bases)}
    return frozenset(found)


def audited(answer: Answer, hidden: Iterable[str]) -> dict[str, Bounds]:
    """The least and the largest each number not shown could be, None where there is no end."""
    return audit(_equations(answer, NOTHING_BEFORE).opened(hidden))


def few_in(answer: Answer, policy: Policy) -> set[str]:
    """Cells with few persons in themselves, or so few beside them that the share tells of them."""
    cells = {cell.name: cell for cell in answer.cells}
    few = {name for name, cell in cells.items() if _is_few(cell, policy)}
    return few | {name for share in answer.shares for name in _telling(share, cells, policy)}


def _is_few(cell: Cell, policy: Policy) -> bool:
    return policy.is_small(cell.count if cell.persons is None else cell.persons)


def _telling(share: Share, cells: Mapping[str, Cell], policy: Policy) -> set[str]:
    """The part, where so few are outside it, or where it is all or none of a small whole."""
    part, whole = cells[share.part].count, cells[share.whole].count
    is_unanimous = part in {0, whole} and 0 < whole < policy.least_unanimous
    return {share.part} if policy.is_small(whole - part) or is_unanimous else set()


def seen_in(answer: Answer) -> set[str]:
    """Cells that are shown, themselves or by the share they are a part of."""
    return {cell.name for cell in answer.cells if cell.is_shown} | {
        share.part for share in answer.shares
    }


def with_rests(answer: Answer) -> Answer:
    """The answer, where each share has become a sum: what is outside the part is the rest."""
    counts = {cell.name: cell.count for cell in answer.cells}
    cells, sums = list(answer.cells), list(answer.sums)
    for share in answer.shares:
        rest = f"{share.whole} but {share.part}"
        cells.append(Cell(rest, counts[share.whole] - counts[share.part], is_shown=False))
        sums.append(Sum(share.whole, (share.part, rest)))
    return Answer(tuple(cells), tuple(dict.fromkeys(sums)))


def _equations(answer: Answer, before: Before) -> Equations:
    whole = with_rests(answer)
    counts: dict[str, int | None] = dict(before.counts)
    counts |= {cell.name: cell.count for cell in whole.cells}
    unseen = counts.keys() - seen_in(answer)
    sums = (*whole.sums, *before.sums)
    equations = Equations(counts, sums, frozenset(unseen - before.shown), before.shown)
    equations.insist_on_sums()
    return equations


def _complete(
    equations: Equations, asked: Collection[str], policy: Policy, kept: Collection[str]
) -> tuple[set[str], set[str]]:
    """All that is kept back, and what is lost; parts that nobody asks about are as they were."""
    found, lost = set(kept), set[str]()
    for part in equations.parts(through=equations.counts):
        if part.counts.keys().isdisjoint(asked):
            continue
        completion = Completion(part, policy, part.open.intersection(kept), asked)
        found |= completion.complete()
        lost |= completion.lost
    return found, lost
