"""An answer as a table for the terminal."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from brygga.pathways.engine.answers import SUPPRESSED

if TYPE_CHECKING:
    from brygga.pathways.engine.answers import Answer

_WIDEST = 100


def as_table(answer: "Answer") -> str:
    """Single numbers first, a line each; then each table."""
    return "\n".join(_lines(answer.content))


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    tables = {name: value for name, value in content.items() if isinstance(value, list)}
    for name, value in content.items():
        if isinstance(value, dict) and value != SUPPRESSED:
            yield from (f"{_title(name)} {inner}: {_text(each)}" for inner, each in value.items())
        elif name not in tables:
            yield f"{_title(name)}: {_text(value)}"
    for name, rows in tables.items():
        yield ""
        yield from _table(name, rows)


def _table(name: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        yield f"{_title(name)}: none"
        return
    heading = list(dict.fromkeys(column for row in rows for column in row))
    cells = [[_text(row.get(column)) for column in heading] for row in rows]
    titles = [_title(column) for column in heading]
    widths = [
        min(max(len(title), *(len(row[n]) for row in cells)), _WIDEST)
        for n, title in enumerate(titles)
    ]
    numeric = [
        all(not isinstance(row.get(column), str | list) for row in rows) for column in heading
    ]
    for row in [titles, ["-" * width for width in widths], *cells]:
        aligned = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        yield "  ".join(aligned).rstrip()


def _title(name: str) -> str:
    return name.replace("_", " ")


def _text(value: Any) -> str:  # noqa: ANN401 -- whatever JSON can hold
    if value is None:
        return "-"
    if value == SUPPRESSED:
        return "few"
    if isinstance(value, list):
        return " → ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    return str(value)
