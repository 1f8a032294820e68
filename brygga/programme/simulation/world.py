"""How far every place really has come with every provision, and how fast it moves.

A place has a level it starts from and a growth: most rise, a third stand still, some fall. A
provision is easy or hard. What a side answers is that sum, its own way of seeing, and chance.
"""

import csv
from dataclasses import dataclass, field
from importlib.resources import files
from random import Random

PROVISIONS = 50
STRUCTURES = ("samrad", "ansvar", "rutiner", "informationsutbyte")
YEARS = range(2008, 2015)
SIDES = ("health_care", "social_services")
# In the order of `followup.rules.RANK`.
LEVELS = ("not_begun", "planned", "partly", "in_place", "followed_up")

_RISE, _STILL = 0.60, 0.90
_START, _EASE, _VIEW, _CELL, _CHANCE = 0.55, 0.65, 0.25, 0.35, 0.22


@dataclass(frozen=True, slots=True)
class Spot:
    """A municipality in the made-up country."""

    code: str
    name: str
    county: str


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str


@dataclass(slots=True)
class World:
    """Everything that is drawn before the first year begins."""

    random: Random
    counties: list[County]
    spots: list[Spot]
    years: range
    ease: list[float] = field(default_factory=list)
    start: dict[str, float] = field(default_factory=dict)
    growth: dict[str, float] = field(default_factory=dict)
    seen: dict[str, list[float]] = field(default_factory=dict)

    def latent(self, spot: Spot, year: int) -> list[float]:
        """How far a place has come with each question in a year, before chance."""
        come = self.start[spot.code] + self.growth[spot.code] * (year - YEARS.start)
        return [come + ease for ease in self.ease]

    def answer(self, latent: float, seen: float) -> int:
        """The level a side answers, as a position in LEVELS; -1 is don't know."""
        if self.random.random() < 0.04:  # noqa: PLR2004 -- one answer in twenty-five
            return -1
        return max(0, min(4, round(latent + seen + self.random.gauss(0, _CHANCE))))


def make_world(seed: int, scale: str) -> World:
    """The whole country, or one county and two years of it."""
    counties, spots = _country()
    years = YEARS
    if scale == "county":
        counties = counties[:1]
        spots = [spot for spot in spots if spot.county == counties[0].code]
        years = YEARS[-2:]
    world = World(Random(seed), counties, spots, years)  # noqa: S311 -- a trial, not a secret
    questions = PROVISIONS + len(STRUCTURES)
    world.ease = [world.random.gauss(0, _EASE) for _question in range(questions)]
    lift = {county.code: world.random.gauss(0, 0.2) for county in counties}
    for spot in spots:
        world.start[spot.code] = 1.3 + lift[spot.county] + world.random.gauss(0, _START)
        world.growth[spot.code] = _growth(world.random)
        for side in SIDES:
            view = world.random.gauss(0, _VIEW)
            world.seen[spot.code + side] = [
                view + world.random.gauss(0, _CELL) for _question in range(questions)
            ]
    return world


def _growth(random: Random) -> float:
    kind = random.random()
    if kind < _RISE:
        return 0.24 + random.gauss(0, 0.06)
    return random.gauss(0, 0.015) if kind < _STILL else -0.12 + random.gauss(0, 0.03)


def _country() -> tuple[list[County], list[Spot]]:
    """Counties and municipalities as the house ships them."""
    text = files("brygga.people").joinpath("assets/country.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    counties = [County(row["code"], row["name"]) for row in rows if row["kind"] == "county"]
    spots = [
        Spot(row["code"], row["name"], row["parent"])
        for row in rows
        if row["kind"] == "municipality"
    ]
    return counties, spots
