"""Rows of text become rows for the database; what is wrong with them becomes faults.

Very many rows come this way, so a row that is right takes the short way: one call per cell. Only
a row that fails is looked at cell by cell, to say everything that is wrong with it.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from brygga.programme.cells import (
    arrangement,
    complaint,
    names_of,
    parser_of,
    picker,
    picker_of_dict,
    unknown,
)
from brygga.programme.known import Known
from brygga.programme.reading.faults import Faults, Unreadable
from brygga.programme.reading.folder import Folder
from brygga.programme.reading.source import Progress, Torn
from brygga.programme.reading.source import Source as Rows
from brygga.programme.spec import Column, Key, Row, Table
from brygga.programme.stored import stored_rows
from brygga.programme.tables import TABLES

MOST_ROWS = 200_000  # of a table whose keys are kept in memory
_LINE_BITS = 40  # of what a source calls its row: a line, and which of the rows on it
WRONG = (ValueError, LookupError, AttributeError)
"""What kinds and look-ups raise for a cell that is wrong."""


class TableRows:
    """Reads all rows of one table.

    After reading, `lines` has where each key stands (see `stands`) and `linked` the mappings that
    rows of very many point at; of those, keys are kept as hashes.
    """

    def __init__(self, table: Table, folder: Folder, known: Known, faults: Faults) -> None:
        self.table = table
        self.known = known
        self.faults = faults
        self.lines: dict[Key, int] = {}
        self._sources: list[Rows] = []
        self.linked: set[int] = set()
        self.row_type: Any = namedtuple("Row", names_of(table))  # type: ignore[misc] # -- the columns are data
        self._parsers = [parser_of(column, folder) for column in table.columns]
        self.key = picker(table, table.key)
        self._plain = [table.names.index(column.name) for column in table.plain]
        self._links = [link for link in table.all_links if link.to != table.name]
        self._finders: list[tuple[dict[Key, Any], Callable[[Sequence[Any]], Key]]] = []
        self._claimed: dict[tuple[int, Key], Key] = {}
        self._learns = False

    def prepare(self) -> None:
        """Fetch what reading asks about: while rows stream in, the database takes no questions."""
        pointed_at = {column.of for column in self.table.columns} - {""}
        for name in pointed_at | ({"provisions"} if self.table.lists else set()):
            self.known.ids(name)
        for table in TABLES:
            if table.remembers:
                self.known.ids(table.name)
        self._finders = [
            (self.known.ids(link.to), picker(self.table, link.columns)) for link in self._links
        ]

    def read(self, sources: Sequence[Rows], progress: Progress) -> Iterator[tuple[Row, list[Any]]]:
        """Every right row, with the ids that its links lead to."""
        for source in sources:
            try:
                yield from self._read_source(source, progress)
            except Unreadable as unreadable:
                at = (unreadable.line, unreadable.column)
                self.faults.add(source.file, source.sheet, *at, unreadable.message)
                self.known.doubt(self.table)

    def _read_source(self, source: Rows, progress: Progress) -> Iterator[tuple[Row, list[Any]]]:
        arrange = self._arrangement(source)
        self._sources.append(source)
        for line, cells in source.rows(self.faults, progress):
            if len(self.lines) > MOST_ROWS and not self.table.many:
                told = f"more than {MOST_ROWS:,} rows of {self.table.name}"
                raise Unreadable(told, source.line_of(line))
            if len(cells) != len(source.header):
                self._blame_length(source, line, cells)
                if self.faults.is_full(source.file):
                    self.known.doubt(self.table)
                    return
                continue
            found = self._row(source, line, arrange(cells))
            if found is not None:
                yield found
            elif self.faults.is_full(source.file):
                self.known.doubt(self.table)
                return

    def stands(self, number: int) -> tuple[Rows, int]:
        """The source and line that a number in `lines` stands for; there is one for each row."""
        return self._sources[(number >> _LINE_BITS) - 1], number % (1 << _LINE_BITS)

    def _line_of(self, number: int, source: Rows) -> str:
        first, row = self.stands(number)
        return f"line {first.line_of(row)}" + ("" if first is source else f" of {first.file}")

    def database_row(self, row: Row, ids: list[Any]) -> list[Any]:
        """Values in the order of `columns_for`: the row's own, then what it points at."""
        return [row[position] for position in self._plain] + ids

    @property
    def fields(self) -> list[str]:
        """Names of the model's fields, in the order of `database_row`."""
        return [
            *(column.leads_to[0] for column in self.table.plain),
            *(link.field for link in self._links),
        ]

    @property
    def key_fields(self) -> list[str]:
        """Fields that together are the natural key."""
        own = {*self.table.key, "county"}
        return [
            *(column.leads_to[0] for column in self.table.plain if column.name in self.table.key),
            *(link.field for link in self._links if own.issuperset(link.columns)),
        ]

    # -- The header ------------------------------------------------------------------------------

    def _arrangement(self, source: Rows) -> Callable[[Sequence[str]], Sequence[str]]:
        """How cells are put in the order of the table's columns."""
        header = list(source.header)
        for position, name in enumerate(header, 1):
            if name not in self.table.by_name:
                expected = ", ".join(self.table.names)
                message = f"unknown column {name!r}; expected one of {expected}"
                self.faults.add(source.file, source.sheet, 1, position, message)
            elif header.index(name) + 1 < position:
                message = f"the column {name} is there already"
                self.faults.add(source.file, source.sheet, 1, position, message)
        for column in self.table.columns:
            if column.name not in header:
                message = f"the column {column.name} is missing; expected {column.kind.says}"
                self.faults.add(source.file, source.sheet, 1, 0, message)
        if not set(self.table.key) <= set(header):
            self.known.doubt(self.table)
        self._learns = bool(self.table.remembers) and set(self.table.remembers) <= set(header)
        return arrangement(header, self.table.names)

    def _blame_length(self, source: Rows, line: int, cells: Sequence[str]) -> None:
        self.known.note_damaged(self.table, "\n".join(cells))
        if isinstance(cells, Torn):
            return
        expected = len(source.header)
        message = f"{len(cells)} cells; expected {expected}, as in the header"
        at = min(len(cells), expected) + 1
        self.faults.add(source.file, source.sheet, line, at, message)

    # -- One row ---------------------------------------------------------------------------------

    def _row(self, source: Rows, line: int, cells: Sequence[str]) -> tuple[Row, list[Any]] | None:
        try:
            values = [parse(cell) for parse, cell in zip(self._parsers, cells, strict=True)]
            if self.table.county_of:
                place = values[self.table.names.index(self.table.county_of)]
                values.append(self.known.county_of[place])
            ids = [found[pick(values)] for found, pick in self._finders]
        except WRONG:
            self._blame_row(source, line, cells)
            return None
        row = self.row_type._make(values)
        return (row, ids) if self._fits(source, line, row, ids) else None

    def _fits(self, source: Rows, line: int, row: Row, ids: list[Any]) -> bool:
        """Whether the row stands once and breaks no rule; remembers it."""
        right = self._is_new(source, line, self.key(row))
        right = self._keeps_rules(source, line, row) and right
        if self._links and self._links[0].to == "mappings":
            self.linked.add(ids[0])
        return right

    def _keeps_rules(self, source: Rows, line: int, row: Row) -> bool:
        right = True
        if self._learns:
            self.known.learn(self.table, self.key(row), row)
        if self.table.check is not None:
            for name, message in self.table.check(row, self.known):
                self._blame(source, line, name, message)
                right = False
        for column in self.table.lists:
            right = self._are_known(source, line, column, getattr(row, column.name)) and right
        for number in range(len(self.table.unique)):
            right = self._is_unique(source, line, row, number) and right
        return right

    def _are_known(self, source: Rows, line: int, column: Column, refs: Sequence[str]) -> bool:
        provisions = self.known.ids("provisions")
        for ref in refs:
            if ref not in provisions and not self.known.may_stand("provisions", ref):
                self._blame(source, line, column.name, unknown("provisions", ref))
        return all(ref in provisions for ref in refs)

    def _is_new(self, source: Rows, line: int, key: Key) -> bool:
        if self.table.many:
            # 64 bits: among a million rows two different keys meet once in 40 million loads.
            key = hash(key)
        here = (len(self._sources) << _LINE_BITS) + line
        first = self.lines.setdefault(key, here)
        if first == here:
            return True
        message = f"the same {', '.join(self.table.key)} as on {self._line_of(first, source)}"
        self._blame(source, line, self.table.key[0], f"{message}; expected it once")
        return False

    def _is_unique(self, source: Rows, line: int, row: Row, number: int) -> bool:
        unique = self.table.unique[number]
        if not unique.when(row):
            return True
        own = self.key(row)
        first = self._claimed.setdefault((number, picker(self.table, unique.columns)(row)), own)
        if first == own:
            return True
        where = self._line_of(self.lines[first], source)
        self._blame(source, line, unique.columns[-1], f"{unique.says}, on {where}")
        return False

    def tell_clashes(self) -> None:
        """Blame rows that claim what a row in the database, not in the folder, has already."""
        for values in stored_rows(self.table, whole=True):
            row = self.row_type._make(values)
            for number, unique in enumerate(self.table.unique):
                claimed = (number, picker(self.table, unique.columns)(row))
                own = self._claimed.get(claimed)
                if own is not None and self.key(row) not in self.lines and unique.when(row):
                    source, line = self.stands(self.lines[own])
                    self._blame(source, line, unique.columns[-1], f"{unique.says}, in the database")

    # -- What is wrong with a row ----------------------------------------------------------------

    def _blame(self, source: Rows, line: int, name: str, message: str) -> None:
        if name not in source.header:
            return  # The column is missing, which has been told.
        line, column = source.where(line, name)
        told = message if column else f"{name}: {message}"
        self.faults.add(source.file, source.sheet, line, column, told)

    def _blame_row(self, source: Rows, line: int, cells: Sequence[str]) -> None:
        values: dict[str, Any] = {}
        columns = zip(self.table.columns, self._parsers, cells, strict=True)
        for column, parse, text in columns:
            try:
                values[column.name] = parse(text)
            except WRONG:
                self._blame(source, line, column.name, complaint(column, text))
        blamed = {column.name for column in self.table.columns} - values.keys()
        self._remember_key(source, line, cells, values)
        for name in list(values):
            of = self.table.by_name[name].of
            if of and of != self.table.name and values[name] not in self.known.ids(of):
                if not self.known.may_stand(of, values[name]):
                    self._blame(source, line, name, unknown(of, values[name]))
                blamed.add(name)
        self._blame_links(source, line, values, blamed)
        if values.keys() >= self.table.by_name.keys():
            row = [values.get(name, "") for name in names_of(self.table)]
            self._keeps_rules(source, line, self.row_type._make(row))

    def _remember_key(
        self, source: Rows, line: int, cells: Sequence[str], values: dict[str, Any]
    ) -> None:
        """Rows that point at this one are not to blame for what is wrong with it."""
        if values.keys() >= set(self.table.key):
            self._is_new(source, line, picker_of_dict(self.table.key)(values))
        else:
            texts = [cells[self.table.names.index(name)] for name in self.table.key]
            self.known.note_damaged(self.table, *texts)

    def _blame_links(
        self, source: Rows, line: int, values: dict[str, Any], blamed: set[str]
    ) -> None:
        if self.table.county_of in blamed:
            blamed.add("county")
        elif self.table.county_of:
            values["county"] = self._county(values[self.table.county_of])
        for link in self._links:
            if len(link.columns) == 1 or blamed.intersection(link.columns):
                continue
            key = picker_of_dict(link.columns)(values)
            if key not in self.known.ids(link.to):
                last = link.columns[-1]
                blamed.add(last)
                if not self.known.may_stand(link.to, *key):
                    self._blame(source, line, last, unknown(link.to, *key))

    def _county(self, place: str) -> str:
        try:
            return self.known.county_of[place]
        except KeyError:
            return ""
