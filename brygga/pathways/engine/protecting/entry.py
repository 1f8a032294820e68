"""One answer as the ledger keeps it: what was shown of what, and what adds up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.pathways.engine.protecting.cells import Answer, Scope, Sum
from brygga.pathways.engine.protecting.protect import seen_in, with_rests


@dataclass(frozen=True, slots=True)
class Line:
    """A number in an answer. `shown` is None where it was kept back, or nobody asked for it."""

    name: str
    of: Scope | None
    shown: int | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer to the store of one version, by one threshold."""

    version: str
    threshold: int
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]

    def written(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "about": sorted(self.about),
            "version": self.version,
            "threshold": self.threshold,
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
        return cls(data["version"], data["threshold"], tuple(lines), tuple(sums))

    @property
    def about(self) -> frozenset[str]:
        """The first words of all keys: only answers that share one have to do with each other."""
        return frozenset(line.of.key[0] for line in self.lines if line.of and line.of.key)

    @property
    def kept(self) -> frozenset[str]:
        """Names of what was kept back."""
        return frozenset(line.name for line in self.lines if line.is_kept)


def entry_of(answer: Answer, kept: Collection[str], version: str, threshold: int) -> Entry:
    whole = with_rests(answer)
    seen = seen_in(answer)
    lines = (
        Line(
            cell.name,
            cell.of,
            cell.count if cell.name in seen and cell.name not in kept else None,
            cell.name in kept,
        )
        for cell in whole.cells
    )
    return Entry(version, threshold, tuple(lines), whole.sums)


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
