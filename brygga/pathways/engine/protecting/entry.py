"""One answer as the ledger keeps it: what was shown of what, and what adds up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.pathways.engine.protecting.cells import Answer, Cell, Scope, Sum
from brygga.pathways.engine.protecting.protect import Hidden, seen_in, with_rests


@dataclass(frozen=True, slots=True)
class Line:
    """A number in an answer. `shown` is None where it was kept back, or nobody asked for it."""

    name: str
    of: Scope | None
    shown: int | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer to the store of one version."""

    version: str
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]

    def written(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "version": self.version,
            "cells": [
                [line.name, _scope_written(line.of), line.shown, line.is_kept]
                for line in self.lines
            ],
            "sums": [[each.total, *each.parts] for each in self.sums],
        }

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Entry":
        lines = (
            Line(name, _scope_read(scope), shown, kept)
            for name, scope, shown, kept in data["cells"]
        )
        sums = (Sum(total, tuple(parts)) for total, *parts in data["sums"])
        return cls(data["version"], tuple(lines), tuple(sums))


def entry_of(answer: Answer, hidden: Hidden, version: str) -> Entry:
    whole = with_rests(answer)
    seen = seen_in(answer)
    lines = (_line(cell, hidden, is_seen=cell.name in seen) for cell in whole.cells)
    return Entry(version, tuple(lines), whole.sums)


def _line(cell: Cell, hidden: Hidden, *, is_seen: bool) -> Line:
    is_kept = cell.name in hidden.names
    return Line(cell.name, cell.of, cell.count if is_seen and not is_kept else None, is_kept)


def _scope_written(scope: Scope | None) -> list[Any] | None:
    if scope is None:
        return None
    days = [day and day.isoformat() for day in (scope.since, scope.until)]
    return [list(scope.key), scope.place, *days, scope.adds_up]


def _scope_read(written: list[Any] | None) -> Scope | None:
    if written is None:
        return None
    key, place, since, until, adds_up = written
    return Scope(tuple(key), place, _day(since), _day(until), adds_up)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
