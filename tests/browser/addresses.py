"""Furnishes the system under test, and says which pages who can see there.

    python -m tests.browser.addresses          in the system's own environment; prints JSON

A process of its own: Playwright and Django's database do not share one.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- the apps must be ready first

from tests.house.access_table import ROWS  # noqa: E402 -- as above
from tests.house.furniture import furniture, inhabitants  # noqa: E402 -- as above
from tests.house.rows import Row  # noqa: E402 -- as above
from tests.house.world import World  # noqa: E402 -- as above

# A page is looked at by a visitor, if open, and by the first of these who may see it.
LOOKERS = ("local", "county", "national", "health")


def lookers(row: Row) -> list[str]:
    """Those who look at the page, the visitor first."""
    inside = [persona for persona in LOOKERS if row.answer(persona) == "200"][:1]
    return (["visitor"] if row.answer("visitor") == "200" else []) + inside


def pages(world: World, language: str) -> dict[str, list[str]]:
    """Paths by persona."""
    found: dict[str, list[str]] = {persona: [] for persona in ("visitor", *LOOKERS)}
    for row in ROWS:
        for persona in lookers(row):
            found[persona].append(world.path(row, language))
    return found


def cookies(world: World) -> dict[str, str]:
    name = settings.SESSION_COOKIE_NAME
    return {persona: world.client(persona).cookies[name].value for persona in LOOKERS}


def main() -> None:
    users = inhabitants()
    world = World(users, furniture(users))
    said = {
        "cookie": settings.SESSION_COOKIE_NAME,
        "cookies": cookies(world),
        "sv": pages(world, "sv"),
        "en": pages(world, "en"),
    }
    print(json.dumps(said))  # noqa: T201 -- what it is for


if __name__ == "__main__":
    main()
