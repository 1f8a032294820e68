"""PostgreSQL: the tables of a version in a schema of their own, loaded by the first who asks."""

import io
import re
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import ibis
import psycopg
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from psycopg import sql

from brygga.pathways.engine.columns import Column
from brygga.pathways.engine.faults import NotAsked
from brygga.pathways.engine.ranging import TABLES

_KINDS = {pa.int32(): "integer", pa.int64(): "bigint", pa.bool_(): "boolean"}
_ROWS = 100_000


class Postgres:
    """The schema is named by the version; a version never changes, so it is loaded once."""

    def __init__(self, address: str, version: Path) -> None:
        self._schema = "pathways_" + re.sub(r"\W", "_", version.name.lower())
        try:
            with psycopg.connect(address, autocommit=True) as connection:
                if not _has_schema(connection, self._schema):
                    _load(connection, self._schema, version)
                    _drop_those_gone(connection, version.parent)
            self._backend = ibis.connect(address.replace("postgresql://", "postgres://", 1))
        except psycopg.OperationalError as error:
            sentence = str(error).strip().splitlines()[0]
            raise NotAsked(f"The PostgreSQL server does not let us in: {sentence}") from None

    def table(self, name: str) -> ibis.Table:
        return self._backend.table(name, database=self._schema)

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._backend.to_pyarrow(expression).to_pylist()
        return found

    def columns(self, expression: ibis.Table) -> dict[str, Column]:
        found = self._backend.to_pyarrow(expression)
        return {name: found[name].to_numpy() for name in found.column_names}

    def kept(self, expression: ibis.Table) -> AbstractContextManager[ibis.Table]:
        """As it is: worked out wherever it is read."""
        return nullcontext(expression)

    def close(self) -> None:
        self._backend.disconnect()


def _has_schema(connection: psycopg.Connection[Any], schema: str) -> bool:
    query = "select 1 from information_schema.schemata where schema_name = %s"
    return connection.execute(query, [schema]).fetchone() is not None


def _load(connection: psycopg.Connection[Any], schema: str, version: Path) -> None:
    """Beside, under another name, and renamed when whole: two may load at once, and one wins."""
    draft = f"{schema}_{secrets.token_hex(3)}"
    with connection.transaction():
        connection.execute(sql.SQL("create schema {}").format(sql.Identifier(draft)))
        # Whose it is, so that it can go when the version has gone.
        owned = sql.SQL("comment on schema {} is {}")
        connection.execute(owned.format(sql.Identifier(draft), sql.Literal(str(version))))
        for table in TABLES:
            _load_table(connection, draft, table, version)
    try:
        rename = sql.SQL("alter schema {} rename to {}")
        connection.execute(rename.format(sql.Identifier(draft), sql.Identifier(schema)))
    except psycopg.errors.DuplicateSchema:
        connection.execute(sql.SQL("drop schema {} cascade").format(sql.Identifier(draft)))
        return
    for table in TABLES:
        connection.execute(sql.SQL("analyze {}").format(sql.Identifier(schema, table)))


def _drop_those_gone(connection: psycopg.Connection[Any], store: Path) -> None:
    """The schemas of this store's versions that are no more; another store's are let be.

    A version that somebody reads is not removed, so no schema that is read goes either.
    """
    query = """
        select nspname, obj_description(oid, 'pg_namespace') from pg_namespace
        where nspname like 'pathways\\_v\\_%'"""
    for schema, version in connection.execute(query).fetchall():
        if version and Path(version).parent == store and not Path(version).exists():
            drop = sql.SQL("drop schema if exists {} cascade")
            connection.execute(drop.format(sql.Identifier(schema)))


def _load_table(
    connection: psycopg.Connection[Any], schema: str, table: str, version: Path
) -> None:
    files = sorted((version / table).glob("*.parquet"))
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL(_KINDS[field.type]))
        for field in pq.read_schema(files[0])
    )
    target = sql.Identifier(schema, table)
    connection.execute(sql.SQL("create table {} ({})").format(target, columns))
    copying = sql.SQL("copy {} from stdin (format csv)").format(target)
    with connection.cursor() as cursor, cursor.copy(copying) as copy:
        for text in _texts(files):
            copy.write(text)


def _texts(files: list[Path]) -> Iterator[bytes]:
    options = pa_csv.WriteOptions(include_header=False)
    for file in files:
        with pq.ParquetFile(file) as stored:
            for batch in stored.iter_batches(_ROWS):
                stream = io.BytesIO()
                pa_csv.write_csv(batch, stream, options)
                yield stream.getvalue()
