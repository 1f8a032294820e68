"""Everything that changes courses, gatherings, registrations and presence."""

from brygga.events.actions.queueing import (
    accept_offer,
    decline_offer,
    lapse_offers,
    promote,
    promote_all,
)
from brygga.events.actions.registering import (
    Person,
    Wish,
    cancel,
    register,
    register_day,
)

__all__ = [
    "Person",
    "Wish",
    "accept_offer",
    "cancel",
    "decline_offer",
    "lapse_offers",
    "promote",
    "promote_all",
    "register",
    "register_day",
]
