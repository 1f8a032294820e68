"""One line that is the same when all data are, on every database."""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from brygga.people.models import Grant, User
from brygga.programme.stored import by_bytes, snapshot, stored_rows
from brygga.programme.tables import TABLES
from brygga.programme.writing import write_table


class _Hashed:
    """A stream that keeps nothing but the digest of what was written to it."""

    def __init__(self) -> None:
        self.sha = hashlib.sha256()

    def write(self, text: str) -> None:
        self.sha.update(text.encode())


def digest() -> str:
    """SHA-256 of every table in canonical order, and of accounts with their grants.

    One row at a time is in memory. Ids, passwords, sessions and the log are not in it.
    """
    stream = _Hashed()
    with snapshot():
        for table in TABLES:
            stream.write(f"\f{table.name}\n")
            rows = stored_rows(table, whole=True, people=True)
            write_table(stream, table, rows, keys=None)
        _write(stream, "accounts", _accounts())
        _write(stream, "grants", _grants())
    return stream.sha.hexdigest()


def _write(stream: _Hashed, name: str, rows: Iterable[Sequence[Any]]) -> None:
    stream.write(f"\f{name}\n")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)


def _accounts() -> Iterable[Sequence[Any]]:
    rows = User.objects.order_by(*by_bytes(User, "email"))
    return rows.values_list("email", "name", "language", "is_active", "is_demo")


def _grants() -> Iterable[Sequence[Any]]:
    names = ("user__email", "role_id", "place__code", "side", "valid_from", "valid_to")
    return Grant.objects.order_by(*by_bytes(Grant, *names)).values_list(*names)
