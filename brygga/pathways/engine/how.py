"""How a store is prepared: the choices, what is remembered of them, and what came of it."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.sectors import SECTORS
from brygga.pathways.engine.spelling import plain
from brygga.pathways.engine.words import Words

MANIFEST = "manifest.json"
FORMAT = 2
TRANSFER_HOURS = 24.0
MAX_REJECTED = 0.01
MAX_ROWS_PER_PERSON = 20_000
_MOST_MEMORY = 5 * 1024**3


def _half_of_memory() -> str:
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{min(size // 2, _MOST_MEMORY) // 1024**2}MiB"


@dataclass(frozen=True, slots=True)
class Limits:
    """What DuckDB may take: memory, room for temporary files (a number with MB or GB), threads."""

    memory: str = field(default_factory=_half_of_memory)
    temp_disk: str = "60GB"
    threads: int = field(default_factory=lambda: os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Preparation:
    """Choices. What is None is 24 hours, the usual sectors and the usual words; when a delivery is
    added, what the store was prepared with.

    `columns` gives our column by theirs. `sectors` are one's own, beside those known; a sector is
    followed by = and its principal (municipality, region, state, other) where that matters.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    add: bool = False
    max_rejected: float = MAX_REJECTED
    max_rows_per_person: int = MAX_ROWS_PER_PERSON
    transfer_hours: float | None = None
    sectors: tuple[str, ...] | None = None
    words: Words | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a delivery: read = rejected + duplicates + merged + kept.

    `contacts` and `persons` are those of the whole store afterwards.
    """

    read: int
    kept: int
    rejected: int
    duplicates: int
    merged: int
    contacts: int
    persons: int

    def to_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version remembers of itself. `range_size` is how many persons a file holds."""

    transfer_hours: float
    own_sectors: Mapping[str, str]
    words: Words
    range_size: int
    ranges: int
    first_day: int
    last_day: int
    counts: Mapping[str, int]
    key_mark: str

    def principal_of(self, sector: str) -> str:
        known = {**SECTORS, **self.own_sectors}
        return known.get(plain(sector), "")

    def write(self, folder: Path) -> None:
        told = asdict(self) | {"words": self.words.to_dict(), "format": FORMAT}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if told.pop("format") != FORMAT:
            raise NotAsked(f"{folder} was prepared by another edition; prepare it anew.")
        return cls(**told | {"words": Words.from_dict(told["words"])})
