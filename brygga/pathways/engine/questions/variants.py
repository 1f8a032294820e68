"""Variants: the most common journeys, also before and after a joint plan."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Share, Sum
from brygga.pathways.engine.questions.asked import Data, Level, Question, Row, insist_on_level

if TYPE_CHECKING:
    import ibis

Part = Literal["whole", "before", "after"]
MOST_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants(Question):
    """The most common paths of journeys, with their share.

    A *journey* is all the contacts of one person in the store, in the order they start; contacts
    that start at the same instant stand as they were delivered. It belongs to the period in which
    it begins and to the place of its first contact. Its *path* is the activities, sectors or units
    it passes. `part`: `before` is the contacts before the first one with a joint plan and `after`
    those from that one on, both only of journeys that have such a part. `persons` is all such
    journeys, and `share` is of them. The `most` common paths are told; among equals the shorter.
    """

    by: Level = "activity"
    part: Part = "whole"
    most: int = MOST_ROWS

    def draft(self, data: Data) -> Draft:
        insist_on_level(self.by)
        everyone = data.rows(self._journeys(data).agg(persons=lambda table: table.count()))
        persons = int(everyone[0]["persons"])
        found = data.rows(self.expression(data))
        paths = self._paths(data, [row["example"] for row in found])
        rows = [
            {
                "path": paths[row["example"]],
                "count": row["persons"],
                "share": round(row["persons"] / persons, 4),
            }
            for row in found
        ]
        rows.sort(key=lambda row: (-row["count"], len(row["path"]), row["path"]))
        content = {"by": self.by, "part": self.part, "persons": persons, "rows": rows}
        return Draft(content, self._told(rows, persons))

    def expression(self, data: Data) -> "ibis.Table":
        """One row a path: how many have it, and somebody who does."""
        journeys = self._journeys(data)
        counted = journeys.group_by("path", "length").agg(
            persons=journeys.count(), example=journeys.person.min()
        )
        order = (counted.persons.desc(), counted.length, counted.path)
        return counted.order_by(*order).limit(self.most)

    def _journeys(self, data: Data) -> "ibis.Table":
        journeys = self.placed(self.during(data.table("journeys")), data)
        mark = f"{self.by}_path" + ("" if self.part == "whole" else f"_{self.part}")
        if self.part == "before":
            journeys = journeys.filter(journeys.planned > 0)
            length = journeys.planned
        elif self.part == "after":
            journeys = journeys.filter(journeys.planned >= 0)
            length = journeys.contacts - journeys.planned
        else:
            length = journeys.contacts
        return journeys.select("person", "planned", path=journeys[mark], length=length)

    def _paths(self, data: Data, persons: list[int]) -> dict[int, list[str | None]]:
        """The path of each of these persons, in words."""
        contacts, journeys = data.table("contacts"), data.table("journeys")
        theirs = contacts.filter(contacts.person.isin(persons or [-1]))
        starts = journeys.filter(journeys.person.isin(persons or [-1])).select("person", "planned")
        rows = data.rows(
            theirs.join(starts, "person").select("person", "seq", "planned", node=theirs[self.by])
        )
        paths: dict[int, list[str | None]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row["person"], row["seq"])):
            is_before = row["seq"] < row["planned"]
            if self.part == "whole" or is_before == (self.part == "before"):
                paths[row["person"]].append(data.name(self.by, row["node"]))
        return paths

    def _told(self, rows: list[Row], persons: int) -> Told:
        kind = ("variants", self.by, self.part)
        counts = [
            Cell(f"rows/{n}/count", row["count"], of=self.scope(*kind, *map(str, row["path"])))
            for n, row in enumerate(rows)
        ]
        rest = persons - sum(row["count"] for row in rows)
        cells = [
            Cell("persons", persons, of=self.scope(*kind)),
            *counts,
            # Those whose path is not told are the whole less the paths that are.
            Cell("rest", rest, is_shown=False),
        ]
        return Told(
            cells=tuple(cells),
            sums=(Sum("persons", (*(each.name for each in counts), "rest")),),
            shares=tuple(
                Share(f"rows/{n}/share", f"rows/{n}/count", "persons") for n in range(len(rows))
            ),
        )
