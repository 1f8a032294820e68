"""Who keeps the directory true. Reading it needs no right: everything in it is open."""

from collections.abc import Callable

from django.db.models import Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule
from brygga.offer.models import Intervention, Offer
from brygga.people.models import Place


def _within(capability: Capability, field: str) -> Callable[[Actor], Q]:
    return lambda actor: actor.reach(capability).q(field)


_UNIT = "unit__place__path"

EDIT_OFFER = Rule(
    Offer, _within(Capability.OFFER_EDIT, _UNIT), _within(Capability.PLACE_VIEW, _UNIT)
)
"""Offers of units in the actor's branch, whomever they serve: the unit's place keeps them."""

VERIFY_OFFER = Rule(
    Offer, _within(Capability.OFFER_VERIFY, _UNIT), _within(Capability.PLACE_VIEW, _UNIT)
)
"""Offers of which the actor may say that they are true, and how long one waits."""

OFFER_AT = Rule(
    Place, _within(Capability.OFFER_EDIT, "path"), _within(Capability.PLACE_VIEW, "path")
)
"""Places whose units' offers the actor may enter, and of which they may say who answers."""

EDIT_INTERVENTION = Rule(
    Intervention,
    _within(Capability.OFFER_EDIT, "place__path"),
    _within(Capability.PLACE_VIEW, "place__path"),
)
