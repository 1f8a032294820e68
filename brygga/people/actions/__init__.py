"""Writes about places and people."""

from brygga.people.actions.accounts import forget_claims
from brygga.people.actions.country import ensure_country
from brygga.people.actions.demo import DEMO_PASSWORD, PERSONAS, Persona, create_demo_personas
from brygga.people.actions.grants import end_grant, give_grant
from brygga.people.actions.groups import (
    GroupFacts,
    SeatFacts,
    appoint,
    end_appointment,
    save_group,
)
from brygga.people.actions.invitations import (
    accept_with_account,
    accept_with_new_account,
    invite,
    withdraw_invitation,
)
from brygga.people.actions.participation import Step, change_participation
from brygga.people.actions.units import UnitFacts, save_unit

__all__ = [
    "DEMO_PASSWORD",
    "PERSONAS",
    "GroupFacts",
    "Persona",
    "SeatFacts",
    "Step",
    "UnitFacts",
    "accept_with_account",
    "accept_with_new_account",
    "appoint",
    "change_participation",
    "create_demo_personas",
    "end_appointment",
    "end_grant",
    "ensure_country",
    "forget_claims",
    "give_grant",
    "invite",
    "save_group",
    "save_unit",
    "withdraw_invitation",
]
