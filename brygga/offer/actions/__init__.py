"""Writes: interventions, offers, and what is said of them."""

from brygga.offer.actions.interventions import (
    InterventionValues,
    ResponsibilityValues,
    save_intervention,
    set_responsibility,
)
from brygga.offer.actions.offers import OfferValues, change_offer, create_offer, end_offer
from brygga.offer.actions.saying import say_waiting_time, verify_offer

__all__ = [
    "InterventionValues",
    "OfferValues",
    "ResponsibilityValues",
    "change_offer",
    "create_offer",
    "end_offer",
    "save_intervention",
    "say_waiting_time",
    "set_responsibility",
    "verify_offer",
]
