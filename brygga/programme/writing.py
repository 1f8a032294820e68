"""Tables as CSV, in the one canonical way: LF, quotes where needed, columns in their order."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from brygga.programme.kinds import Source
from brygga.programme.spec import Column, Table


class Stream(Protocol):
    def write(self, text: str, /) -> object: ...


def write_table(
    stream: Stream,
    table: Table,
    rows: Iterable[Sequence[Any]],
    keys: Mapping[str, str] | None,
    *,
    header: bool = True,
) -> int:
    """Write a header and rows; returns how many rows.

    `keys` gives the key of each source in programme.toml; None writes sources as they are. Values
    beyond the columns (accounts, for the digest) are written as they are.
    """
    writer = csv.writer(_LineFeeds(stream), lineterminator="\r\n")
    if header:
        writer.writerow(table.names)
    writes = [_writer(column, keys) for column in table.columns]
    width, count = len(writes), 0
    for row in rows:
        cells = [write(value) for write, value in zip(writes, row, strict=False)]
        writer.writerow([*cells, *row[width:]])
        count += 1
    return count


def _writer(column: Column, keys: Mapping[str, str] | None) -> Callable[[Any], str]:
    write = column.kind.write
    if isinstance(column.kind, Source) and keys is not None:
        return lambda text: keys.get(text, text)
    return lambda value: "" if value is None or value == "" else write(value)


class _LineFeeds:
    """Ends rows with LF. The writer is told CR LF so that it puts either of them in quotes."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def write(self, row: str) -> None:
        self._stream.write(row[:-2] + "\n")


def write_settings(
    path: Path, *, name: str, slug: str, invented: bool, sources: Mapping[str, str]
) -> None:
    """Write programme.toml with sources by key."""
    lines = [f"name = {quoted(name)}", f"slug = {quoted(slug)}"]
    lines.append(f"invented = {'true' if invented else 'false'}")
    for key, title in sorted(sources.items()):
        lines += ["", "[[source]]", f"key = {quoted(key)}", f"title = {quoted(title)}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def quoted(text: str) -> str:
    """A TOML string; JSON's differs only in how it treats one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
