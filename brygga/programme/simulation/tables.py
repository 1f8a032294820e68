"""Rows by the names of their columns: `Row.answers(place="0160", …)`."""

from collections import namedtuple
from collections.abc import Callable
from typing import Any

from brygga.programme.tables import TABLES

Made = Any
"""A row of some table, its values by name."""


class _Rows:
    """One row type a table; a column that is not named is empty."""

    def __init__(self) -> None:
        self._types: dict[str, Any] = {
            table.name: namedtuple(table.name, table.names, defaults=[None] * len(table.names))
            for table in TABLES
        }

    def __getattr__(self, name: str) -> Callable[..., Any]:
        made: Callable[..., Any] = self._types[name]
        return made


Row = _Rows()
