"""Write what is in the database as a folder that load takes back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils.text import slugify

from brygga.kernel.refusal import Refusal, insist
from brygga.programme.kinds import Source
from brygga.programme.reading.folder import SETTINGS
from brygga.programme.spec import Column, Table
from brygga.programme.stored import snapshot, stored_rows
from brygga.programme.tables import TABLES
from brygga.programme.writing import write_settings, write_table

SLUG = "export"
_ADDRESS = re.compile(r"https?://[^;\s]+")


def export_folder(path: Path) -> dict[str, int]:
    """Write every table that has rows; returns how many by table. Raises Refused.

    The folder is new, empty, or holds an earlier export, which is replaced.
    """
    insist(_refuse_folder(path))
    path.mkdir(parents=True, exist_ok=True)
    for old in (path / f"{table.name}.csv" for table in TABLES):
        old.unlink(missing_ok=True)
    with snapshot():
        keys = source_keys()
        written = {table.name: _write(path, table, keys) for table in TABLES}
    write_settings(
        path / SETTINGS,
        name="Export",
        slug=SLUG,
        invented=False,
        sources={key: title for title, key in keys.items()},
    )
    return {name: count for name, count in written.items() if count}


def _refuse_folder(path: Path) -> Refusal | None:
    if path.exists() and not path.is_dir():
        return Refusal(f"{path} is a file; name a folder.")
    if not path.exists() or not any(path.iterdir()):
        return None
    settings = path / SETTINGS
    if settings.is_file() and f'slug = "{SLUG}"' in settings.read_text(encoding="utf-8"):
        return None
    return Refusal(f"{path} holds other files; name an empty folder, or one exported to before.")


def _write(path: Path, table: Table, keys: Mapping[str, str]) -> int:
    file = path / f"{table.name}.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        count = write_table(stream, table, stored_rows(table, whole=False), keys)
    if not count:
        file.unlink()
    return count


def source_keys() -> dict[str, str]:
    """A key for every source that is no address, the same for the same sources."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for title in sorted(set(_titles())):
        base = slugify(title)[:40].strip("-") or "source"
        number = 1
        key = base
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        keys[title] = key
    return keys


def _titles() -> Iterator[str]:
    for table in TABLES:
        for at, column in enumerate(table.columns):
            if isinstance(column.kind, Source):
                texts = _sources_in(table, column, at)
                yield from (text for text in texts if text and not _ADDRESS.fullmatch(text))


def _sources_in(table: Table, column: Column, at: int) -> Iterable[str]:
    """What stands in a column of the rows that are written; `at` is its place among them."""
    if table.shipped is not None:
        return (row[at] for row in stored_rows(table, whole=False))
    rows = table.model._default_manager.order_by()
    return rows.values_list(column.name, flat=True).distinct()
