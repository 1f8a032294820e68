"""What a table of the folder is: one description from which everything else is made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Model, Q

from brygga.programme.kinds import Code, Kind, Provisions, Value

Row = Any
"""A row that has been read: its values by the names of the columns."""
Key = Any
"""One value, or a tuple of values where the key has several columns."""


@dataclass(frozen=True)
class Column:
    """One column: its name in files, what it may hold, and where the value lives.

    `paths` leads from the model to the value, or to the parts that "/" joins. `empty` is what an
    empty cell means; a column that is `required` may not be empty nor left out.
    """

    name: str
    kind: Kind
    says: str
    required: bool = False
    empty: Any = None
    paths: tuple[str, ...] = ()

    @cached_property
    def leads_to(self) -> tuple[str, ...]:
        return self.paths or (self.name,)

    @property
    def of(self) -> str:
        """The table that the cell must be a key of, or an empty string."""
        return self.kind.of if isinstance(self.kind, Code) else ""


@dataclass(frozen=True)
class Link:
    """A foreign key found by several columns; `columns` may name the county of the place."""

    field: str
    columns: tuple[str, ...]
    to: str


@dataclass(frozen=True)
class Under:
    """How rows may be written inside their parent in TOML: [[rounds.questions]]."""

    parent: str
    inherits: tuple[tuple[str, str], ...]
    """Pairs of the child's column and the parent's column that it is taken from."""


@dataclass(frozen=True)
class Unique:
    """Values that may stand once only, among the rows for which `when` is true."""

    columns: tuple[str, ...]
    when: Callable[[Row], bool]
    says: str


Complaint = tuple[str, str]
"""The column to blame and what is wrong with it."""


class Facts(Protocol):
    """What rules may ask about rows of earlier tables."""

    def fact(self, name: str, key: Key, column: str) -> Value: ...


@dataclass(frozen=True)
class Table:
    """One table, `name`.csv: the model, the columns, the natural key and the rules of a row.

    `remembers` names columns that the rules of later tables ask about. `people` are accounts on
    the rows: they are in the digest, never in files. `county_of` is the column with the place
    whose county is asked for as "county" in links and rules.

    Two kinds of rows are in the digest, never in files: `shipped`, exactly as they are in every
    database from the start, and `derived`, made from other rows when those are loaded.
    """

    name: str
    model: type[Model]
    says: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[Link, ...] = ()
    under: Under | None = None
    unique: tuple[Unique, ...] = ()
    check: Callable[[Row, Facts], Iterable[Complaint]] | None = None
    remembers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    county_of: str = ""
    shipped: Callable[[], frozenset[Sequence[Any]]] | None = None
    derived: Q | None = None
    many: bool = False
    by_name: dict[str, Column] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        self.by_name.update({column.name: column for column in self.columns})

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def plain(self) -> tuple[Column, ...]:
        """Columns whose value lies in the model's own row."""
        fields = {row.name for row in self.model._meta.concrete_fields if not row.is_relation}
        return tuple(column for column in self.columns if column.leads_to[0] in fields)

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Links of several columns, then the columns that are a key of another table."""
        taken = {link.field for link in self.links}
        single = (
            Link(column.leads_to[0].split("__")[0], (column.name,), column.of)
            for column in self.columns
            if column.of
        )
        return (
            *self.links,
            *(link for link in single if link.field not in taken and self._has(link)),
        )

    def _has(self, link: Link) -> bool:
        """A place in `answers` is found by way of the mapping: it is no field of its own."""
        return any(row.name == link.field for row in self.model._meta.concrete_fields)

    @cached_property
    def lists(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if isinstance(column.kind, Provisions))

    @cached_property
    def key_paths(self) -> tuple[str, ...]:
        """ORM paths of the natural key, in order."""
        return tuple(path for name in self.key for path in self.by_name[name].leads_to)
