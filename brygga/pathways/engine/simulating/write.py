"""Writes the contacts block by block, so that memory does not grow with their number."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import duckdb

from brygga.pathways.engine.simulating.model import Model

MOST = 100_000_000
"""As many contacts as there are made-up people for."""

_BLOCK = 500_000
_SLOTS = 4096
_PER_PERSON = 5
_MODEL = Model()


@dataclass(frozen=True, slots=True)
class Spot:
    """A municipality: its SCB code, its name, and its county's."""

    code: str
    name: str
    county: str


def simulate_contacts(
    folder: Path,
    places: Sequence[Spot],
    *,
    seed: int,
    contacts: int,
    model: Model = _MODEL,
) -> int:
    """Write `contacts-0001.parquet` and so on; returns how many contacts, as many as asked for.

    `folder` must exist. Raises ValueError when more than MOST are asked for, or no place is given.
    """
    if not places or not 0 <= contacts <= MOST:
        raise ValueError(f"expected places, and 0 to {MOST} contacts; got {contacts}")
    with closing(_silent()) as base:
        _prepare(base, places, seed, model)
        left = contacts
        for number, people in enumerate(_blocks(contacts), 1):
            if not left:
                break
            left -= _write_block(base, people, left, folder / f"contacts-{number:04d}.parquet")
    return contacts - left


def write_csv(folder: Path, file: Path) -> None:
    """The contacts in the Parquet files of a folder as one CSV file, in the same order."""
    with closing(_silent()) as base:
        source = base.read_parquet(str(folder / "*.parquet"))
        source.write_csv(str(file))


def _silent() -> duckdb.DuckDBPyConnection:
    """DuckDB in memory; its bar for slow questions goes to standard output, which is not for it."""
    base = duckdb.connect()
    base.execute("set enable_progress_bar = false")
    return base


def _blocks(contacts: int) -> Iterator[tuple[int, int]]:
    """People by number, about a block of contacts at a time; small data need small blocks."""
    size = max(200, min(contacts, _BLOCK) // _PER_PERSON)
    begin = 0
    while True:
        yield begin, begin + size
        begin += size


def _prepare(
    base: duckdb.DuckDBPyConnection, places: Sequence[Spot], seed: int, model: Model
) -> None:
    base.execute("set preserve_insertion_order = true")
    told = asdict(model) | {
        "seed": seed,
        "ends": model.begins + timedelta(days=model.days),
        "first_number": random.Random(seed).randrange(23_520_000),  # noqa: S311 -- a trial
    }
    for name, value in told.items():
        _tell(base, name, value)
    base.execute(_sql("tables"))
    rows, slots = _homes(places, seed, model)
    base.execute("create temp table places (code text, name text, county text, pace double)")
    base.executemany("insert into places values (?, ?, ?, ?)", rows)
    numbered = "create temp table slots as select unnest(range(?)) as slot, unnest(?) as code"
    base.execute(numbered, [_SLOTS, slots])


def _tell(base: duckdb.DuckDBPyConnection, name: str, value: object) -> None:
    base.execute(f"set variable {name} = $value", {"value": value})


def _sql(name: str) -> str:
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _homes(
    places: Sequence[Spot], seed: int, model: Model
) -> tuple[list[tuple[str, str, str, float]], list[str]]:
    """Places with their pace, and slots in which large places (a few) have more than small."""
    chance = random.Random(seed)  # noqa: S311 -- a trial, not a secret
    rows, sizes = [], []
    for place in places:
        pace = chance.uniform(model.least_pace, model.most_pace)
        rows.append((place.code, place.name, place.county, pace))
        sizes.append(chance.paretovariate(1.2))
    return rows, chance.choices([place.code for place in places], sizes, k=_SLOTS)


def _write_block(
    base: duckdb.DuckDBPyConnection, people: tuple[int, int], most: int, file: Path
) -> int:
    """The contacts of some people, at most so many of them, in order of time."""
    for name, value in zip(("block_begins", "block_ends"), people, strict=True):
        _tell(base, name, value)
    for part in ("people", "contacts"):
        base.execute(_sql(part))
    ((made,),) = base.execute("select count(*) from contacts").fetchall()
    if made > most:
        _tell(base, "most", most)
        base.execute(_sql("cut"))
    base.execute(_sql("copy"), {"file": str(file)})
    return min(int(made), most)
