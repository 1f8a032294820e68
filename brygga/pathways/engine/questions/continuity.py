"""Continuity: how much of a journey is with the same provider."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brygga.pathways.engine.answers import Draft
from brygga.pathways.engine.materialising import PROVIDERS
from brygga.pathways.engine.protecting import Answer as Told
from brygga.pathways.engine.protecting import Cell, Derived
from brygga.pathways.engine.questions.asked import Data, Question, Row

if TYPE_CHECKING:
    import ibis

FEWEST_CONTACTS = 2
INDICES = ("upc", "coc", "secon", "mmci")


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuity(Question):
    """Four indices of continuity, the mean over persons, with units and sectors as providers.

    For a journey of N contacts, nᵢ of them with provider i, M providers:
    `upc` (usual provider) max nᵢ / N; `coc` (Bice and Boxerman) (Σnᵢ² - N) / (N(N - 1));
    `secon` (sequential) pairs of contacts in a row with the same provider / (N - 1);
    `mmci` (modified modified) (1 - M/(N + 0.1)) / (1 - 1/(N + 0.1)).
    Undefined below two contacts, so such journeys, and those below `contacts`, are left out; None
    where none is left. A journey belongs to the period in which it begins, and to the place of its
    first contact.
    """

    contacts: int = FEWEST_CONTACTS

    def draft(self, data: Data) -> Draft:
        found = data.rows(self.expression(data))[0]
        persons = int(found["persons"] or 0)
        rows: list[Row] = [
            {"level": level, "persons": persons}
            | {index: _rounded(found[f"{level}_{index}"]) for index in INDICES}
            for level in PROVIDERS
        ]
        return Draft({"rows": rows}, self._told(rows))

    def expression(self, data: Data) -> "ibis.Table":
        """One row: how many persons, and the mean of each index on each level."""
        journeys = self.placed(self.during(data.table("journeys")), data)
        fewest = max(self.contacts, FEWEST_CONTACTS)
        journeys = journeys.filter(journeys.contacts >= fewest)
        n = journeys.contacts.cast("float64")
        means: dict[str, ibis.Value] = {}
        for level in PROVIDERS:
            most, kinds = journeys[f"{level}_most"], journeys[f"{level}_kinds"]
            squares, same = journeys[f"{level}_squares"], journeys[f"{level}_same"]
            means |= {
                f"{level}_upc": (most / n).mean(),
                f"{level}_coc": ((squares - n) / (n * (n - 1))).mean(),
                f"{level}_secon": (same / (n - 1)).mean(),
                f"{level}_mmci": ((1 - kinds / (n + 0.1)) / (1 - 1 / (n + 0.1))).mean(),
            }
        return journeys.agg(persons=journeys.count(), **means)

    def _told(self, rows: list[Row]) -> Told:
        cells, derived = [], []
        for number, row in enumerate(rows):
            name = f"rows/{number}/persons"
            cells.append(
                Cell(name, row["persons"], of=self.scope("continuity", str(self.contacts)))
            )
            derived += [Derived(f"rows/{number}/{index}", (name,)) for index in INDICES]
        return Told(cells=tuple(cells), derived=tuple(derived))


def _rounded(mean: float | None) -> float | None:
    # What floating point leaves behind must not decide a tie.
    return None if mean is None else round(round(float(mean), 10), 4)
