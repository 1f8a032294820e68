"""Decisions about seats, the queue and registrations, on plain values."""

from brygga.events.rules.queue import Origin, Waiting, in_order, offer_expires
from brygga.events.rules.registration import (
    Window,
    instant_words,
    refuse_answer,
    refuse_approval,
    refuse_cancel,
    refuse_day,
    refuse_move,
    refuse_overtaking,
    refuse_registration,
    refuse_second,
)
from brygga.events.rules.seats import (
    QuotaState,
    Somebody,
    counts,
    free_seats,
    refuse_capacity,
    refuse_seat,
    seats_kept,
)

__all__ = [
    "Origin",
    "QuotaState",
    "Somebody",
    "Waiting",
    "Window",
    "counts",
    "free_seats",
    "in_order",
    "instant_words",
    "offer_expires",
    "refuse_answer",
    "refuse_approval",
    "refuse_cancel",
    "refuse_capacity",
    "refuse_day",
    "refuse_move",
    "refuse_overtaking",
    "refuse_registration",
    "refuse_seat",
    "refuse_second",
    "seats_kept",
]
