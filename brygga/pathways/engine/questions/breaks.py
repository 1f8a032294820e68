"""Breaks: where the chain of care comes apart."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Scope, together
from brygga.pathways.engine.questions.asked import Data, Level, Question, Row, insist_on_level
from brygga.pathways.engine.questions.levels import (
    Counted,
    Pair,
    Sectors,
    whole_of,
    within_sectors,
)

if TYPE_CHECKING:
    import ibis

DAYS = 30
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks(Question):
    """Where chains break, by the activities, sectors or units on either side.

    `unplanned_end`: a journey whose last contact has no outcome that is a planned end
        (`Words.planned_end`), hand-over, death or move, and after which the store goes on for more
        than `days` days without another contact. From its last contact to nothing.
    `handover`: a step to another principal (municipality, region, state: see `sectors`) that
        takes more than `days` days; or a journey whose last contact's outcome is a hand-over
        (`Words.handed_over`), with no contact in more than `days` days after. From the contact that
        hands over to the one that receives, or to nothing.
    `loop`: a step after which the next contact is back where the step began, having been elsewhere.
    `readmission`: an inpatient stay (`Words.inpatient`) followed by another that was not planned
        (`Words.planned_inpatient`) no more than `days` days after its end; stays that end with
        death, move or transfer (`Words.left`, `Words.transferred`) are not followed.

    A journey's end belongs to the period in which its last contact ends; everything else lies in
    the period from its first contact to its last. `count` is how often, `persons` by how many. The
    `most` common are told, the most common first; `rows_left_out` says how many are not.
    """

    by: Level = "sector"
    days: int = DAYS
    most: int = MOST_ROWS

    def draft(self, data: Data) -> Draft:
        insist_on_level(self.by)
        rows = self.rows(data)
        told = rows[: self.most]
        content: Row = {"by": self.by, "days": self.days, "rows": told}
        if len(rows) > len(told):
            content["rows_left_out"] = len(rows) - len(told)
        return Draft(content, together([self._told(told), *self._on_other_levels(rows, data)]))

    def rows(self, data: Data) -> list[Row]:
        """Every kind of break between any two, the most common first."""
        rows: list[Row] = [
            {
                "kind": kind,
                "from": data.name(self.by, row["source"]),
                "to": data.name(self.by, row["target"]),
                "count": int(row["breaks"]),
                "persons": int(row["persons"]),
            }
            for kind, expression in self.expressions(data)
            for row in data.rows(expression)
        ]
        return sorted(rows, key=lambda row: (-row["count"], row["from"], row["to"] or ""))

    def expressions(self, data: Data) -> Iterator[tuple[str, "ibis.Table"]]:
        """Of each kind: from, to, how often, by how many."""
        yield "unplanned_end", self._ends(data, handed_over=False)
        yield "handover", self._ends(data, handed_over=True)
        yield "handover", self._late(data)
        yield "loop", self._loops(data)
        yield "readmission", self._readmissions(data)

    def _ends(self, data: Data, *, handed_over: bool) -> "ibis.Table":
        journeys = self.placed(self.during(data.table("journeys"), "last_day"), data)
        handed = data.ids("handed_over", "outcome")
        ended = [*data.ids("planned_end", "outcome"), *data.ids("left", "outcome"), *handed]
        outcome = journeys.last_outcome
        chosen = journeys.filter(
            outcome.isin(handed) if handed_over else outcome.notin(ended),
            journeys.last_day < data.manifest.last_day - self.days,
        )
        source = chosen[f"last_{self.by}"]
        # Nothing: a number that no word has, since not every engine groups by a typed null.
        return self._counted(chosen, source, source - source - 1)

    def _late(self, data: Data) -> "ibis.Table":
        steps = self.placed(self.during(data.table("steps"), "day", "day_to"), data)
        late = steps.filter(steps.handed, steps.gap > self.days)
        return self._counted(late, late[f"{self.by}_from"], late[f"{self.by}_to"])

    def _loops(self, data: Data) -> "ibis.Table":
        steps = self.placed(self.during(data.table("steps"), "day", "day_back"), data)
        loops = steps.filter(steps[f"{self.by}_back"])
        return self._counted(loops, loops[f"{self.by}_from"], loops[f"{self.by}_to"])

    def _readmissions(self, data: Data) -> "ibis.Table":
        stays = self.placed(self.during(data.table("stays"), "day", "next_day"), data)
        gone = [*data.ids("left", "outcome"), *data.ids("transferred", "outcome")]
        between = stays.next_day - stays.last_day
        again = stays.filter(
            stays.outcome.notin(gone), ~stays.next_planned, between >= 0, between <= self.days
        )
        return self._counted(again, again[self.by], again[f"next_{self.by}"])

    def _counted(
        self, table: "ibis.Table", source: "ibis.Value", target: "ibis.Value"
    ) -> "ibis.Table":
        return table.group_by(source=source, target=target).agg(
            breaks=table.count(), persons=table.person.nunique()
        )

    def _told(self, rows: list[Row]) -> Told:
        cells = []
        for number, row in enumerate(rows):
            way, count = f"rows/{number}", self._pair_scope(self.by, row["kind"], _pair(row))
            persons = replace(count, key=(*count.key[:-1], "persons"), adds_up=False)
            cells += [
                Cell(f"{way}/count", row["count"], row["persons"], of=count),
                Cell(f"{way}/persons", row["persons"], of=persons),
            ]
        return Told(cells=tuple(cells))

    def _on_other_levels(self, rows: list[Row], data: Data) -> Iterator[Told]:
        is_cut = len(rows) > self.most
        sectors = Sectors.of_units(data) if self.by == "unit" else None
        by_sector = self._by_sector(rows, sectors, data) if sectors else {}
        # A loop between units is none between sectors where both are of one: those do not add up.
        for kind in sorted({row["kind"] for row in rows} - {"loop"}):
            counted = [
                Counted(f"rows/{number}/count", _pair(row), row["count"])
                for number, row in enumerate(rows[: self.most])
                if row["kind"] == kind
            ]
            count = sum(row["count"] for row in rows if row["kind"] == kind)
            yield whole_of(kind, self._scope("all", kind), count, counted, is_cut=is_cut)
            if sectors:
                whole = {
                    pair: (times, self._pair_scope("sector", kind, pair))
                    for pair, times in by_sector[kind].items()
                }
                yield within_sectors(kind, sectors, counted, whole, is_cut=is_cut)

    def _by_sector(
        self, rows: list[Row], sectors: Sectors, data: Data
    ) -> dict[str, dict[Pair, int]]:
        """By kind, how often it comes between two sectors, as when asked by sector."""
        found: dict[str, dict[Pair, int]] = defaultdict(lambda: defaultdict(int))
        by_sector = rows if sectors.is_plain else replace(self, by="sector").rows(data)
        for row in by_sector:
            pair = sectors.between(_pair(row)) if sectors.is_plain else _pair(row)
            if pair is not None:
                found[row["kind"]][pair] += row["count"]
        return found

    def _scope(self, by: str, kind: str, *rest: str) -> Scope:
        return self.scope("breaks", by, str(self.days), kind, *rest, "count")

    def _pair_scope(self, by: str, kind: str, pair: Pair) -> Scope:
        return self._scope(by, kind, pair[0], pair[1] or "-")


def _pair(row: Row) -> Pair:
    return row["from"], row["to"]
