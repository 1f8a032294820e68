"""Reads a delivery: what is in it, and then every row, in numbers only, parted by person.

Everything that holds an identity stays in memory: DuckDB has no folder to spill to here, and says
that memory is short rather than write one down.
"""

from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from brygga.pathways.engine.faults import Fault, Unusable
from brygga.pathways.engine.how import Limits, Preparation
from brygga.pathways.engine.identity import are_personal_numbers
from brygga.pathways.engine.naming import Names
from brygga.pathways.engine.packing import Packing
from brygga.pathways.engine.people import People, Seen, recognised, recognised_again
from brygga.pathways.engine.progress import Progress
from brygga.pathways.engine.selecting import NAMES, numbered, words_seen
from brygga.pathways.engine.sources import Source, files_in, sources_in
from brygga.pathways.engine.spelling import plain

_ROWS_IN_A_RANGE = 400_000
_MOST_PERSONS_IN_A_RANGE = 2**16
_ROWS_IN_BUFFERS = 1_000_000
_CSV_REASONS = {"INVALID ENCODING": 12, "TOO MANY COLUMNS": 13, "MISSING COLUMNS": 13}
_OPEN_QUOTE = "UNQUOTED VALUE"


@dataclass(slots=True)
class Gathered:
    """A delivery in `folder`, a folder `part=…` for each range of persons; -1 has rejected rows.

    `lines` are the rows that could not even be read as CSV: reason by row, by number of file.
    """

    folder: Path
    files: list[str]
    packing: Packing
    lines: dict[int, dict[int, int]] = field(default_factory=dict)


class Gatherer:
    """One delivery being read, by one connection that keeps everything in memory."""

    def __init__(self, folder: Path, how: Preparation, limits: Limits) -> None:
        self.how = how
        self.folder = folder
        self.connection = duckdb.connect(
            config={"memory_limit": limits.memory, "threads": limits.threads, "temp_directory": ""}
        )
        self.connection.execute("set preserve_insertion_order = false")
        # DuckDB's bar for what takes long goes to standard output, which is for the answer.
        self.connection.execute("set enable_progress_bar = false")
        self.sources: list[Source] = []
        self.files: list[str] = []

    def __enter__(self) -> "Gatherer":
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()

    def look(self, events: list[str | Path], progress: Progress) -> int:
        """What the delivery holds: every person and word once. Gives the number of rows."""
        self.files = files_in(events)
        self.sources = sources_in(self.files, self.how.columns, self.connection)
        self.connection.execute(
            "create temp table seen (what varchar, word varchar, n bigint, year integer)"
        )
        for number, source in enumerate(self.sources, 1):
            self._run(source, f"insert into seen {words_seen(source)}")
            progress(number / len(self.sources))
            self._forget_rejects()
        self.connection.execute(
            "create temp table words as select what, word from seen where what <> 'person'"
        )
        rows = self.connection.execute("select sum(n) from seen where what = 'person'").fetchone()
        found = int(rows[0] or 0) if rows else 0
        if not found:
            raise Unusable(f"There is not one row in {', '.join(self.files[:5])}.")
        return found

    def words(self, column: str) -> list[str]:
        query = "select distinct trim(word) from words where what = $what and trim(word) <> ''"
        found = self.connection.execute(query, {"what": column}).fetchall()
        words = [str(word) for (word,) in found]
        if are_personal_numbers(words):
            raise Unusable(
                f"The column {column} holds personal identity numbers; is it the right one?"
            )
        return words

    def people(self, key: bytes, pool: Executor, before: Path | None) -> People:
        """Every person of the delivery with a number."""
        found = self.connection.sql(
            "select word, sum(n)::bigint as n, coalesce(min(year), 2000)::bigint as year from seen "
            "where what = 'person' and trim(word) <> '' group by word"
        ).to_arrow_table()
        seen = Seen(found["word"].combine_chunks(), found["n"].to_numpy(), found["year"].to_numpy())
        self.connection.execute("drop table seen")
        most = self.how.max_rows_per_person
        if before is None:
            return recognised(seen, key, most, pool)
        return recognised_again(seen, key, most, pool, before)

    def part(
        self,
        names: Names,
        people: People,
        known_sectors: set[str],
        size: int,
        progress: Progress,
    ) -> Gathered:
        """Writes every row, in numbers only, to the range of its person."""
        self._register(names, people, known_sectors)
        ranges = people.persons // size + 2
        flush = max(_ROWS_IN_BUFFERS // ranges, 2048)
        self.connection.execute(f"set partitioned_write_flush_threshold = {flush}")
        sizes = {column: len(words) for column, words in names.words.items()}
        packing = Packing.of(sizes | {"plan": 1})
        gathered = Gathered(self.folder, self.files, packing)
        for number, source in enumerate(self.sources):
            query = numbered(source, packing).replace("$size", str(size))
            self._run(
                source,
                f"copy ({query}) to '{self.folder}' (format parquet, partition_by (part), "
                # Read once and gone: to press it together costs more than it saves.
                "compression uncompressed, dictionary_size_limit 1, append, "
                f"filename_pattern 's{number}_{{uuid}}')",
            )
            progress((number + 1) / len(self.sources))
            gathered.lines |= self._rejected_lines(source)
        return gathered

    def _register(self, names: Names, people: People, known_sectors: set[str]) -> None:
        self.connection.register("people", people.table)
        self.connection.register("all_names", names.table())
        for column in NAMES:
            self.connection.execute(
                f"create temp table known_{column} as "
                "select distinct words.word as name, id, true as known from words join all_names "
                f"on kind = what and all_names.name = trim(words.word) where what = '{column}'"
            )
        unknown = [
            word for word in names.words["sector"].values() if plain(word) not in known_sectors
        ]
        self.connection.execute(
            "update known_sector set known = false where list_contains($unknown, trim(name))",
            {"unknown": unknown},
        )

    def _run(self, source: Source, query: str) -> None:
        try:
            self.connection.execute(query)
        except duckdb.OutOfMemoryException:
            raise Unusable(
                "There are more persons than memory holds; give it more with --memory."
            ) from None
        except duckdb.Error as error:
            raise Unusable(
                "Nothing was prepared.", tuple(self._unreadable(source, error))
            ) from None

    def _unreadable(self, source: Source, error: duckdb.Error) -> list[Fault]:
        """Which of the files cannot be read to the end. DuckDB's own words may quote a row."""
        kind = "Parquet" if not source.is_csv else "CSV"
        reason = f"cannot be read to the end as {kind} ({type(error).__name__})."
        faulty = [file for file in source.files if not self._is_readable(source, file)]
        return [Fault(file, 0, reason) for file in faulty or source.files]

    def _is_readable(self, source: Source, file: str) -> bool:
        reader = "read_csv" if source.is_csv else "read_parquet"
        try:
            self.connection.execute(f"select count(columns(*)) from {reader}(?)", [file])
        except duckdb.Error:
            return False
        return True

    def _rejected_lines(self, source: Source) -> dict[int, dict[int, int]]:
        """Rows that are no CSV. An open quotation mark swallows the rest of a file, so it stops."""
        if not source.is_csv:
            return {}
        query = "select distinct line, error_type::varchar from reject_errors order by line"
        found = self.connection.execute(query).fetchall()
        self._forget_rejects()
        swallowed = [line for line, kind in found if kind == _OPEN_QUOTE]
        if swallowed:
            fault = Fault(source.files[0], swallowed[0], "a quotation mark is never closed.")
            raise Unusable("Nothing was prepared.", (fault,))
        lines: dict[int, int] = {}
        for line, kind in found:
            lines.setdefault(int(line), _CSV_REASONS.get(kind, 14))
        return {source.numbers[0]: lines}

    def _forget_rejects(self) -> None:
        """DuckDB keeps the lines themselves, in memory; they name people."""
        self.connection.execute("drop table if exists reject_errors")
        self.connection.execute("drop table if exists reject_scans")


def range_size(persons: int, rows: int) -> int:
    """How many persons a range holds, so that it has about as many rows whatever the delivery."""
    return int(np.clip(_ROWS_IN_A_RANGE * persons / max(rows, 1), 1, _MOST_PERSONS_IN_A_RANGE))
