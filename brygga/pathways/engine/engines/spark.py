"""Spark: on this machine (local[*]) or a cluster that reaches the store's folder."""

import shutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import ibis
import numpy as np

from brygga.pathways.engine.columns import Column
from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.how import Limits
from brygga.pathways.engine.ranging import TABLES


class Spark:
    """One session, which stays until the process ends, as starting another takes seconds."""

    def __init__(self, master: str, version: Path, limits: Limits) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra that few install
        except ImportError:
            raise NotAsked("Spark is not installed; install brygga[spark].") from None
        if shutil.which("java") is None:
            raise NotAsked("Spark needs Java 17, and there is no java here.")
        self._session = (
            SparkSession.builder.master(master)
            .appName("brygga pathways")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", str(max(limits.threads, 2)))
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.memory", limits.memory.replace("iB", "").replace("B", ""))
            .getOrCreate()
        )
        self._backend = ibis.pyspark.connect(self._session)
        self._tables = {
            name: self._backend.read_parquet(str(version / name), table_name=name)
            for name in TABLES
        }

    def table(self, name: str) -> ibis.Table:
        return self._tables[name]

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        # Ibis would hand the rows over in a frame, by a way that pandas is about to close.
        found = self._session.sql(self._backend.compile(expression)).collect()
        return [row.asDict() for row in found]

    def columns(self, expression: ibis.Table) -> dict[str, Column]:
        found = self.rows(expression)
        return {name: np.array([row[name] for row in found]) for name in expression.columns}

    def kept(self, expression: ibis.Table) -> AbstractContextManager[ibis.Table]:
        """As it is: worked out wherever it is read."""
        return nullcontext(expression)

    def close(self) -> None:
        """The session is shared by all stores of this process."""
