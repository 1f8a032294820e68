"""Places: rows that point at each other, so they are read together and written from the top."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from brygga.people.models import Place
from brygga.programme.actions.bulk import bulk_upsert
from brygga.programme.cells import unknown
from brygga.programme.known import Known
from brygga.programme.table_rows import TableRows
from brygga.programme.tables.people import place_in_tree

Blame = Callable[[str, str, str], None]


def write_places(*, rows: Iterable[Any], reader: TableRows, blame: Blame, known: Known) -> int:
    """Write places level by level. `blame(code, column, message)` takes what is wrong."""
    by_code = {row.code: row for row in rows}
    stored: dict[str, str | None] = dict(Place.objects.values_list("code", "parent__code"))
    paths = dict(Place.objects.values_list("code", "path"))
    for code, name, message in _complaints(by_code, stored, known):
        blame(code, name, message)
    if reader.faults:
        return 0
    changed = 0
    for level in _levels(by_code, paths):
        changed += _write_level(level, reader, paths)
    return changed


def _complaints(
    by_code: dict[str, Any], stored: dict[str, str | None], known: Known
) -> Iterator[tuple[str, str, str]]:
    ringed = _in_rings(by_code)
    for code, row in by_code.items():
        if row.parent and row.parent not in by_code and row.parent not in stored:
            if not known.may_stand("places", row.parent):
                yield code, "parent", unknown("places", row.parent)
        elif code in stored and (stored[code] or None) != row.parent:
            lies = f"lies in {stored[code] or 'nothing'}"
            yield code, "parent", f"{lies}; a place is not moved by loading"
        elif code in ringed:
            yield code, "parent", "lies in itself by way of its parents; expected a tree"
        else:
            yield from ((code, *complaint) for complaint in place_in_tree(row, known))


def _in_rings(by_code: dict[str, Any]) -> set[str]:
    """Places that lie in themselves. Each place is climbed from once."""
    ringed: set[str] = set()
    climbed: set[str] = set()
    for row in by_code.values():
        path: list[str] = []
        code = row.code
        while code in by_code and code not in climbed:
            climbed.add(code)
            path.append(code)
            code = by_code[code].parent
        if code in path:
            ringed.update(path[path.index(code) :])
    return ringed


def _levels(by_code: dict[str, Any], paths: dict[str, str]) -> Iterator[list[Any]]:
    """Places whose parent has been written, then those below them, and so on down."""
    waiting = dict(by_code)
    while waiting:
        ready = [row for row in waiting.values() if not row.parent or row.parent in paths]
        ready = [row for row in ready if row.parent not in waiting]
        for row in ready:
            del waiting[row.code]
            paths[row.code] = f"{paths[row.parent] if row.parent else ''}{row.code}/"
        yield ready


def _write_level(level: list[Any], reader: TableRows, paths: dict[str, str]) -> int:
    ids = dict(Place.objects.values_list("code", "pk"))
    rows = ([*reader.database_row(row, []), ids.get(row.parent), paths[row.code]] for row in level)
    fields = [*reader.fields, "parent", "path"]
    return bulk_upsert(model=Place, fields=fields, key=["code"], rows=rows)
