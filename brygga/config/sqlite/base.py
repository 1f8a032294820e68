"""Waiting for one's turn to write, a little at a time."""

import sqlite3
import time

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

PAUSE = 0.001


class DatabaseWrapper(SQLite):
    """Whoever waits to write asks again every millisecond.

    SQLite's own patience sleeps twice as long each time, up to a tenth of a second: in a rush the
    database then lies idle while everybody sleeps, and who came first may come last.
    """

    def _start_transaction_under_autocommit(self) -> None:
        self.ensure_connection()
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = time.monotonic() + patience
        with self.wrap_database_errors:
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
