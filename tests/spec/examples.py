"""Reads examples: a heading, some words, a table that is given and a table that follows.

## A heading
Words.

| given | table |
| --- | --- |

gives

| following | table |
| --- | --- |
"""

from dataclasses import dataclass
from pathlib import Path

GIVES = "gives"
Table = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Example:
    title: str
    text: str
    given: Table
    follows: Table


def examples(path: Path) -> list[Example]:
    """All examples of a file, in order; raises ValueError for one that lacks a table."""
    _, *parts = path.read_text(encoding="utf-8").split("\n## ")
    return [_example(part) for part in parts]


def _example(part: str) -> Example:
    title, _, body = part.partition("\n")
    before, found, after = body.partition(f"\n{GIVES}\n")
    given, follows = _table(before), _table(after)
    if not (found and given and follows):
        raise ValueError(f"{title}: needs a table, the word “{GIVES}”, and a table")
    words = " ".join(line for line in before.splitlines() if line and not line.startswith("|"))
    return Example(title.strip(), words, given, follows)


def _table(text: str) -> Table:
    rows = [_cells(line) for line in text.splitlines() if line.startswith("|")]
    if not rows:
        return []
    header, _rule, *body = rows
    return [dict(zip(header, cells, strict=True)) for cells in body]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
