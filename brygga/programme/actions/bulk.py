"""Very many rows into the database: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from brygga.programme.stored import own_field


def bulk_insert(*, model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows with values in the order of `fields`. Returns how many there were."""
    columns = columns_of(model, fields)
    return _fill(model._meta.db_table, columns, _adapted(model, fields, rows))


def bulk_upsert(
    *,
    model: type[Model],
    fields: Sequence[str],
    key: Sequence[str],
    rows: Iterable[Sequence[Any]],
    may_write: Callable[[], bool] = lambda: True,
) -> int:
    """Insert rows whose `key` is new and update those that differ. Returns how many changed.

    Rows come in one at a time and are never held together. No two may have the same key. When
    all have come, `may_write` is asked once whether they are to be kept.
    """
    if not model._default_manager.exists():
        return bulk_insert(model=model, fields=fields, rows=rows)
    columns = columns_of(model, fields)
    stage = f"staged_{model._meta.db_table}"
    listed = ", ".join(map(_quote, columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {_quote(stage)} AS "  # noqa: S608 -- names from our models
            f"SELECT {listed} FROM {_quote(model._meta.db_table)} WHERE 1 = 0"
        )
        _fill(stage, columns, _adapted(model, fields, rows))
        changed = 0
        if may_write():
            changed = _update(cursor, model, fields, key) + _insert(cursor, model, fields, key)
        cursor.execute(f"DROP TABLE {_quote(stage)}")
    return changed


def refresh_statistics(*, models: Sequence[type[Model]]) -> None:
    """Tell PostgreSQL's planner what has come, or it goes on planning for empty tables."""
    if connection.vendor == "postgresql":
        tables = ", ".join(_quote(model._meta.db_table) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def _update(
    cursor: CursorWrapper, model: type[Model], fields: Sequence[str], key: Sequence[str]
) -> int:
    rest = columns_of(model, [name for name in fields if name not in key])
    if not rest:
        return 0
    table, stage = _quote(model._meta.db_table), _quote(f"staged_{model._meta.db_table}")
    values = ", ".join(f"{_quote(name)} = {stage}.{_quote(name)}" for name in rest)
    differs = " OR ".join(
        f"{table}.{_quote(name)} IS DISTINCT FROM {stage}.{_quote(name)}" for name in rest
    )
    cursor.execute(
        f"UPDATE {table} SET {values} FROM {stage} "  # noqa: S608 -- names from our models
        f"WHERE {_same(model, key)} AND ({differs})"
    )
    return int(cursor.rowcount)


def _insert(
    cursor: CursorWrapper, model: type[Model], fields: Sequence[str], key: Sequence[str]
) -> int:
    table, stage = _quote(model._meta.db_table), _quote(f"staged_{model._meta.db_table}")
    columns = [_quote(name) for name in columns_of(model, fields)]
    taken = ", ".join(f"{stage}.{name}" for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {taken} FROM {stage} "  # noqa: S608 -- names from our models
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {_same(model, key)})"
    )
    return int(cursor.rowcount)


def _same(model: type[Model], key: Sequence[str]) -> str:
    """The condition that a row and a staged row have the same key."""
    table, stage = _quote(model._meta.db_table), _quote(f"staged_{model._meta.db_table}")
    parts = []
    for name in key:
        # Nothing equals nothing here; but only "=" finds its way through an index.
        equals = "IS NOT DISTINCT FROM" if own_field(model, name).null else "="
        (column,) = map(_quote, columns_of(model, [name]))
        parts.append(f"{table}.{column} {equals} {stage}.{column}")
    return " AND ".join(parts)


def columns_of(model: type[Model], fields: Sequence[str]) -> list[str]:
    """Names of the fields' columns in the database."""
    return [own_field(model, name).column or name for name in fields]


def _fill(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    listed = ", ".join(map(_quote, columns))
    counted = _Counted(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = f"COPY {_quote(table)} ({listed}) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(copying) as copy:
                for row in counted:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {_quote(table)} ({listed}) VALUES ({marks})"  # noqa: S608 -- names from our models
            # Typed as a sequence; any iterable is taken one row at a time.
            cursor.executemany(statement, counted)  # type: ignore[arg-type]  # -- see above
    return counted.count


class _Counted:
    """Counts rows as they pass."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def _adapted(
    model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterable[Sequence[Any]]:
    """Rows as the database driver takes them; SQLite has no days, instants or decimals."""
    if connection.vendor == "postgresql":
        return rows
    found = [(at, _SQLITE.get(type(model._meta.get_field(name)))) for at, name in enumerate(fields)]
    adapters = [(at, adapt) for at, adapt in found if adapt is not None]
    return _adapt(rows, adapters) if adapters else rows


def _adapt(
    rows: Iterable[Sequence[Any]], adapters: list[tuple[int, Callable[[Any], str]]]
) -> Iterator[Sequence[Any]]:
    for row in rows:
        values = list(row)
        for at, adapt in adapters:
            value = values[at]
            if value is not None:
                values[at] = adapt(value)
        yield values


_SQLITE: dict[type[Any], Callable[[Any], str]] = {
    models.DateField: str,
    models.TimeField: str,
    # As Django writes it: UTC without saying so. Instants come from `kinds.Instant`, in UTC.
    models.DateTimeField: lambda instant: str(instant)[:-6],
    models.DecimalField: str,
}


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
