"""Reads of offers: what there is, for whom, how true it is, and what is missing."""

from brygga.offer.queries.gaps import GapCell, cells_of
from brygga.offer.queries.offers import OfferNow, offers_of
from brygga.offer.queries.waiting_times import WaitOnDay, waiting_times

__all__ = ["GapCell", "OfferNow", "WaitOnDay", "cells_of", "offers_of", "waiting_times"]
