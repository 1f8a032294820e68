"""Tables of places, authorities, groups and people."""

from brygga.people.models.account import Grant, Invitation, User
from brygga.people.models.group import Appointment, Group
from brygga.people.models.participation import Participation, Programme
from brygga.people.models.place import NATION, Place
from brygga.people.models.principal import Principal, Responsibility, Unit

__all__ = [
    "NATION",
    "Appointment",
    "Grant",
    "Group",
    "Invitation",
    "Participation",
    "Place",
    "Principal",
    "Programme",
    "Responsibility",
    "Unit",
    "User",
]
