"""Waiting for one's turn to write: in a row inside a process, a little at a time between them."""

import sqlite3
import threading
import time

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

PAUSE = 0.0003

_turns: dict[str, threading.Lock] = {}
"""Of each database: one thread of a process asks for its turn, the others sleep meanwhile."""


class DatabaseWrapper(SQLite):
    """Whoever waits to write asks again a few times each millisecond.

    SQLite's own patience sleeps twice as long each time, up to a tenth of a second: in a rush the
    database then lies idle while everybody sleeps, and who came first may come last.
    """

    has_turn = False

    @property
    def turns(self) -> threading.Lock:
        return _turns.setdefault(str(self.settings_dict["NAME"]), threading.Lock())

    def _start_transaction_under_autocommit(self) -> None:
        self.ensure_connection()
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = time.monotonic() + patience
        # Whose wait has been too long asks SQLite all the same: it has the words for that.
        self.has_turn = self.has_turn or self.turns.acquire(timeout=patience)
        try:
            with self.wrap_database_errors:
                self._begin(until, patience)
        except BaseException:
            self._give_turn()
            raise

    def _begin(self, until: float, patience: float) -> None:
        self.connection.execute("PRAGMA busy_timeout=0")
        try:
            while not self._has_begun(last=time.monotonic() > until):
                time.sleep(PAUSE)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")

    def _has_begun(self, *, last: bool) -> bool:
        try:
            self.connection.execute(f"BEGIN {self.transaction_mode or ''}")  # type: ignore[attr-defined]  # -- not in the stubs yet
        except sqlite3.OperationalError as error:
            if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self._end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._end_turn()

    def close(self) -> None:
        super().close()
        # One in memory stays open: closing it would be the end of it.
        if not self.is_in_memory_db():
            self._give_turn()

    def _end_turn(self) -> None:
        # A commit that failed leaves its transaction open, to be rolled back.
        if self.connection is None or not self.connection.in_transaction:
            self._give_turn()

    def _give_turn(self) -> None:
        if self.has_turn:
            self.has_turn = False
            self.turns.release()
