"""Where an expression is run: DuckDB within the process, PostgreSQL, or Spark.

All three read the tables of one version of a store. What they answer is the same; what differs is
how large the data may be, and whose machine works.
"""

from pathlib import Path

from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.how import Limits
from brygga.pathways.engine.questions.asked import Engine

EMBEDDED = "duckdb"


def engine_for(address: str, version: Path, limits: Limits) -> Engine:
    """The engine at an address: duckdb, postgres://…, spark://… or local[…].

    Raises NotAsked where it cannot be reached, or what it needs is not installed.
    """
    # Each is a second to import: only the one that is asked for is.
    if address == EMBEDDED:
        from brygga.pathways.engine.engines.embedded import Embedded  # noqa: PLC0415 -- as above

        return Embedded(version, limits)
    if address.startswith(("postgres://", "postgresql://")):
        from brygga.pathways.engine.engines.postgres import Postgres  # noqa: PLC0415 -- as above

        return Postgres(address, version)
    if address.startswith(("spark://", "local[")) or address == "local":
        from brygga.pathways.engine.engines.spark import Spark  # noqa: PLC0415 -- as above

        return Spark(address, version, limits)
    raise NotAsked(f"{address} is no engine: give duckdb, postgres://…, spark://… or local[*].")
