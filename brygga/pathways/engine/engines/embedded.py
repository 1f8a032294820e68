"""DuckDB in the same process, straight from the store's files."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import ibis
import numpy as np

from brygga.pathways.engine.columns import Column
from brygga.pathways.engine.how import Limits
from brygga.pathways.engine.ranging import TABLES


class Embedded:
    """One connection; what does not fit in memory goes to a folder of its own, within limits."""

    def __init__(self, version: Path, limits: Limits) -> None:
        spill = Path(tempfile.gettempdir()) / f"brygga-pathways-{os.getpid()}"
        self._backend = ibis.duckdb.connect(
            memory_limit=limits.memory,
            threads=limits.threads,
            temp_directory=str(spill),
            max_temp_directory_size=limits.temp_disk,
        )
        # DuckDB's bar for what takes long goes to standard output, which is for the answer.
        self._backend.raw_sql("set enable_progress_bar = false")
        self._numbers = count()
        self._tables = {
            name: self._backend.read_parquet(str(version / name / "*.parquet"), table_name=name)
            for name in TABLES
        }

    def table(self, name: str) -> ibis.Table:
        return self._tables[name]

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        # Ibis would hand the rows over in a frame, and pandas takes a second to import.
        cursor = self._backend.con.execute(self._backend.compile(expression))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def columns(self, expression: ibis.Table) -> dict[str, Column]:
        cursor = self._backend.con.execute(self._backend.compile(expression))
        found = cursor.fetchnumpy()
        return {name: np.asarray(values) for name, values in found.items()}

    @contextmanager
    def kept(self, expression: ibis.Table) -> Iterator[ibis.Table]:
        """In a table of its own that goes when it has been read."""
        name = f"kept_{next(self._numbers)}"
        query = self._backend.compile(expression)
        self._backend.con.execute(f"create temp table {name} as {query}")
        try:
            yield ibis.table(expression.schema(), name=name)
        finally:
            self._backend.con.execute(f"drop table {name}")

    def close(self) -> None:
        self._backend.disconnect()
