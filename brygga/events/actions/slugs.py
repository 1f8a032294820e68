"""Names in addresses for what people name."""

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from brygga.people.actions.slugs import first_free
from brygga.people.models import Place


def free_slug(rows: QuerySet[Model], words: str, place: Place, most: int = 50) -> str:
    """A slug that no row has: the words and the place, with a number when those are taken.

    The place's code at its end keeps it from being one of the fixed words of our addresses.
    """
    ending = f"-{place.code}"
    base = slugify(words)[: most - len(ending) - 4].strip("-") or "namnlos"
    return first_free(rows, f"{base}{ending}")
