"""Loading a whole country, beside the database's own bulk import of the same rows."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db.backends.sqlite3._functions import register
from psycopg import sql

from bench import place
from bench.figures import Figure

RATIO, MEGABYTES, ANSWERS = 8, 400, 200_000
SCHEMA = "SELECT name FROM sqlite_master WHERE type = 'table'"
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000")


def simulate(folder: Path, where: place.Where) -> None:
    """Write the country: the same for everybody who says seed 1."""
    where.run(place.BRYGGA, "simulate", str(folder), "--seed", "1", "--scale", "sweden")


def load(folder: Path, where: place.Where) -> tuple[float, float]:
    """Seconds and megabytes of the command, from its start to its end."""
    started = time.perf_counter()
    command = [place.BRYGGA, "load", str(folder)]
    process = subprocess.Popen(
        command, cwd=place.ROOT, env=where.environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"brygga load ended with {process.returncode}")
    return time.perf_counter() - started, used.ru_maxrss / 1024


def figures(folder: Path, where: place.Where, runs: int, server: str) -> Iterator[Figure]:
    """Load once into a clean database, then let the database import the same rows `runs` times."""
    seconds, megabytes = load(folder, where)
    yield Figure("Loading the country", [seconds], "s")
    yield Figure("Peak memory while loading", [megabytes], "MB", MEGABYTES)
    bulk = bulk_sqlite if where.kind == "sqlite" else bulk_postgres
    imported, rows, answers = bulk(where, runs, server)
    yield Figure("Rows in the country", [rows], "rows")
    yield Figure("Answers among them", [answers], "answers", at_least=ANSWERS)
    yield Figure("The database's own import of the same rows", imported, "s")
    yield Figure("Loading ÷ own import", [seconds / each for each in imported], "times", RATIO)


def tables(where: place.Where) -> list[str]:
    """Tables of our rooms."""
    code = (
        "import django; django.setup(); from django.apps import apps;"
        "print(*sorted(m._meta.db_table for m in apps.get_models(include_auto_created=True)"
        " if m.__module__.startswith('brygga.')))"
    )
    return where.run(sys.executable, "-c", code).split()


# -- SQLite --------------------------------------------------------------------------------------


def bulk_sqlite(where: place.Where, runs: int, _server: str) -> tuple[list[float], int, int]:
    """`executemany` of rows already in memory, one transaction, same indexes and constraints."""
    with _opened(where.home / "brygga.sqlite3") as full:
        names = tables(where)
        rows = {name: full.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    seconds = [_import_sqlite(where.home, rows) for _ in range(runs)]
    return seconds, sum(map(len, rows.values())), len(rows["followup_answer"])


def _import_sqlite(home: Path, rows: dict[str, list[tuple[object, ...]]]) -> float:
    file = home / "bulk.sqlite3"
    shutil.copy(home / "brygga.sqlite3", file)
    _empty(file, list(rows))
    with _opened(file) as target:
        started = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.execute("PRAGMA defer_foreign_keys=ON")
        for name, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)
        target.execute("COMMIT")
        seconds = time.perf_counter() - started
    file.unlink()
    return seconds


def _empty(file: Path, names: list[str]) -> None:
    with _opened(file) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for name in names:
            connection.execute(f'DELETE FROM "{name}"')
        connection.execute("VACUUM")


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    # Some constraints of ours ask for functions that Django adds.
    register(connection)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    try:
        yield connection
    finally:
        connection.close()


# -- PostgreSQL ----------------------------------------------------------------------------------


def bulk_postgres(where: place.Where, runs: int, server: str) -> tuple[list[float], int, int]:
    """`COPY` of rows already in memory, one transaction, same indexes and constraints."""
    with psycopg.connect(where.url) as full:
        names = tables(where)
        rows = {name: _copied_out(full, name) for name in names}
        counts = {name: _count(full, name) for name in names}
    seconds = []
    for run in range(runs):
        name = f"brygga_bench_bulk_{os.getpid()}_{run}"
        place.create(server, name, template=where.url.rsplit("/", 1)[1])
        try:
            seconds.append(_import_postgres(place.at(server, name), rows))
        finally:
            place.drop(server, name)
    return seconds, sum(counts.values()), counts["followup_answer"]


def _copied_out(connection: psycopg.Connection, name: str) -> bytes:
    command = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
    with connection.cursor().copy(command) as copy:
        return b"".join(bytes(block) for block in copy)


def _count(connection: psycopg.Connection, name: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _import_postgres(url: str, rows: dict[str, bytes]) -> float:
    listed = sql.SQL(", ").join(map(sql.Identifier, rows))
    with psycopg.connect(url) as target:
        target.execute(sql.SQL("TRUNCATE {} CASCADE").format(listed))
        target.commit()
        started = time.perf_counter()
        target.execute("SET CONSTRAINTS ALL DEFERRED")
        for name, lines in rows.items():
            command = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
            with target.cursor().copy(command) as copy:
                copy.write(lines)
        target.commit()
        return time.perf_counter() - started
