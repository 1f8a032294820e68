"""From cells to what is kept back of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brygga.pathways.engine.protecting.cells import Cell, Derived, Policy, Share, Sum

_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Names of cells, shares and derived numbers that are kept back.

    `few` are those with few persons in themselves; the others are kept back for their sake.
    """

    names: frozenset[str]
    few: frozenset[str]

    def __contains__(self, name: object) -> bool:
        return name in self.names


def protect(
    cells: Iterable[Cell],
    relations: Iterable[Sum] = (),
    *,
    shares: Iterable[Share] = (),
    derived: Iterable[Derived] = (),
    policy: Policy = _POLICY,
) -> Hidden:
    """What to keep back. Raises KeyError for a name that is no cell."""
    by_name = {cell.name: cell for cell in cells}
    shares = tuple(shares)
    few = {name for name, cell in by_name.items() if _is_few(cell, policy)}
    few |= {name for share in shares for name in _telling(share, by_name, policy)}
    names = few | {each.name for each in shares if {each.part, each.whole} & few}
    names |= {each.name for each in derived if few.intersection(each.bases)}
    return Hidden(frozenset(names), frozenset(few))


def _is_few(cell: Cell, policy: Policy) -> bool:
    return policy.is_small(cell.count if cell.persons is None else cell.persons)


def _telling(share: Share, cells: Mapping[str, Cell], policy: Policy) -> set[str]:
    """The part, where so few are outside it, or where it is all or none of a small whole."""
    part, whole = cells[share.part].count, cells[share.whole].count
    is_unanimous = part in {0, whole} and 0 < whole < policy.least_unanimous
    return {share.part} if policy.is_small(whole - part) or is_unanimous else set()
