"""Names for addresses that are not taken."""

from django.db.models import Model
from django.utils.text import slugify

from brygga.people.models import Place

_STEM = 44
"""So long that a number still fits behind it."""


def free_slug(model: type[Model], place: Place, name: str) -> str:
    """A slug of the place's code and the name that no row of the model has. One query."""
    stem = slugify(f"{place.code} {name}")[:_STEM].strip("-")
    known = model._default_manager.filter(slug__startswith=stem)
    taken = set(known.values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := stem if number == 1 else f"{stem}-{number}") not in taken
    )
