"""Cells as a folder's rows have them: how they are read, put in order and picked, and blamed."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from brygga.programme.kinds import Parse, Source, Text, YesNo
from brygga.programme.reading.folder import Folder
from brygga.programme.spec import Column, Key, Table


def unknown(table: str, *key: object) -> str:
    """The sentence about a row that points at nothing."""
    return f"no {table} {', '.join(map(str, key))!r}; expected one in {table} or the database"


def complaint(column: Column, text: str) -> str:
    """The sentence about a cell that cannot be read."""
    if any("\udc80" <= letter <= "\udcff" for letter in text):
        return "bytes that are not UTF-8; expected the file saved as UTF-8"
    if not text:
        return f"is empty; expected {column.kind.says}"
    shown = text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 -- enough to find it by
    if "\0" in text:
        return f"{shown!r} has NUL bytes; expected {column.kind.says}"
    if isinstance(column.kind, Text):
        return f"{len(text)} characters; expected {column.kind.says}"
    return f"{shown!r}; expected {column.kind.says}"


def parser_of(column: Column, folder: Folder) -> Parse:
    """How a cell of the column is read in this folder. An empty cell never reaches the kind."""
    parse: Parse = column.kind.parse
    if isinstance(column.kind, Source):
        parse = _source_parser(folder, column.kind.longest)
    if column.required:
        return parse
    empty = column.empty
    if isinstance(column.kind, YesNo):
        empty = folder.invented
    return lambda text: parse(text) if text else empty


def _source_parser(folder: Folder, longest: int) -> Parse:
    seen: dict[str, str] = {}

    def parse(text: str) -> str:
        if text not in seen:
            named = [_named(folder, key.strip()) for key in text.split(";")]
            stored = "; ".join(named)
            if not stored or len(stored) > longest:
                raise ValueError(text)
            seen[text] = stored
        return seen[text]

    return parse


def _named(folder: Folder, key: str) -> str:
    if key.startswith(("https://", "http://")) and "\0" not in key:
        key.encode()  # Bytes that were no UTF-8 are nothing to save.
        return key
    # Without settings that can be read, no row is to blame for what they do not say.
    return folder.sources[key] if folder.has_settings else key


def arrangement(
    header: list[str], names: tuple[str, ...]
) -> Callable[[Sequence[str]], Sequence[str]]:
    """How the cells under a header are put in the order of names; a missing column is empty."""
    if header == list(names):
        return lambda cells: cells
    positions = [header.index(name) if name in header else -1 for name in names]
    return lambda cells: ["" if at < 0 else cells[at] for at in positions]


def picker(table: Table, columns: tuple[str, ...]) -> Callable[[Sequence[Any]], Key]:
    """Takes the columns' values out of a row; one value alone, several as a tuple."""
    names = names_of(table)
    return itemgetter(*(names.index(name) for name in columns))


def names_of(table: Table) -> tuple[str, ...]:
    """What a row knows: its columns, and the county where it is asked for."""
    return (*table.names, "county") if table.county_of else table.names


def picker_of_dict(columns: tuple[str, ...]) -> Callable[[dict[str, Any]], Key]:
    return itemgetter(*columns)
