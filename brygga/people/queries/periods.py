"""Rows that hold on a day."""

from datetime import date

from django.db.models import Q


def holds_on(day: date, prefix: str = "") -> Q:
    """Rows with valid_from and valid_to whose period covers the day; both ends may be open.

    `prefix` leads to the row that has them, such as "place__".
    """
    first, last = f"{prefix}valid_from", f"{prefix}valid_to"
    begun = Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": day})
    return begun & (Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": day}))


def in_force(day: date) -> Q:
    """Grants that hold on the day and have not been ended before their time."""
    return holds_on(day) & Q(ended_at__isnull=True)
