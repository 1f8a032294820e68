"""The files of a delivery: which they are, how they are read, and where their columns stand."""

import csv
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from glob import glob
from io import BufferedReader
from pathlib import Path

import duckdb

from brygga.pathways.engine.faults import Fault, Unusable

REQUIRED = ("person", "unit", "sector", "activity", "start")
OPTIONAL = ("end", "referral", "plan", "outcome", "place")
TIMES = ("start", "end", "referral")
_CSV = (".csv", ".csv.gz", ".txt", ".tsv")
_DELIMITERS = ";\t,|"
_MOST_HEADING = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """Files that are read alike. `columns` names ours by theirs; `types` are those of ours.

    A CSV file stands alone and all its types are text. `numbers` are the files' own in the
    whole delivery.
    """

    files: tuple[str, ...]
    numbers: tuple[int, ...]
    columns: Mapping[str, str]
    types: Mapping[str, str]
    delimiter: str | None = None

    @property
    def is_csv(self) -> bool:
        return self.delimiter is not None


def files_in(named: Iterable[str | Path]) -> list[str]:
    """The files that are meant by files, folders and patterns, each once, in order of name."""
    found: dict[str, None] = {}
    for name in map(str, named):
        path = Path(name)
        inside = sorted(map(str, path.rglob("*"))) if path.is_dir() else sorted(glob(name))  # noqa: PTH207 -- a pattern may be absolute
        usable = [file for file in ([name] if path.is_file() else inside) if _is_data(file)]
        if not usable:
            raise Unusable(f"{name}: there is no CSV or Parquet file here.")
        found |= dict.fromkeys(usable)
    return list(found)


def _is_data(file: str) -> bool:
    return file.lower().endswith((".parquet", *_CSV)) and Path(file).is_file()


def sources_in(
    files: Iterable[str], renamed: Mapping[str, str], connection: duckdb.DuckDBPyConnection
) -> list[Source]:
    """How each file is read. `renamed` gives our name of a column by theirs.

    Raises Unusable with a fault for each file that cannot be read or lacks a column.
    """
    sources: list[Source] = []
    faults: list[Fault] = []
    for number, file in enumerate(files):
        try:
            sources.append(_source(file, number, renamed, connection))
        except Unusable as unusable:
            faults += unusable.faults
    if faults:
        raise Unusable("Nothing was prepared.", tuple(faults))
    return _together(sources)


def _source(
    file: str, number: int, renamed: Mapping[str, str], connection: duckdb.DuckDBPyConnection
) -> Source:
    delimiter = None
    if file.lower().endswith(".parquet"):
        types = _parquet_types(file, connection)
    else:
        delimiter, heading = _heading(file)
        types = dict.fromkeys(heading, "VARCHAR")
    columns = _columns(file, list(types), renamed)
    own = {ours: types[theirs] for ours, theirs in columns.items()}
    _insist_on_one_kind_of_time(file, own)
    return Source((file,), (number,), columns, own, delimiter)


def _parquet_types(file: str, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    try:
        rows = connection.execute("describe select * from read_parquet(?)", [file]).fetchall()
    except duckdb.Error:
        raise _fault(file, "is not a whole Parquet file.") from None
    return {str(name): str(kind) for name, kind, *_rest in rows}


def _heading(file: str) -> tuple[str, list[str]]:
    """The delimiter and the names of the columns."""
    try:
        with _opened(file) as stream:
            line = stream.readline(_MOST_HEADING).decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise _fault(file, "is not written in UTF-8.", row=1) from None
    except (OSError, EOFError) as error:
        raise _fault(file, f"cannot be read ({error}).") from None
    if not line:
        raise _fault(file, "is empty.")
    delimiter = max(_DELIMITERS, key=line.count)
    return delimiter, next(csv.reader([line], delimiter=delimiter))


def blank_rows(file: str) -> list[int]:
    """Which rows of a CSV file are blank, the heading being row 1. DuckDB passes them by without
    counting. A row may have several lines, within quotation marks.
    """
    blank: list[int] = []
    row, is_quoted = 1, False
    with _opened(file) as stream:
        for line in stream:
            if not is_quoted and not line.strip(b"\r\n"):
                blank.append(row)
            is_quoted ^= line.count(b'"') % 2 == 1
            row += not is_quoted
    return blank


def _opened(file: str) -> gzip.GzipFile | BufferedReader:
    return gzip.open(file) if file.lower().endswith(".gz") else Path(file).open("rb")


def _columns(file: str, theirs: list[str], renamed: Mapping[str, str]) -> dict[str, str]:
    """Their column by our name; a column that is renamed gives its own name up."""
    known = {name: name for name in theirs if name in REQUIRED + OPTIONAL}
    by_plain = {name.strip().casefold(): name for name in theirs}
    for plain, name in by_plain.items():
        if plain in REQUIRED + OPTIONAL:
            known.setdefault(plain, name)
    known |= {ours: name for ours, name in renamed.items() if name in theirs}
    missing = [name for name in REQUIRED if name not in known]
    if missing:
        seen = ", ".join(theirs[:20])
        raise _fault(file, f"has no column {', '.join(missing)}; it has {seen}.", row=1)
    return known


def _insist_on_one_kind_of_time(file: str, types: Mapping[str, str]) -> None:
    kinds = {types[name] for name in TIMES if types.get(name, "").startswith("TIMESTAMP")}
    zoned = {kind for kind in kinds if "TIME ZONE" in kind}
    if zoned and kinds != zoned:
        raise _fault(file, "mixes times with a time zone and times without, in different columns.")


def _fault(file: str, reason: str, row: int = 0) -> Unusable:
    return Unusable("", (Fault(file, row, reason),))


def _together(sources: list[Source]) -> list[Source]:
    """Parquet files with the same columns are read as one."""
    groups: dict[object, list[Source]] = {}
    for source in sources:
        alike = source.files if source.is_csv else (*source.columns.items(), *source.types.items())
        groups.setdefault(alike, []).append(source)
    return [
        Source(
            tuple(each.files[0] for each in group),
            tuple(each.numbers[0] for each in group),
            group[0].columns,
            group[0].types,
            group[0].delimiter,
        )
        for group in groups.values()
    ]
