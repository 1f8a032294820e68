"""The places of Sweden, and who answers there, from the list that the house ships."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db import transaction

from brygga.people.enums import PlaceKind, PrincipalKind, Sector
from brygga.people.models import Place, Principal, Responsibility

PLACE_SOURCE = "SCB, kommuner och län"
_LAW = {
    PrincipalKind.MUNICIPALITY: "Socialtjänstlagen",
    PrincipalKind.REGION: "Hälso- och sjukvårdslagen",
}
_SECTORS = {
    PlaceKind.MUNICIPALITY: (PrincipalKind.MUNICIPALITY, (Sector.SOCIAL_SERVICES,)),
    PlaceKind.COUNTY: (
        PrincipalKind.REGION,
        (Sector.PRIMARY_CARE, Sector.ADDICTION_CARE, Sector.PSYCHIATRY),
    ),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of country.csv; `path` follows from the parents, which stand before it."""

    code: str
    kind: str
    name: str
    parent: str
    principal: str
    path: str


@transaction.atomic
def ensure_country() -> None:
    """Create what is missing of the nation, counties, municipalities and their principals.

    What exists is left as it is, so a programme folder may say more. Three queries when nothing
    is missing.
    """
    lines = _lines()
    places = _ensure_places(lines)
    principals = _ensure_principals(lines, places)
    _ensure_responsibilities(lines, places, principals)


@cache
def _lines() -> tuple[_Line, ...]:
    text = files("brygga.people").joinpath("assets/country.csv").read_text(encoding="utf-8")
    paths = {"": ""}
    lines = []
    for row in csv.DictReader(text.splitlines()):
        paths[row["code"]] = f"{paths[row['parent']]}{row['code']}/"
        lines.append(_Line(**row, path=paths[row["code"]]))
    return tuple(lines)


def _ensure_places(lines: tuple[_Line, ...]) -> dict[str, int]:
    """Every shipped place's id by its code."""
    codes = [line.code for line in lines]
    ids = dict(Place.objects.filter(code__in=codes).values_list("code", "pk"))
    # One depth at a time: a child needs its parent's id.
    for kind in (PlaceKind.NATION, PlaceKind.COUNTY, PlaceKind.MUNICIPALITY):
        missing = [line for line in lines if line.kind == kind and line.code not in ids]
        made = Place.objects.bulk_create(
            Place(
                code=line.code,
                kind=line.kind,
                name=line.name,
                parent_id=ids.get(line.parent),
                path=line.path,
                source=PLACE_SOURCE,
            )
            for line in missing
        )
        ids |= {place.code: place.pk for place in made}
    return ids


def _slug(line: _Line, regions: dict[str, str]) -> str:
    """Gotland's authority is both municipality and region: one principal, named as the region."""
    if line.kind == PlaceKind.COUNTY or line.principal in regions:
        return f"region-{regions[line.principal]}"
    return f"kommun-{line.code}"


def _slugs(lines: tuple[_Line, ...]) -> dict[str, str]:
    """The principal's slug by the code of the place where it answers."""
    regions = {line.principal: line.code for line in lines if line.kind == PlaceKind.COUNTY}
    return {line.code: _slug(line, regions) for line in lines if line.principal}


def _ensure_principals(lines: tuple[_Line, ...], places: dict[str, int]) -> dict[str, int]:
    """Every shipped principal's id by its slug."""
    slugs = _slugs(lines)
    ids = dict(Principal.objects.filter(slug__in=slugs.values()).values_list("slug", "pk"))
    missing = {}
    for line in lines:
        slug = slugs.get(line.code, "")
        if slug and slug not in ids:
            # The last line wins: Gotland's principal is seated in its municipality.
            missing[slug] = Principal(
                slug=slug,
                name=line.principal,
                kind=PrincipalKind.REGION
                if slug.startswith("region-")
                else PrincipalKind.MUNICIPALITY,
                place_id=places[line.code],
                source=PLACE_SOURCE,
            )
    made = Principal.objects.bulk_create(missing.values())
    return ids | {principal.slug: principal.pk for principal in made}


def _ensure_responsibilities(
    lines: tuple[_Line, ...], places: dict[str, int], principals: dict[str, int]
) -> None:
    slugs = _slugs(lines)
    has = set(Responsibility.objects.values_list("place_id", "sector"))
    Responsibility.objects.bulk_create(
        Responsibility(
            principal_id=principals[slugs[line.code]],
            place_id=places[line.code],
            sector=sector,
            source=_LAW[kind],
        )
        for line in lines
        if line.principal
        for kind, sectors in [_SECTORS[PlaceKind(line.kind)]]
        for sector in sectors
        # Whoever answers by now, today or on another day: history is not ours to write over.
        if (places[line.code], sector) not in has
    )
