"""Tables of interventions, offers and what is said of them over time."""

from brygga.offer.models.history import Verification, WaitingTime
from brygga.offer.models.intervention import CareResponsibility, Intervention
from brygga.offer.models.offer import Offer, OfferPlace

__all__ = [
    "CareResponsibility",
    "Intervention",
    "Offer",
    "OfferPlace",
    "Verification",
    "WaitingTime",
]
