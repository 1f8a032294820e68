"""Where a measurement happens: a home in a temporary folder and a database of its own."""

import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
# What the bench was told itself must not reach what it measures: that runs as on anyone's machine.
OURS = ("BRYGGA_", "MAKE", "MFLAGS", "PYTHON", "VIRTUAL_ENV")
BRYGGA = str(Path(sys.executable).with_name("brygga"))


@dataclass(frozen=True)
class Where:
    """One home and the database behind it. `url` is empty for SQLite in the home."""

    kind: str
    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        kept |= {"BRYGGA_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "brygga.config.settings"}
        return kept | ({"BRYGGA_DATABASE_URL": self.url} if self.url else {})

    def run(self, *command: str, more: Mapping[str, str] | None = None) -> str:
        """What the command says. Its complaints are shown; a failure stops the bench."""
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment | dict(more or {}),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def prepare(self) -> None:
        """Make the tables, and gather static files as a running system has them."""
        self.run(sys.executable, "-m", "django", "migrate", "--verbosity", "0")
        self.run(sys.executable, "tools/static.py")


@contextmanager
def database(kind: str, folder: Path, server: str) -> Iterator[Where]:
    """A prepared, empty database; `server` is the address of a PostgreSQL and one of its own."""
    home = folder / kind
    home.mkdir()
    if kind == "sqlite":
        where = Where(kind, home)
        where.prepare()
        yield where
        return
    name = f"brygga_bench_{os.getpid()}"
    create(server, name)
    try:
        where = Where(kind, home, at(server, name))
        where.prepare()
        yield where
    finally:
        drop(server, name)


def at(server: str, name: str) -> str:
    """The same server's address of another database."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def create(server: str, name: str, template: str = "template1") -> None:
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _command(server, command.format(sql.Identifier(name), sql.Identifier(template)))


def drop(server: str, name: str) -> None:
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _command(server, command.format(sql.Identifier(name)))


def _command(server: str, command: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(command)


def answers(server: str) -> bool:
    try:
        psycopg.connect(server, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def machine(server: str) -> str:
    """One line on what the figures were measured on."""
    parts = [
        f"{os.cpu_count()} cores ({platform.machine()})",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    if server:
        with psycopg.connect(server) as connection:
            version = connection.info.server_version
        parts.append(f"PostgreSQL {version // 10000}.{version % 10000}")
    return " · ".join(parts)
