"""An answer as it is shown: small counts kept back, and the same in every form."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from brygga.pathways.engine.faults import NotAsked

if TYPE_CHECKING:
    import pandas

    from brygga.pathways.engine.protecting import Answer as Told

SUPPRESSED: Mapping[str, bool] = {"suppressed": True}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole answer, before anything is kept back.

    `content` is what the contract shows. `told` says what its numbers are, each named by its way
    through the content: `rows/3/count`.
    """

    content: dict[str, Any]
    told: "Told"
    draw: Callable[[Mapping[str, Any]], str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be shown. `content` has the contract's shape; `rows` is its table."""

    content: dict[str, Any]
    draw: Callable[[Mapping[str, Any]], str] | None = field(default=None, repr=False)

    @property
    def rows(self) -> list[Row]:
        """The table of the answer; one row with all its numbers, where it has no table."""
        if "rows" in self.content:
            rows: list[Row] = self.content["rows"]
            return rows
        return [_flat(self.content)]

    def to_dict(self) -> dict[str, Any]:
        """The contract's shape; suppressed numbers are `{"suppressed": True}`."""
        copy: dict[str, Any] = json.loads(self.to_json())
        return copy

    def to_json(self) -> str:
        return json.dumps(self.content, ensure_ascii=False)

    def to_csv(self) -> str:
        """The table with a heading; what is suppressed says so, what is unknown is empty."""
        stream = io.StringIO()
        rows = [{name: _cell(value) for name, value in row.items()} for row in self.rows]
        heading = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(stream, heading, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return stream.getvalue()

    def to_pandas(self) -> "pandas.DataFrame":
        """The table as a frame; what is suppressed is missing."""
        import pandas as pd  # noqa: PLC0415 -- a second to import, for those who want it

        shown = [
            {name: None if value == SUPPRESSED else value for name, value in row.items()}
            for row in self.rows
        ]
        return pd.DataFrame(shown)

    def to_svg(self) -> str:
        """The picture. Raises NotAsked where the question has none."""
        if self.draw is None:
            raise NotAsked("Only flow has a picture.")
        return self.draw(self.content)


def shown(draft: Draft, hidden: frozenset[str]) -> Answer:
    """The answer without what is hidden."""
    content = json.loads(json.dumps(draft.content))
    for name in hidden:
        _replace(content, name.split("/"))
    return Answer(content, draft.draw)


def _replace(
    content: Any,  # noqa: ANN401 -- JSON, whatever its shape
    way: list[str],
) -> None:
    """A name that leads nowhere is a number that nobody is shown."""
    *outer, last = way
    for step in outer:
        if isinstance(content, list):
            content = content[int(step)]
        elif isinstance(content, dict) and step in content:
            content = content[step]
        else:
            return
    if isinstance(content, dict) and last in content:
        content[last] = dict(SUPPRESSED)


def _flat(content: Mapping[str, Any]) -> Row:
    flat: Row = {}
    for name, value in content.items():
        if isinstance(value, dict) and value != SUPPRESSED:
            flat |= {f"{name}_{inner}": each for inner, each in value.items()}
        elif not isinstance(value, list):
            flat[name] = value
    return flat


def _cell(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    if value == SUPPRESSED:
        return "suppressed"
    if isinstance(value, list):
        return " → ".join(map(str, value))
    return value
