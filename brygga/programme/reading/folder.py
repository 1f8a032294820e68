"""A folder: which files it has, what programme.toml says, and the rows of each table."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from brygga.programme.reading.csvfile import CsvFile
from brygga.programme.reading.faults import Faults, Unreadable
from brygga.programme.reading.source import Source
from brygga.programme.reading.tomlfile import TomlRows, read_toml, text_of
from brygga.programme.reading.tomllines import Lines
from brygga.programme.spec import Table
from brygga.programme.tables import TABLE, TABLES

SETTINGS = "programme.toml"
CONTACTS, CONTACTS_CSV = "contacts", "contacts-csv"
"""Folders of contact data, which are not the programme's: `brygga pathways prepare` reads them."""
Complain = Callable[[int, str, str], None]
_READ_BY_PEOPLE = {".md", ".txt"}
_SETTINGS_KEYS = {"name", "slug", "invented", "source"}
_SLUG = re.compile(r"[0-9a-zA-Z_-]{1,50}")
_SOURCE_KEYS = {"key", "title", "dated"}


@dataclass
class Folder:
    """What a folder holds. `unread` are tables some of whose rows could not be looked at."""

    name: str = ""
    slug: str = ""
    invented: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Source]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    size: int = 0
    has_settings: bool = False


def open_folder(path: Path, faults: Faults) -> Folder:
    """Open every file far enough to know its columns. What is wrong goes to `faults`."""
    folder = Folder(rows={table.name: [] for table in TABLES})
    if not (path / SETTINGS).is_file():
        faults.add(SETTINGS, "", 0, 0, f"the folder has no {SETTINGS}; expected one")
    for file in sorted(path.iterdir()):
        if _is_passed_over(file):
            continue
        folder.size += file.lstat().st_size
        try:
            _open(file, folder, faults)
        except Unreadable as unreadable:
            at = (unreadable.line, unreadable.column)
            faults.add(file.name, "", *at, unreadable.message)
            folder.unread |= _tables_of(file)
        except OSError as error:
            faults.add(file.name, "", 0, 0, f"cannot be read: {error.strerror}")
            folder.unread |= _tables_of(file)
    return folder


def _is_passed_over(file: Path) -> bool:
    if file.is_symlink():
        return False
    is_contacts = file.name in {CONTACTS, CONTACTS_CSV} and file.is_dir()
    return is_contacts or file.name.startswith((".", "~$"))


def _open(file: Path, folder: Folder, faults: Faults) -> None:
    if file.is_symlink():
        raise Unreadable("is a link out of the folder; expected a file")
    if not file.is_file():
        raise Unreadable("is not a file; a programme folder has files only")
    if file.name == SETTINGS:
        _read_settings(file, folder, faults)
    elif file.suffix == ".xlsx":
        # What reads workbooks takes a fifth of a second to import, and few folders have one.
        from brygga.programme.reading.workbook import open_workbook  # noqa: PLC0415 -- as said

        for name, sheet in open_workbook(file, faults):
            folder.rows[name].append(sheet)
    elif file.stem in TABLE and file.suffix in _READERS:
        _READERS[file.suffix](file, folder, faults)
    elif file.suffix not in _READ_BY_PEOPLE:
        raise Unreadable(_unknown_file(file))


def _read_csv_rows(file: Path, folder: Folder, _faults: Faults) -> None:
    folder.rows[file.stem].append(CsvFile(file, file.name))


def _unknown_file(file: Path) -> str:
    if file.suffix in {".xlsm", ".xls", ".xlsb", ".ods"}:
        return f"is a {file.suffix} file; expected .xlsx without macros, or .csv"
    if file.suffix in {".csv", ".toml"}:
        return f"is no table of ours; expected one of {', '.join(TABLE)}"
    return "does not belong here; expected .toml, .csv, .xlsx, .md or .txt"


def _tables_of(file: Path) -> set[str]:
    """The tables that a file may hold rows of, for a file that could not be read."""
    if file.suffix == ".xlsx" and file.stem not in TABLE:
        return set(TABLE)
    inside = {table.name for table in TABLES if table.under and table.under.parent == file.stem}
    return ({file.stem} | inside) & set(TABLE)


def _read_toml_rows(file: Path, folder: Folder, faults: Faults) -> None:
    data, text = read_toml(file)
    lines = Lines(text)
    for name in data.keys() - {file.stem}:
        at = (lines.tables.get(name) or [lines.keys[0].get(name, (0, 0))[0]])[0]
        faults.add(file.name, "", at, 0, f"unknown table {name!r}; expected [[{file.stem}]]")
    rows = _rows_in(data, file.stem)
    starts = lines.rows(file.stem, len(rows))
    inside = [table for table in TABLES if table.under and table.under.parent == file.stem]
    for table in inside:
        children = [list(_children(row, table)) for row in rows]
        counts = list(map(len, children))
        if any(counts):
            begin = lines.rows_inside(starts, (file.stem, table.name), counts)
            flat = list(chain.from_iterable(children))
            folder.rows[table.name].append(TomlRows(file.name, table, flat, begin, lines))
    folder.rows[file.stem].append(TomlRows(file.name, TABLE[file.stem], rows, starts, lines))


_READERS = {".csv": _read_csv_rows, ".toml": _read_toml_rows}


def _rows_in(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"expected [[{name}]] before each row")
    return rows


def _children(row: dict[str, Any], table: Table) -> Iterable[dict[str, Any]]:
    """Rows written inside their parent, with what they inherit; the parent loses them."""
    if table.under is None:
        return
    inherited = {own: row.get(theirs, "") for own, theirs in table.under.inherits}
    for child in _rows_in({table.name: row.pop(table.name, [])}, table.name):
        yield {**inherited, **child}


def _read_settings(file: Path, folder: Folder, faults: Faults) -> None:
    data, text = read_toml(file)
    lines = Lines(text)

    def complain(table: int, key: str, message: str) -> None:
        """`table` is the line on which it begins; 0 is the top of the file."""
        line, column = lines.keys.get(table, {}).get(key, (table, 0))
        faults.add(file.name, "", line, column, message)

    for key in sorted(data.keys() - _SETTINGS_KEYS):
        complain(
            0, key, f"unknown key {key!r}; expected one of {', '.join(sorted(_SETTINGS_KEYS))}"
        )
    name, slug = data.get("name"), data.get("slug")
    if not isinstance(name, str) or not name or not name.isprintable():
        complain(0, "name", 'expected name = "…"')
    if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
        complain(0, "slug", 'expected slug = "…" of letters a–z, digits and hyphens')
    if not isinstance(data.get("invented", False), bool):
        complain(0, "invented", "expected invented = true or false")
    folder.name, folder.slug = str(name), str(slug)
    folder.invented = data.get("invented") is True
    sources = _rows_in(data, "source")
    for start, source in zip(lines.rows("source", len(sources)), sources, strict=True):
        _read_source(start, source, folder, complain)
    folder.has_settings = True


def _read_source(line: int, source: dict[str, Any], folder: Folder, complain: Complain) -> None:
    """One [[source]]: what a reader sees is its title, and when it is from."""
    for name in sorted(source.keys() - _SOURCE_KEYS):
        complain(line, name, f"unknown key {name!r}; expected key, title and dated")
    key, title, dated = source.get("key"), source.get("title"), source.get("dated", "")
    if not isinstance(key, str) or not key.isprintable() or not key or ";" in key:
        complain(line, "key", 'expected key = "…" without ;')
        return
    if not isinstance(title, str) or not title or "\0" in title:
        complain(line, "title", 'expected title = "…"')
    if not isinstance(dated, str | date) or "\0" in text_of(dated):
        complain(line, "dated", 'expected dated = "…" or a date')
    if key in folder.sources:
        complain(line, "key", f"the source {key!r} is there already")
    folder.sources[key] = f"{title}, {text_of(dated)}" if dated else str(title)
