"""Names in addresses and files for what people write."""

from django.db.models import QuerySet
from django.utils.text import slugify

from brygga.people.actions.slugs import first_free
from brygga.people.models import Place
from brygga.plans.models import Activity, Priority

# Leaves room for a number in the shortest slug field.
LONGEST = 74


def free_slug(
    rows: QuerySet[Activity] | QuerySet[Priority], place: Place, year: int, words: str
) -> str:
    """A slug that no row has: place, year and words, with a number when those are taken."""
    base = f"{place.code}-{year}-{slugify(words)}"[:LONGEST].rstrip("-")
    return first_free(rows, base)
