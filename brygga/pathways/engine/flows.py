"""The chain of care as a picture knows it: who is met where, and how many go on to where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """An activity, a sector or a unit; None is a count that is kept back."""

    name: str
    contacts: int | None
    persons: int | None


@dataclass(frozen=True, slots=True)
class Edge:
    """Steps from one node to another; `median_days` between the contacts, None if kept back."""

    source: str
    target: str
    count: int | None
    persons: int | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes with the most contacts first, edges with the most steps first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
