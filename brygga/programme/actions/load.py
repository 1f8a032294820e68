"""Load a folder: all of it, or nothing and every fault."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.recounting import recount_seats
from brygga.followup.actions import mark_taken_in, rebuild_standings
from brygga.followup.enums import MappingStatus
from brygga.followup.models import Mapping, Standing
from brygga.followup.queries import untaken_editions
from brygga.kernel.faults import Faulty
from brygga.people.models import Place
from brygga.programme.actions.bulk import bulk_upsert, refresh_statistics
from brygga.programme.actions.lists import write_lists
from brygga.programme.actions.places import write_places
from brygga.programme.known import Known
from brygga.programme.reading.faults import Faults
from brygga.programme.reading.folder import SETTINGS, Folder, open_folder
from brygga.programme.reading.source import Progress
from brygga.programme.spec import Key
from brygga.programme.table_rows import TableRows
from brygga.programme.tables import TABLES
from brygga.programme.tables.followup import STANDINGS


@dataclass
class Loaded:
    """Rows read and rows changed, by table."""

    name: str = ""
    read: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)


def load_folder(
    *, path: Path, by: Actor, is_rehearsal: bool = False, progress: Progress = lambda _bytes: None
) -> Loaded:
    """Load every file of the folder in one transaction, or raise Faulty with all that is wrong.

    A rehearsal does everything and keeps nothing. Loading the same folder again changes nothing.
    """
    faults = Faults()
    folder = open_folder(path, faults)
    try:
        with transaction.atomic():
            loaded = _load(folder, faults, progress)
            if faults:
                raise Faulty(faults.sorted())
            record("programme.folder.loaded", Place.objects.get(code="00"), by=by, path="00/",
                   folder=folder.slug, rows=sum(loaded.changed.values()))  # fmt: skip
            transaction.set_rollback(is_rehearsal)
    except (IntegrityError, DataError) as error:
        # What the rules above do not know, the database still refuses; nothing was changed.
        faults.add(SETTINGS, "", 0, 0, f"the database refuses a row: {_first_line(error)}")
        raise Faulty(faults.sorted()) from error
    return loaded


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def _load(folder: Folder, faults: Faults, progress: Progress) -> Loaded:
    known, loaded, named = Known(folder.unread), Loaded(folder.name), _Named()
    waiting = set(untaken_editions().values_list("pk", flat=True))
    for table in TABLES:
        if table is STANDINGS and not faults:
            _make_standings(loaded, named)
        if folder.rows[table.name]:
            reader = TableRows(table, folder, known, faults)
            reader.prepare()
            rows = _Counted(reader, folder, progress)
            loaded.changed[table.name] = _write(rows, reader, known)
            loaded.read[table.name] = rows.count
            _tell_known(reader, known)
            named.note(reader, known)
    if any(loaded.changed.get(name) for name in ("registrations", "sessions", "quotas")):
        _recount(faults)
    if not faults:
        # A folder tells what is so, not what has just happened: the editions it brings are
        # history, and reopen nothing; one that is to be asked about is published here. What was
        # published here before the load, and waits to be taken in, goes on waiting.
        mark_taken_in(edition_ids=named.editions - waiting)
    return loaded


@dataclass
class _Named:
    """Ids of rows that the folder names, and of the mappings that other rows point at."""

    editions: set[int] = field(default_factory=set)
    mappings: set[int] = field(default_factory=set)
    pointed_at: set[int] = field(default_factory=set)

    def note(self, reader: TableRows, known: Known) -> None:
        self.pointed_at |= reader.linked
        name = reader.table.name
        if name in {"editions", "mappings"}:
            ids = known.ids(name)
            found: set[int] = getattr(self, name)
            found |= {ids[key] for key in reader.lines if key in ids}


def _make_standings(loaded: Loaded, named: _Named) -> None:
    """What everybody sees of the mappings, made anew where anything behind it has changed.

    A mapping that the folder names is as the folder says, also when that is opened again: what
    then still stands follows in rows of its own. One that only has an answer there, and is not
    accepted, keeps what stands.
    """
    changed = [table.model for table in TABLES if loaded.changed.get(table.name)]
    if changed:
        refresh_statistics(models=changed)
    if any(loaded.changed.get(name) for name in ("mappings", "mapping_steps", "answers")):
        accepted = Mapping.objects.filter(status=MappingStatus.ACCEPTED)
        pointed_at = named.pointed_at.intersection(accepted.values_list("pk", flat=True))
        rebuild_standings(mapping_ids=named.mappings | pointed_at)
        # What the pages read most.
        refresh_statistics(models=[Standing])


def _recount(faults: Faults) -> None:
    """Seats are in no file: they are what the registrations hold."""
    for each in recount_seats():
        message = f"{each.taken} hold one of the {each.most} seats of {each.gathering}, {each.what}"
        faults.add("registrations.csv", "", 0, 0, f"{message}; expected {each.most} at most")


class _Counted:
    """The right rows of one table, counted, from every file that has any."""

    def __init__(self, reader: TableRows, folder: Folder, progress: Progress) -> None:
        self._rows = reader.read(folder.rows[reader.table.name], progress)
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, list[Any]]]:
        for row in self._rows:
            self.count += 1
            yield row


def _write(rows: _Counted, reader: TableRows, known: Known) -> int:
    """Write the table's rows as they come. After the first fault rows are checked, not written."""
    table = reader.table
    blame = partial(_blame, reader)
    if table.name == "places":
        return write_places(
            rows=[row for row, _ids in rows], reader=reader, blame=blame, known=known
        )
    lists: dict[Key, Sequence[str]] = {}
    changed = bulk_upsert(
        model=table.model,
        fields=reader.fields,
        key=reader.key_fields,
        rows=_to_write(rows, reader, lists),
        may_write=lambda: _may_write(reader),
    )
    if table.lists and not reader.faults:
        known.refresh(table)
        changed += write_lists(table=table, lists=lists, known=known)
    return changed


def _may_write(reader: TableRows) -> bool:
    """Asked when every row has been read and none has reached the table."""
    if reader.table.unique:
        reader.tell_clashes()
    return not reader.faults


def _to_write(
    rows: _Counted, reader: TableRows, lists: dict[Key, Sequence[str]]
) -> Iterator[list[Any]]:
    for row, ids in rows:
        for column in reader.table.lists:
            lists[reader.key(row)] = getattr(row, column.name)
        if not reader.faults:
            yield reader.database_row(row, ids)


def _blame(reader: TableRows, key: Key, name: str, message: str) -> None:
    source, line = reader.stands(reader.lines[key])
    reader.faults.add(source.file, source.sheet, *source.where(line, name), message)


def _tell_known(reader: TableRows, known: Known) -> None:
    """Later tables may point at these rows, written or not."""
    if reader.table.many:
        return
    known.refresh(reader.table)
    if reader.faults:
        known.learn_keys(reader.table, reader.lines)
