"""Frequent attenders: how many they are, how much of acute care, and what they meet beside it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.materialising import YEAR
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Share
from brygga.pathways.engine.questions.asked import Data, Level, Question, Row, insist_on_level
from brygga.pathways.engine.sectors import ACUTE
from brygga.pathways.engine.words import ids_of

if TYPE_CHECKING:
    import ibis

VISITS = 4
_BEFORE, _AFTER = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Attenders(Question):
    """Persons with at least `visits` acute visits in any `window_days` days in a row.

    An *acute visit* is a contact with one of the sectors `acute`, once transfers are merged; two on
    one day are two. The days may lie anywhere in the period (any rolling 12 months, not a calendar
    year): the first and the last of them are fewer than `window_days` days apart. `contacts` is all
    acute visits of these persons in the period and the place, and `share_of_contacts` how much of
    everybody's they are. `before` and `after` count their steps in the period to an acute visit
    from something else, and from one to something else, by what that is.
    """

    acute: tuple[str, ...] = ACUTE
    visits: int = VISITS
    window_days: int = YEAR
    by: Level = "sector"

    def draft(self, data: Data) -> Draft:
        insist_on_level(self.by)
        with data.kept(self.expression(data)) as persons:
            often = persons.agg(persons=persons.count(), contacts=persons.contacts.sum())
            counted = data.rows(often)[0]
            beside = data.rows(self._steps(data, persons))
        everybody = data.rows(self._acute(data).agg(contacts=lambda t: t.count()))[0]
        contacts, all_contacts = int(counted["contacts"] or 0), int(everybody["contacts"] or 0)
        content: Row = {
            "threshold_visits": self.visits,
            "window_days": self.window_days,
            "persons": int(counted["persons"]),
            "contacts": contacts,
            "share_of_contacts": round(contacts / all_contacts, 4) if all_contacts else None,
            "before": self._beside(data, beside, _BEFORE),
            "after": self._beside(data, beside, _AFTER),
        }
        return Draft(content, self._told(content, all_contacts))

    def expression(self, data: Data) -> "ibis.Table":
        """Frequent attenders, a row each, and how many acute visits they make."""
        visits = self._acute(data).semi_join(self._possible(data), "person")
        if self.visits > 1:
            # So many lie in the window just when the last and the one so many before it do.
            first = visits.day.lag(self.visits - 1)
            span = visits.day - first.over(group_by=visits.person, order_by=visits.seq)
        else:
            span = visits.day - visits.day
        spans = visits.select("person", span=span)
        persons = spans.group_by("person").agg(contacts=spans.count(), span=spans.span.min())
        return persons.filter(persons.span < self.window_days).select("person", "contacts")

    def _sectors(self, data: Data) -> list[int]:
        found = sorted(ids_of(self.acute, data.names.words["sector"]))
        if not found and self.acute is not ACUTE:
            known = ", ".join(sorted(data.names.words["sector"].values()))
            raise NotAsked(f"No contact is with {', '.join(self.acute)}; the sectors are {known}.")
        return found or [-2]

    def _acute(self, data: Data) -> "ibis.Table":
        contacts = data.table("contacts")
        acute = contacts.filter(contacts.sector.isin(self._sectors(data)))
        return self.placed(self.during(acute), data)

    def _possible(self, data: Data) -> "ibis.Table":
        """Persons who have enough visits in all, sector by sector: a quick first sieve."""
        visits = data.table("visits")
        acute = visits.filter(visits.sector.isin(self._sectors(data)))
        enough = acute.most if self.window_days <= YEAR else acute.contacts
        summed = acute.group_by("person").agg(most=enough.sum())
        return summed.filter(summed.most >= self.visits).select("person")

    def _steps(self, data: Data, persons: "ibis.Table") -> "ibis.Table":
        """Steps with an acute visit at one end and something else at the other, by what that is."""
        sectors = self._sectors(data)
        steps = self.placed(self.during(data.table("steps"), "day", "day_to"), data)
        goes, comes = steps.sector_from.isin(sectors), steps.sector_to.isin(sectors)
        # Not `goes != comes`: Ibis writes it for Spark without brackets, which Spark cannot read.
        one_of_them = (goes & ~comes) | (comes & ~goes)
        beside = steps.filter(one_of_them).semi_join(persons, "person")
        is_before = beside.sector_to.isin(sectors)
        ends = beside.select(
            "person",
            side=is_before.ifelse(_BEFORE, _AFTER),
            node=is_before.ifelse(beside[f"{self.by}_from"], beside[f"{self.by}_to"]),
        )
        return ends.group_by("side", "node").agg(
            contacts=ends.count(), persons=ends.person.nunique()
        )

    def _beside(self, data: Data, found: list[Row], side: int) -> list[Row]:
        rows: list[Row] = [
            {
                self.by: data.name(self.by, row["node"]),
                "count": int(row["contacts"]),
                "persons": int(row["persons"]),
            }
            for row in found
            if row["side"] == side
        ]
        return sorted(rows, key=lambda row: (-row["count"], row[self.by]))

    def _told(self, content: Row, all_contacts: int) -> Told:
        kind = ("attenders", str(self.visits), str(self.window_days), *self.acute)
        persons = content["persons"]
        cells = [
            Cell("persons", persons, of=self.scope(*kind, "persons", adds_up=False)),
            Cell(
                "contacts",
                content["contacts"],
                persons,
                of=self.scope(*kind, "contacts", adds_up=False),
            ),
            Cell("all_contacts", all_contacts, is_shown=False),
        ]
        for side in ("before", "after"):
            for number, row in enumerate(content[side]):
                way = f"{side}/{number}"
                cells += [
                    Cell(f"{way}/count", row["count"], row["persons"]),
                    Cell(f"{way}/persons", row["persons"]),
                ]
        shares = (Share("share_of_contacts", "contacts", "all_contacts"),)
        return Told(cells=tuple(cells), shares=shares)
