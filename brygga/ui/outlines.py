"""The shapes of Sweden's counties and municipalities, read from the asset once per process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

COUNTRY = "00"


@dataclass(frozen=True, slots=True)
class Outline:
    """A place as drawn: path data, a point inside and the radius of the room round it.

    `reach` is the radius of the area to hit where the place itself is too small, else 0.
    """

    d: str
    x: int
    y: int
    room: int
    reach: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map: its size in units, two to a pixel, and its places by code."""

    width: int
    height: int
    outlines: Mapping[str, Outline]


@cache
def sheets() -> Mapping[str, Sheet]:
    """Return a map of municipalities for each county by code, and of counties for COUNTRY."""
    asset = files("brygga.ui").joinpath("assets/sweden.json").read_text(encoding="utf-8")
    content = json.loads(asset)
    maps = {COUNTRY: content["overview"], **content["counties"]}
    return {code: _sheet(raw["size"], raw["places"]) for code, raw in maps.items()}


def _sheet(size: list[int], places: Mapping[str, Any]) -> Sheet:
    width, height = size
    return Sheet(width, height, {code: _outline(**raw) for code, raw in places.items()})


def _outline(*, d: str, at: list[int], room: int, reach: int) -> Outline:
    x, y = at
    return Outline(d, x, y, room, reach)
