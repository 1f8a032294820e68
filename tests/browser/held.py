"""Makes a round to come in the system under test, with one seat, and prints its address.

    python -m tests.browser.held SLUG SEATS          in the system's own environment

A process of its own: Playwright and Django's database do not share one.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
django.setup()

from brygga.events.models import Course  # noqa: E402 -- the apps must be ready first
from tests.builders import events  # noqa: E402 -- as above


def main(slug: str, seats: int) -> None:
    course = Course.objects.get(slug="baskurs")
    made = events.gathering(
        slug=slug, title="Baskursen våren 2040", seats=seats, days=2, of=course, venue="Teatern"
    )
    print(f"/kalender/{made.slug}/", end="")  # noqa: T201 -- what it is for


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
