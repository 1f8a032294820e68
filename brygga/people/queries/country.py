"""The country that the house ships: what is in every database from the start."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from brygga.people.enums import PlaceKind, PrincipalKind, Sector

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


class ShippedPlace(NamedTuple):
    """One line of country.csv; `path` follows from the parents, which stand before it."""

    code: str
    kind: str
    name: str
    parent: str
    principal: str
    path: str


class ShippedPrincipal(NamedTuple):
    slug: str
    name: str
    kind: str
    place: str


class ShippedResponsibility(NamedTuple):
    principal: str
    place: str
    sector: str
    source: str


@cache
def shipped_places() -> tuple[ShippedPlace, ...]:
    """In an order where a parent comes before what lies in it. No query."""
    text = files("brygga.people").joinpath("assets/country.csv").read_text(encoding="utf-8")
    paths = {"": ""}
    lines = []
    for row in csv.DictReader(text.splitlines()):
        paths[row["code"]] = f"{paths[row['parent']]}{row['code']}/"
        lines.append(ShippedPlace(**row, path=paths[row["code"]]))
    return tuple(lines)


@cache
def shipped_principals() -> tuple[ShippedPrincipal, ...]:
    """No query."""
    slugs = _slugs()
    found = {}
    for place in shipped_places():
        if slug := slugs.get(place.code, ""):
            is_region = slug.startswith("region-")
            kind = PrincipalKind.REGION if is_region else PrincipalKind.MUNICIPALITY
            # The last line wins: Gotland's principal is seated in its municipality.
            found[slug] = ShippedPrincipal(slug, place.principal, kind, place.code)
    return tuple(found.values())


@cache
def shipped_responsibilities() -> tuple[ShippedResponsibility, ...]:
    """No query."""
    slugs = _slugs()
    return tuple(
        ShippedResponsibility(slugs[place.code], place.code, sector, _LAW[kind])
        for place in shipped_places()
        if place.principal
        for kind, sectors in [_SECTORS[PlaceKind(place.kind)]]
        for sector in sectors
    )


def _slugs() -> dict[str, str]:
    """The principal's slug by the code of the place where it answers."""
    places = shipped_places()
    regions = {each.principal: each.code for each in places if each.kind == PlaceKind.COUNTY}
    return {each.code: _slug(each, regions) for each in places if each.principal}


def _slug(place: ShippedPlace, regions: dict[str, str]) -> str:
    """Gotland's authority is both municipality and region: one principal, named as the region."""
    if place.kind == PlaceKind.COUNTY or place.principal in regions:
        return f"region-{regions[place.principal]}"
    return f"kommun-{place.code}"
