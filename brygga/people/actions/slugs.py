"""Names for addresses that are not taken."""

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.text import slugify

from brygga.people.models import Place

_STEM = 44
"""So long that a number still fits behind it."""


def free_slug(model: type[Model], place: Place, name: str) -> str:
    """A slug of the place's code and the name that no row of the model has. One query."""
    stem = slugify(f"{place.code} {name}")[:_STEM].strip("-")
    return first_free(model._default_manager.all(), stem)


def first_free(rows: QuerySet[Model], stem: str) -> str:
    """The stem, or the stem with the first number that no row's slug has. One query.

    Called in the transaction that makes the row: until it ends nobody else is given a name of the
    same stem, so that two who name alike in one moment get one each.
    """
    _take_turns(f"{rows.model._meta.db_table} {stem}")
    taken = set(rows.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := stem if number == 1 else f"{stem}-{number}") not in taken
    )


def _take_turns(name: str) -> None:
    """On SQLite whoever writes owns the database already."""
    if connection.vendor != "postgresql":
        return
    if not connection.in_atomic_block:
        message = f"{name}: a name is given in the transaction that makes its row"
        raise RuntimeError(message)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
