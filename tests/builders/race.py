"""Two at once, each with a connection of its own, on SQLite as on PostgreSQL.

A test that races is marked `django_db(transaction=True)`, so that what it made is there for
others to see.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections


@contextmanager
def race() -> Iterator[Callable]:
    """Gives `run(*calls)`: every call in its own thread at once; a list of results or errors.

    A test database on SQLite lives in memory and cannot be shared as a file can, so it is
    copied to one first: ask `run` for what came of it, not the test's own connection.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "race.sqlite3")
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(file)) as copy:
                connection.connection.backup(copy)
                # Two who open it at once would both want to be the one who turns this on.
                copy.execute("PRAGMA journal_mode=WAL")
        yield lambda *calls: _together(calls, file)


def _together(calls, file):
    with ThreadPoolExecutor(len(calls)) as pool:
        started = [pool.submit(_alone, call, file) for call in calls]
        return [one.exception() or one.result() for one in started]


def _alone(call, file):
    if connection.vendor == "sqlite":
        settings = connection.settings_dict | {"NAME": file}
        connections["default"] = type(connections["default"])(settings, "default")
    try:
        return call()
    finally:
        connections["default"].close()
