"""Queries that are worked out once: building SQL takes longer than what a rush asks of it.

    _BY_SLUG = Prepared(lambda slug: Gathering.objects.filter(slug=slug))
    _BY_SLUG("baskurs-2010-november")

gives what the query set would, in a list, at a fifth of the time. The query must always be the
same but for its values: no lists of varying length, no None, and nothing that a value decides.

    _INSERT = PreparedInsert(Letter)
    _INSERT(letter)

writes one new row as `bulk_create` does: no signals, no `save` of the model's own.
"""

from collections.abc import Callable, Collection
from datetime import date, datetime
from inspect import signature
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Model, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
New = TypeVar("New", bound=Model)


class _Slot(Expression):
    """Stands where a value goes, and is found again among the parameters."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:  # noqa: ANN401 -- Django's own
        return "%s", [self]


class Prepared(Generic[Row]):
    """A query built by a function of its values. Each connection has its own SQL of it."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._statements: WeakKeyDictionary[object, _Statement] = WeakKeyDictionary()

    def __call__(self, *values: object) -> list[Row]:
        """One query."""
        own = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(own)
        if statement is None:
            slots = map(_Slot, range(len(signature(self._build).parameters)))
            statement = self._statements[own] = _Statement(self._build(*slots))
        return statement.rows(values)


class _Statement:
    """The SQL for one connection, and Django's own way from its results to rows."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        # The proxy, not the thread's own connection: that must be free to go.
        compiler: Any = queryset.query.get_compiler(connection=connection)
        self._sql, params = compiler.as_sql()
        self._params: list[Any] = list(params)
        self._values: list[Any] = []
        # What makes rows asks the query for its compiler, and the compiler for the results.
        query: Any = queryset.query
        query.get_compiler = lambda *_rest, **_more: compiler
        compiler.execute_sql = self._results
        # How a value becomes Python's depends on its column alone, and the columns stay.
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = SQLCompiler.get_converters(compiler, columns)
        compiler.get_converters = lambda _columns: converters
        self._iterable: Any = queryset._iterable_class(queryset)  # noqa: SLF001 -- Django has no open way

    def rows(self, values: tuple[object, ...]) -> list[Any]:
        self._values = [_adapted(each) for each in values]
        return list(self._iterable)

    def _results(self, *_rest: object, **_more: object) -> list[list[Any]]:
        params = [
            self._values[each.number] if isinstance(each, _Slot) else each for each in self._params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            return [cursor.fetchall()]


def _adapted(value: object) -> object:
    """As the database takes it: SQLite has no type for instants and days."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


class PreparedInsert(Generic[New]):
    """An insert of one row, as `bulk_create` with the same conflicts would do it.

    `update` names what a row that is there already takes from the new one; `ignore` leaves such a
    row as it is, and says nothing of it.
    """

    def __init__(
        self,
        model: type[New],
        *,
        ignore: bool = False,
        update: Collection[str] = (),
        unique: Collection[str] = (),
    ) -> None:
        self._model = model
        self._conflict = OnConflict.IGNORE if ignore else OnConflict.UPDATE if update else None
        self._update, self._unique = update, unique
        self._sql: WeakKeyDictionary[object, str] = WeakKeyDictionary()

    def __call__(self, row: New) -> New:
        """One query. The row gets its number, unless a conflict may have left it out."""
        own = connections[DEFAULT_DB_ALIAS]
        sql = self._sql.get(own)
        if sql is None:
            sql = self._sql[own] = self._built(row)
        fields = self._model._meta.concrete_fields
        values = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection=own)
            for field in fields
            if not field.primary_key
        ]
        with own.cursor() as cursor:
            cursor.execute(sql, values)
            if self._conflict is not OnConflict.IGNORE:
                [row.pk] = cursor.fetchone()
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 -- as Django's own inserts leave it
        return row

    def _built(self, row: New) -> str:
        meta = self._model._meta
        query = InsertQuery(
            self._model,
            on_conflict=self._conflict,
            update_fields=[meta.get_field(name) for name in self._update],
            unique_fields=[meta.get_field(name) for name in self._unique],
        )
        fields = [each for each in meta.concrete_fields if not each.primary_key]
        query.insert_values(fields, [row])
        compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
        if self._conflict is not OnConflict.IGNORE:
            compiler.returning_fields = [meta.pk]
        [(sql, _values)] = compiler.as_sql()
        return str(sql)
