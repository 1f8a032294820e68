"""Steps: who goes from where to where, how many, and after how many days."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Derived, Scope, together
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

MOST_ROWS = 1000
_OF_ALL = ("all_rows", "all_taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Question):
    """The directly-follows graph between activities, sectors or units.

    A *step* is two contacts of one person with none between them, both starting in the period; it
    is of the place of its first contact. Its *gap* is whole days by the Swedish calendar from the
    end of the first contact (its start, where no end is known) to the start of the second, never
    below 0. `count` is steps, `persons` those who have taken it. `median_days` and `p90_days` are
    exact, between the two nearest gaps in proportion (Hyndman and Fan's definition 7).
    The `most` rows with the most steps are told; `rows_left_out` says how many are not.
    """

    by: Level = "activity"
    most: int = MOST_ROWS

    def draft(self, data: Data) -> Draft:
        taken = self.taken(data)
        content: Row = {"by": self.by, "rows": taken.rows}
        if taken.left_out:
            content["rows_left_out"] = taken.left_out
        return Draft(content, self.told(taken, data))

    def taken(self, data: Data) -> "Taken":
        """The rows with the most steps first, and what is left out of them."""
        insist_on_level(self.by)
        found = data.rows(self.expression(data))
        all_rows, all_steps = (int(found[0][n]) if found else 0 for n in ("all_rows", "all_taken"))
        rows: list[Row] = [
            {
                "from": data.name(self.by, row["source"]),
                "to": data.name(self.by, row["target"]),
                "count": row["steps"],
                "persons": row["persons"],
                "median_days": _between(row["low50"], row["high50"], 5),
                "p90_days": _between(row["low90"], row["high90"], 9 * (row["steps"] - 1) % 10),
            }
            for row in found
        ]
        rows.sort(key=lambda row: (-row["count"], row["from"], row["to"]))
        return Taken(rows, all_rows - len(rows), all_steps)

    def expression(self, data: Data) -> "ibis.Table":
        """One row a step: how often, by how many, and the gaps on either side of both quantiles."""
        wanted = self._most_taken(data)
        gaps = self._gaps(data, wanted)
        pair = [gaps.source, gaps.target]
        ordered = gaps.mutate(
            upto=gaps.steps.sum().over(group_by=pair, order_by=gaps.gap, rows=(None, 0)),
            all_steps=gaps.steps.sum().over(group_by=pair),
        )
        last = ordered.all_steps - 1

        def gap_at(rank: "ibis.Value") -> "ibis.Value":
            """The gap that this many steps are shorter than or alike, counted from 0."""
            return ordered.gap.min(where=ordered.upto > rank)

        answer = ordered.group_by("source", "target", *_OF_ALL).agg(
            steps=ordered.steps.sum().cast("int64"),
            persons=ordered.first_steps.sum().cast("int64"),
            low50=gap_at(last // 2),
            high50=gap_at(ordered.all_steps // 2),
            low90=gap_at(last * 9 // 10),
            high90=gap_at((last * 9 + 9) // 10),
        )
        return self._with_persons(answer, data) if self.is_placed else answer

    def _most_taken(self, data: Data) -> "ibis.Table":
        """The steps that are told, how many different ones there are, and how many in all."""
        steps = self._steps(data)
        counted = steps.group_by(
            source=steps[f"{self.by}_from"], target=steps[f"{self.by}_to"]
        ).agg(taken=steps.count())
        numbered = counted.mutate(
            all_rows=counted.taken.count().over(rows=(None, None)).cast("int64"),
            all_taken=counted.taken.sum().over(rows=(None, None)).cast("int64"),
        )
        order = (numbered.taken.desc(), numbered.source, numbered.target)
        return numbered.order_by(*order).limit(self.most).drop("taken")

    def _gaps(self, data: Data, wanted: "ibis.Table") -> "ibis.Table":
        """How many steps have each gap; `first_steps` are persons' first between the two."""
        pair = ["source", "target"]
        steps = self._steps(data).mutate(
            source=lambda table: table[f"{self.by}_from"],
            target=lambda table: table[f"{self.by}_to"],
        )
        if self.by == "unit":
            # Units have so many pairs that most steps are between two that are not told.
            steps = steps.join(wanted, pair)
        # A person's first such step in the period is the one with none before it in the period.
        is_first = (steps[f"{self.by}_before"] < self.first).ifelse(1, 0)
        if self.by == "unit":
            return steps.group_by(*pair, *_OF_ALL, "gap").agg(
                steps=steps.count(), first_steps=is_first.sum()
            )
        gaps = steps.group_by(*pair, "gap").agg(steps=steps.count(), first_steps=is_first.sum())
        return gaps.join(wanted, pair)

    def _with_persons(self, answer: "ibis.Table", data: Data) -> "ibis.Table":
        """A person's first step may have been elsewhere: in one place persons are counted anew."""
        steps = self._steps(data)
        persons = steps.group_by(origin=steps[f"{self.by}_from"], goal=steps[f"{self.by}_to"]).agg(
            who=steps.person.nunique()
        )
        joined = answer.drop("persons").join(
            persons, [answer.source == persons.origin, answer.target == persons.goal]
        )
        return joined.mutate(persons=joined.who.cast("int64"))

    def _steps(self, data: Data) -> "ibis.Table":
        return self.placed(self.during(data.table("steps"), "day", "day_to"), data)

    def told(self, taken: "Taken", data: Data) -> Told:
        """What the numbers are, for those who decide what is kept back."""
        cells: list[Cell] = []
        derived: list[Derived] = []
        for number, row in enumerate(taken.rows):
            way, key = f"rows/{number}", ("steps", self.by, row["from"], row["to"])
            count, persons = f"{way}/count", f"{way}/persons"
            cells.append(Cell(count, row["count"], row["persons"], of=self.scope(*key, "count")))
            cells.append(
                Cell(persons, row["persons"], of=self.scope(*key, "persons", adds_up=False))
            )
            derived += [
                Derived(f"{way}/{name}", (count, persons)) for name in ("median_days", "p90_days")
            ]
        rows = Told(cells=tuple(cells), derived=tuple(derived))
        return together([rows, *self._on_other_levels(taken, data)])

    def _on_other_levels(self, taken: "Taken", data: Data) -> Iterator[Told]:
        if not taken.rows:
            return
        counted = [
            Counted(f"rows/{number}/count", (row["from"], row["to"]), row["count"])
            for number, row in enumerate(taken.rows)
        ]
        is_cut = taken.left_out > 0
        everything = self.scope("steps", "all", "count")
        yield whole_of("steps", everything, taken.steps, counted, is_cut=is_cut)
        if self.by == "unit":
            whole = dict(self._between_sectors(data))
            sectors = Sectors.of_units(data)
            yield within_sectors("steps", sectors, counted, whole, is_cut=is_cut)

    def _between_sectors(self, data: Data) -> Iterator[tuple[Pair, tuple[int, Scope]]]:
        """How many steps lie between two sectors, as when asked by sector."""
        steps = self._steps(data)
        counted = steps.group_by("sector_from", "sector_to").agg(taken=steps.count())
        for row in data.rows(counted):
            source, target = (
                data.name("sector", row[f"sector_{end}"]) or "" for end in ("from", "to")
            )
            scope = self.scope("steps", "sector", source, target, "count")
            yield (source, target), (int(row["taken"]), scope)


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows that are told, how many more there are, and how many steps in all."""

    rows: list[Row]
    left_out: int
    steps: int


def _between(low: int, high: int, tenths: int) -> float:
    """So many tenths of the way from one gap to the next."""
    return round(low + (high - low) * tenths / 10, 1)
