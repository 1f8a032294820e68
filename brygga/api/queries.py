"""Reads for machines: which round, place and principal a word names."""

import re

from django.db.models import Count, Q
from django.http import Http404

from brygga.access.actor import VISITOR
from brygga.events.enums import RegistrationMode, RegistrationStatus
from brygga.events.models import HOLDS_A_SEAT, Gathering, Registration
from brygga.events.permissions import VIEW_GATHERING
from brygga.people.models import Place, Principal
from brygga.people.queries import place_kept, principal_kept
from brygga.prepared import Prepared

_WORD = re.compile(r"[a-z0-9-]{1,50}")


_SEEN_BY_ALL = Prepared(lambda slug: VIEW_GATHERING.visible(VISITOR).filter(slug=slug))


def open_round(slug: str) -> Gathering:
    """A gathering for which everybody may register, at some time; Http404 otherwise. One query."""
    for found in _SEEN_BY_ALL(slug):
        if found.mode == RegistrationMode.OPEN:
            return found
    raise Http404


def place_named(word: str) -> Place | None:
    """A place by SCB's code or slug. One query, none for one asked for in the last minute."""
    return place_kept(word) if _WORD.fullmatch(word) else None


def principal_named(word: str) -> Principal | None:
    """A principal by its slug, at the same cost."""
    return principal_kept(word) if _WORD.fullmatch(word) else None


def standing(gathering: Gathering) -> dict[str, int]:
    """How many have a seat or an offer of one, and how many wait for the round. One query."""
    mine = Q(gathering=gathering, offered__isnull=True) | Q(offered=gathering)
    rows = Registration.objects.filter(mine, only_session__isnull=True).order_by()
    return rows.aggregate(
        seated=Count("pk", filter=Q(status__in=HOLDS_A_SEAT)),
        waiting=Count("pk", filter=Q(status=RegistrationStatus.WAITING)),
    )
