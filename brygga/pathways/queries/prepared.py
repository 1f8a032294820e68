"""Which contact data are prepared here: until which day, from whom, made up or not."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from brygga.pathways.engine.days import day_of_number
from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.how import Manifest
from brygga.pathways.engine.versions import current
from brygga.people.models import NATION

INVENTED = "(påhittad)"
"""How made-up data say that they are: in the names of the units."""
_COUNTY_DIGITS = 2
_NAMES = "names.json"
_MOMENT = "v-%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One version of the store, as pages tell of it. `sectors` and `activities` as delivered."""

    version: str
    prepared_on: date
    first_day: date
    last_day: date
    contacts: int
    persons: int
    sectors: tuple[str, ...]
    activities: tuple[str, ...]
    places: frozenset[str]
    invented: bool

    def tells_of(self, code: str) -> bool:
        """Whether any contact is of the place or, for a county and the nation, below it."""
        is_wide = code.isdigit() and len(code) == _COUNTY_DIGITS
        return code == NATION or any(
            each == code or (is_wide and each.startswith(code)) for each in self.places
        )


def prepared() -> Prepared | None:
    """What is read now; None where nothing can be read. No query."""
    version = current(settings.PATHWAYS_STORE)
    return None if version is None else _read(version)


@lru_cache(maxsize=8)
def _read(version: Path) -> Prepared | None:
    """A version never changes."""
    try:
        manifest = Manifest.read(version)
        names = json.loads((version / _NAMES).read_text(encoding="utf-8"))
    except (NotAsked, OSError):
        return None
    return Prepared(
        version=version.name,
        prepared_on=_day_of(version.name),
        first_day=day_of_number(manifest.first_day),
        last_day=day_of_number(manifest.last_day),
        contacts=manifest.counts["contacts"],
        persons=manifest.counts["persons"],
        sectors=tuple(names["sector"]),
        activities=tuple(names["activity"]),
        places=frozenset(names["place"]),
        invented=any(INVENTED in unit for unit in names["unit"]),
    )


def _day_of(version: str) -> date:
    """A version is named by the instant it was made."""
    made = datetime.strptime(version.rpartition("-")[0], _MOMENT).replace(tzinfo=UTC)
    return timezone.localtime(made).date()
