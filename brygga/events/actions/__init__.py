"""Everything that changes courses, gatherings, registrations and presence."""

from brygga.events.actions.approving import approve, lapse_approvals, refuse_approval
from brygga.events.actions.capacity import change_capacity
from brygga.events.actions.delivering import deliver_letters
from brygga.events.actions.keeping import delete_venue_notes, keep_house, send_due_reminders
from brygga.events.actions.moving import move
from brygga.events.actions.own import OwnDetails, change_own
from brygga.events.actions.queueing import (
    accept_offer,
    decline_offer,
    lapse_offers,
    promote,
    promote_all,
)
from brygga.events.actions.registering import (
    Person,
    RegisteredAlready,
    Wish,
    cancel,
    register,
    register_alone,
    register_day,
    send_link_again,
)

__all__ = [
    "OwnDetails",
    "Person",
    "RegisteredAlready",
    "Wish",
    "accept_offer",
    "approve",
    "cancel",
    "change_capacity",
    "change_own",
    "decline_offer",
    "delete_venue_notes",
    "deliver_letters",
    "keep_house",
    "lapse_approvals",
    "lapse_offers",
    "move",
    "promote",
    "promote_all",
    "refuse_approval",
    "register",
    "register_alone",
    "register_day",
    "send_due_reminders",
    "send_link_again",
]
