"""Rows of a table as they are in the database, in the canonical order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import F, Field, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate

from brygga.programme.kinds import Value
from brygga.programme.spec import Column, Table

_AT_A_TIME = 5000
_TEXT = {"CharField", "SlugField", "TextField", "EmailField"}


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside was true at the same moment. Holds up nobody who writes."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("COMMIT")


_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


def stored_rows(table: Table, *, whole: bool, people: bool = False) -> Iterator[list[Any]]:
    """Values in the order of the columns, rows in the order of the key. One query, two for lists.

    `whole` takes along what no file holds: the country that is in every database, and what load
    makes itself. `people` adds the e-mail of the accounts on the row.
    """
    reads = _reads(table)
    paths = [path for column in table.columns for path in _paths(column)]
    paths += [f"{name}__email" for name in table.people] if people else []
    rows = _in_order(table, whole=whole).values_list("pk", *paths)
    lists = {column.name: _lists(table, column) for column in table.lists}
    shipped = table.shipped() if table.shipped is not None and not whole else frozenset()
    for pk, *values in rows.iterator(chunk_size=_AT_A_TIME):
        row = [_value(read, values, pk, lists) for read in reads]
        if not shipped or tuple(row) not in shipped:
            yield row + values[_width(table) :]


def _paths(column: Column) -> Sequence[str]:
    return () if column.name == "provisions" else column.leads_to


def _width(table: Table) -> int:
    return sum(len(_paths(column)) for column in table.columns)


def _reads(table: Table) -> list[tuple[Column, int, int]]:
    """Each column with where its values begin and end among the fetched ones."""
    reads, at = [], 0
    for column in table.columns:
        end = at + len(_paths(column))
        reads.append((column, at, end))
        at = end
    return reads


def _value(
    read: tuple[Column, int, int], values: list[Any], pk: int, lists: dict[str, Any]
) -> Value:
    column, at, end = read
    if at == end:
        return lists[column.name].get(pk, ())
    if end == at + 1:
        return values[at]
    return None if values[at] is None else "/".join(map(str, values[at:end]))


def _in_order(table: Table, *, whole: bool) -> QuerySet[Any]:
    rows = table.model._default_manager.all()
    if table.derived is not None and not whole:
        rows = rows.exclude(table.derived)
    return rows.order_by(*by_bytes(table.model, *table.key_paths))


def by_bytes(model: type[Model], *paths: str) -> list[OrderBy]:
    """An order of text by its bytes, whatever language the database sorts in; nothing first."""
    return [_by_bytes(model, path) for path in paths]


def _by_bytes(model: type[Model], path: str) -> OrderBy:
    field = _field(model, path)
    if field.get_internal_type() in _TEXT:
        name = "C" if connection.vendor == "postgresql" else "BINARY"
        return Collate(F(path), name).asc(nulls_first=True)
    return F(path).asc(nulls_first=True)


def _field(model: type[Model], path: str) -> Field[Any, Any]:
    """The field that a path leads to."""
    *steps, last = path.split("__")
    for step in steps:
        related = own_field(model, step).related_model
        model = related or model
    return own_field(model, last)


def own_field(model: type[Model], name: str) -> Field[Any, Any]:
    """The model's own field of that name, which has a column."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        message = f"{model.__name__}.{name} is no column"
        raise TypeError(message)
    return field


def _lists(table: Table, column: Column) -> dict[int, tuple[str, ...]]:
    """Provisions of each row by its id."""
    rows = table.model._default_manager.order_by().values_list(
        "pk", f"{column.name}__document__slug", f"{column.name}__number"
    )
    found: dict[int, list[str]] = defaultdict(list)
    for pk, document, number in rows.iterator(chunk_size=_AT_A_TIME):
        if document is not None:
            found[pk].append(f"{document}/{number}")
    return {pk: tuple(sorted(refs)) for pk, refs in found.items()}
