"""What is known while a folder is read: rows in the database and rows read so far."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from brygga.people.enums import PlaceKind
from brygga.programme.kinds import ONE_CELL, Instant, Value
from brygga.programme.spec import Key, Row, Table
from brygga.programme.tables import TABLE

# What codes, numbers and years are not made of.
_BETWEEN_WORDS = re.compile(r"[^0-9A-Za-z_.-]+")
_INSTANT = Instant()


class Anything(dict[Key, Any]):
    """Stands for a table that could not be read: no row that points at it is blamed for that."""

    def __missing__(self, key: Key) -> int:
        return 0


class Known:
    """Ids and remembered facts by natural key, table by table, fetched when first asked for.

    Id 0 is a row that was read but not written, because a fault has been found already.
    """

    def __init__(self, unread: Iterable[str] = ()) -> None:
        self._unread = set(unread)
        self._ids: dict[str, dict[Key, Any]] = {}
        self._facts: dict[str, dict[Key, Sequence[Any]]] = {}
        self._damaged: dict[str, list[list[set[str]]]] = {}
        self.county_of = _Counties(self)

    def ids(self, name: str) -> dict[Key, Any]:
        """Ids by key; None is the key and the id of nothing. One query the first time."""
        if name not in self._ids:
            self.refresh(TABLE[name])
        return self._ids[name]

    def refresh(self, table: Table) -> None:
        """Fetch the ids anew. One query, and one for what is remembered."""
        found: dict[Key, Any] = Anything() if table.name in self._unread else {}
        found[None] = None
        paths = table.key_paths
        for *key, pk in table.model._default_manager.order_by().values_list(*paths, "pk"):
            found[key[0] if len(key) == 1 else tuple(key)] = pk
            if table.name in ONE_CELL:
                found["/".join(map(str, key))] = pk
        self._ids[table.name] = found
        if table.remembers and table.name not in self._facts:
            self._facts[table.name] = self._fetch_facts(table, paths)

    def _fetch_facts(self, table: Table, paths: Sequence[str]) -> dict[Key, Sequence[Any]]:
        columns = [table.by_name[name].leads_to[0] for name in table.remembers]
        width = len(paths)
        rows = table.model._default_manager.order_by().values_list(*paths, *columns)
        return {row[0] if width == 1 else tuple(row[:width]): row[width:] for row in rows}

    def doubt(self, table: Table) -> None:
        """Some of the table's rows could not be read; it tells from the next refresh."""
        self._unread.add(table.name)

    def note_damaged(self, table: Table, *texts: str) -> None:
        """A row whose key could not be read: what stands in its key columns, or all of it."""
        words = [set(_BETWEEN_WORDS.split(text)) for text in texts]
        self._damaged.setdefault(table.name, []).append(words)

    def may_stand(self, name: str, *key: object) -> bool:
        """Whether a row with the key may be among those that could not be read."""
        if name in self._unread:
            return True
        parts = [_INSTANT.write(part) if isinstance(part, datetime) else str(part) for part in key]
        if name in ONE_CELL and len(parts) == 1:
            parts = parts[0].split("/")
        return any(_all_in(parts, words) for words in self._damaged.get(name, ()))

    def learn_keys(self, table: Table, keys: Iterable[Key]) -> None:
        """Rows that were read but are not written."""
        ids = self.ids(table.name)
        for key in keys:
            ids.setdefault(key, 0)
            if table.name in ONE_CELL:
                ids.setdefault("/".join(map(str, key)), 0)

    def learn(self, table: Table, key: Key, row: Row) -> None:
        """Remember of a row what the rules of later tables ask about."""
        self.ids(table.name)
        self._facts[table.name][key] = [getattr(row, name) for name in table.remembers]

    def fact(self, name: str, key: Key, column: str) -> Value:
        """What a row says in a remembered column; None when there is no such row."""
        self.ids(name)
        facts = self._facts[name].get(key)
        return None if facts is None else facts[TABLE[name].remembers.index(column)]


def _all_in(parts: Sequence[str], words: list[set[str]]) -> bool:
    """Whether each part is among its words; where there is one set, it is the whole row's."""
    where = words if len(words) == len(parts) else words * len(parts)
    return all(
        found.issuperset(_BETWEEN_WORDS.split(part))
        for part, found in zip(parts, where, strict=False)
    )


class _Counties(dict[str, str]):
    """The county that a place lies in; raises KeyError for a place that is not known."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, place: str) -> str:
        code, steps = place, 0
        while self._known.fact("places", code, "kind") not in {PlaceKind.COUNTY, None}:
            code = self._known.fact("places", code, "parent")
            steps += 1
            if steps > 10:  # noqa: PLR2004 -- deeper than any tree of places: a cycle
                raise KeyError(place)
        if code is None:
            raise KeyError(place)
        self[place] = code
        return str(code)
