"""A figure with its samples and its budget, and how a table of them is written."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

HEAD = ("What", "Median", "Lowest – highest", "Runs", "Budget", "")


@dataclass(frozen=True)
class Figure:
    """Something measured a number of times. `unit` is written after every number."""

    what: str
    samples: Sequence[float]
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def median(self) -> float:
        return median(self.samples)

    @property
    def holds(self) -> bool:
        too_much = self.at_most is not None and self.median > self.at_most
        too_little = self.at_least is not None and self.median < self.at_least
        return not (too_much or too_little)

    @property
    def budget(self) -> str:
        if self.at_most is not None:
            return f"≤ {_number(self.at_most)} {self.unit}"
        if self.at_least is not None:
            return f"≥ {_number(self.at_least)} {self.unit}"
        return ""

    @property
    def cells(self) -> tuple[str, ...]:
        spread = f"{_number(min(self.samples))} – {_number(max(self.samples))}"
        return (
            self.what,
            f"{_number(self.median)} {self.unit}",
            spread if len(set(self.samples)) > 1 else "",
            str(len(self.samples)),
            self.budget,
            ("holds" if self.holds else "**missed**") if self.budget else "",
        )

    @property
    def line(self) -> str:
        """For a terminal."""
        what, middle, spread, _runs, budget, verdict = self.cells
        return f"  {what:<52} {middle:>16}  {spread:<20} {budget:<16} {verdict}".rstrip()


def dump(figures: Iterable[Figure]) -> str:
    return json.dumps([asdict(figure) for figure in figures])


def parse(text: str) -> list[Figure]:
    return [Figure(**fields) for fields in json.loads(text)]


def markdown(figures: Iterable[Figure]) -> str:
    rows = [HEAD, ("---", "---:", "---", "---:", "---:", "---"), *(f.cells for f in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _number(value: float) -> str:
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
