"""The places of Sweden, and who answers there, from the list that the house ships."""

from django.db import transaction

from brygga.people.enums import PlaceKind
from brygga.people.models import Place, Principal, Responsibility
from brygga.people.queries.country import (
    PLACE_SOURCE,
    shipped_places,
    shipped_principals,
    shipped_responsibilities,
)


@transaction.atomic
def ensure_country() -> None:
    """Create what is missing of the nation, counties, municipalities and their principals.

    What exists is left as it is, so a programme folder may say more. Three queries when nothing
    is missing.
    """
    places = _ensure_places()
    principals = _ensure_principals(places)
    _ensure_responsibilities(places, principals)


def _ensure_places() -> dict[str, int]:
    """Every shipped place's id by its code."""
    shipped = shipped_places()
    codes = [each.code for each in shipped]
    ids = dict(Place.objects.filter(code__in=codes).values_list("code", "pk"))
    # One depth at a time: a child needs its parent's id.
    for kind in (PlaceKind.NATION, PlaceKind.COUNTY, PlaceKind.MUNICIPALITY):
        missing = [each for each in shipped if each.kind == kind and each.code not in ids]
        made = Place.objects.bulk_create(
            Place(
                code=each.code,
                kind=each.kind,
                name=each.name,
                parent_id=ids.get(each.parent),
                path=each.path,
                source=PLACE_SOURCE,
            )
            for each in missing
        )
        ids |= {place.code: place.pk for place in made}
    return ids


def _ensure_principals(places: dict[str, int]) -> dict[str, int]:
    """Every shipped principal's id by its slug."""
    shipped = shipped_principals()
    slugs = [each.slug for each in shipped]
    ids = dict(Principal.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    made = Principal.objects.bulk_create(
        Principal(
            slug=each.slug,
            name=each.name,
            kind=each.kind,
            place_id=places[each.place],
            source=PLACE_SOURCE,
        )
        for each in shipped
        if each.slug not in ids
    )
    return ids | {principal.slug: principal.pk for principal in made}


def _ensure_responsibilities(places: dict[str, int], principals: dict[str, int]) -> None:
    has = set(Responsibility.objects.values_list("place_id", "sector"))
    Responsibility.objects.bulk_create(
        Responsibility(
            principal_id=principals[each.principal],
            place_id=places[each.place],
            sector=each.sector,
            source=each.source,
        )
        for each in shipped_responsibilities()
        # Whoever answers by now, today or on another day: history is not ours to write over.
        if (places[each.place], each.sector) not in has
    )
