"""Places and principals that a rush asks for by name: read once a minute, not once each.

They change a few times a year, and whoever writes with them meets the database's own constraints.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Model

from brygga.people.models import Place, Principal
from brygga.people.queries.principals import answering_principal

M = TypeVar("M", bound=Model)

_SECONDS = 60


def place_kept(code: str) -> Place | None:
    """A place by SCB's code or slug. At most one query."""
    return _kept(f"place {code}", lambda: Place.objects.filter(code=code).first())


def principal_kept(slug: str) -> Principal | None:
    """A principal by its slug. At most one query."""
    return _kept(f"principal {slug}", lambda: Principal.objects.filter(slug=slug).first())


def answering_kept(place: Place, side: str, on: date) -> Principal | None:
    """As `answering_principal`. At most one query."""
    name = f"answering {place.pk} {side} {on}"
    return _kept(name, lambda: answering_principal(place, side, on))


def _kept(name: str, ask: Callable[[], M | None]) -> M | None:
    # Words come from outside: a key of the cache has no spaces, and is not as long as one likes.
    key = f"kept-{name.encode().hex()[:200]}"
    found: M | None = cache.get(key)
    if found is None:
        found = ask()
        if found is not None:
            cache.set(key, found, _SECONDS)
    return found
