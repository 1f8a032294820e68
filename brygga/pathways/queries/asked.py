"""The questions that pages ask of the contact data.

A module of its own, imported when somebody asks: what the questions stand on takes half a second.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from brygga.offer.queries import WaitOnDay, waiting_times
from brygga.pathways.engine.questions import (
    Attenders,
    Breaks,
    Continuity,
    FlowMap,
    Outcomes,
    WaitsOverTime,
)
from brygga.pathways.enums import BreakKind
from brygga.pathways.queries.answers import Content, answer
from brygga.pathways.queries.parts import Often, WaitPeriod
from brygga.pathways.queries.prepared import Prepared
from brygga.pathways.rules.breaking import Break
from brygga.pathways.rules.periods import Days, half_years, whole_years
from brygga.pathways.rules.told import UNKNOWN, Told, told
from brygga.people.enums import PlaceKind
from brygga.people.models import Place

BREAK_DAYS = 30


def outcomes(
    known: Prepared, code: str, days: Days, groups: Sequence[tuple[str, ...]]
) -> Content | None:
    question = Outcomes(place=code, since=days.since, until=days.until, groups=tuple(groups))
    return answer(known, question)


class Asked:
    """The questions of one page; each answer is kept for a version of the data."""

    def __init__(self, place: Place, known: Prepared, days: Days) -> None:
        self.place, self.known = place, known
        self.of: dict[str, Any] = {
            "place": place.code,
            "since": days.since,
            "until": days.until,
        }

    def all(self) -> dict[str, Any]:
        return {
            "flow": answer(self.known, FlowMap(by="sector", **self.of)),
            "waits": tuple(self._waits()),
            "breaks": tuple(self._breaks()),
            "often": self._often(),
            "continuity": self._continuity(),
        }

    def _waits(self) -> list[WaitPeriod]:
        wide = self.place.kind in {PlaceKind.NATION, PlaceKind.COUNTY}
        # Where there are few, a year has enough of them to be told more often than half of one.
        chosen = half_years if wide else whole_years
        days = chosen(self.known.first_day, self.known.last_day)
        content = answer(self.known, WaitsOverTime(place=self.place.code, days=days))
        rows: Sequence[Mapping[str, Any]] = content["rows"] if content else []
        said = waiting_times(self.place, first=days[0], last=self.known.last_day, below=True)
        return [
            _period(Days(*pair), row, said) for pair, row in zip(pairwise(days), rows, strict=False)
        ]

    def _breaks(self) -> list[Break]:
        content = answer(self.known, Breaks(by="sector", days=BREAK_DAYS, **self.of))
        return [
            Break(
                BreakKind(row["kind"]),
                row["from"],
                row["to"],
                told(row["count"]),
                told(row["persons"]),
                BREAK_DAYS,
            )
            for row in (content["rows"] if content else [])
        ]

    def _often(self) -> Often | None:
        content = answer(self.known, Attenders(**self.of))
        if content is None:
            return None
        names = ("persons", "contacts", "share_of_contacts")
        return Often(*(told(content[name]) for name in names))

    def _continuity(self) -> dict[str, Told] | None:
        content = answer(self.known, Continuity(**self.of))
        rows = [row for row in content["rows"] if row["level"] == "unit"] if content else []
        return {name: told(rows[0][name]) for name in ("persons", "upc", "coc")} if rows else None


def _period(days: Days, row: Mapping[str, Any], said: Sequence[WaitOnDay]) -> WaitPeriod:
    stated = [each.days for each in said if days.since <= each.measured_on < days.until]
    within: Mapping[str, Any] = row["within"] if isinstance(row["within"], dict) else {}
    return WaitPeriod(
        days=days,
        referrals=told(row["referrals"]),
        median_days=told(row["median_days"]),
        p90_days=told(row["p90_days"]),
        within=tuple(
            told(within.get(limit)) if within else UNKNOWN for limit in ("14", "30", "90")
        ),
        still_waiting=told(row["still_waiting"]),
        stated=median(stated) if stated else None,
        statements=len(stated),
    )
