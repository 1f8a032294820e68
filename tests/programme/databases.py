"""Databases that a process outside this one may use: copies of the tests' own, before any test.

Which kind is what the run was told by BRYGGA_DATABASE_URL, as for every other test.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
from django.db import connection, connections
from psycopg.sql import SQL, Identifier


class SqliteCopy:
    """A file beside the in-memory database of the tests."""

    def __init__(self, folder: Path) -> None:
        self._first, self._file = folder / "first.sqlite3", folder / "brygga.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self._first)])
        self.url = f"sqlite:///{self._file}"
        self.reset()

    def reset(self) -> None:
        """Make it as it was. Nobody may be using it."""
        self.drop()
        shutil.copyfile(self._first, self._file)

    def is_written(self) -> bool:
        """Whether somebody is in the middle of a transaction that writes."""
        with closing(sqlite3.connect(self._file, timeout=0, isolation_level=None)) as visitor:
            try:
                visitor.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
        return False

    def drop(self) -> None:
        for file in self._file.parent.glob(f"{self._file.name}*"):
            file.unlink()


class PostgresCopy:
    """A database beside that of the tests, on the same server."""

    def __init__(self, folder: Path) -> None:
        about = connection.settings_dict
        self._first, self._name = about["NAME"], f"{about['NAME']}_{folder.name}".lower()
        login = f"{about['USER']}:{about['PASSWORD']}@{about['HOST']}:{about['PORT']}"
        self._server = f"postgresql://{login}/postgres"
        self.url = f"postgres://{login}/{self._name}"
        self.reset()

    def reset(self) -> None:
        """Make it as it was. Who is using it is shown out."""
        self.drop()
        # A template may have no visitors, and this process is one.
        connections.close_all()
        try:
            self._run("CREATE DATABASE {} TEMPLATE {}", self._name, self._first)
        except psycopg.errors.InvalidCatalogName:
            # No test in this run has a database; the first command makes its tables itself.
            self._run("CREATE DATABASE {}", self._name)

    def is_written(self) -> bool:
        """Whether somebody is in the middle of a transaction that writes."""
        asked = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND backend_xid IS NOT NULL"
        with closing(psycopg.connect(self._server, autocommit=True)) as server:
            return server.execute(asked, [self._name]).fetchone() is not None

    def drop(self) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self._name)

    def _run(self, statement: str, *names: str) -> None:
        with closing(psycopg.connect(self._server, autocommit=True)) as server:
            server.execute(SQL(statement).format(*map(Identifier, names)))


def copy_of_database(folder: Path) -> SqliteCopy | PostgresCopy:
    return (PostgresCopy if connection.vendor == "postgresql" else SqliteCopy)(folder)
