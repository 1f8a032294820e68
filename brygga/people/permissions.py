"""Who may see and change what in this room: one rule each."""

from collections.abc import Callable

from django.db.models import Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule
from brygga.audit.models import Event
from brygga.people.models import NATION, Appointment, Grant, Group, Invitation, Place, Unit


def _within(capability: Capability, field: str) -> Callable[[Actor], Q]:
    return lambda actor: actor.reach(capability).q(field)


def _place_rule(capability: Capability) -> Rule[Place]:
    return Rule(Place, _within(capability, "path"), _within(Capability.PLACE_VIEW, "path"))


VIEW_INSIDE = _place_rule(Capability.PLACE_VIEW)
"""Places whose accounts, drafts and comments the actor may read."""

ADD_GROUP = _place_rule(Capability.GROUP_EDIT)
CHANGE_PARTICIPATION = _place_rule(Capability.PARTICIPATION_EDIT)
GIVE_ROLE = _place_rule(Capability.ROLE_GRANT)
READ_LOG = _place_rule(Capability.LOG_READ)

ADD_UNIT = _place_rule(Capability.COMPETENCE_EDIT)
EDIT_UNIT = Rule(
    Unit,
    _within(Capability.COMPETENCE_EDIT, "place__path"),
    _within(Capability.PLACE_VIEW, "place__path"),
)
"""Workplaces: whoever says how many work there says which there are."""

EDIT_GROUP = Rule(
    Group,
    _within(Capability.GROUP_EDIT, "place__path"),
    _within(Capability.PLACE_VIEW, "place__path"),
)
EDIT_APPOINTMENT = Rule(
    Appointment,
    _within(Capability.GROUP_EDIT, "group__place__path"),
    _within(Capability.PLACE_VIEW, "group__place__path"),
)
END_GRANT = Rule(
    Grant,
    _within(Capability.ROLE_GRANT, "place__path"),
    _within(Capability.PLACE_VIEW, "place__path"),
)
"""Grants the actor may ask to end; `rules.refuse_end_grant` tells whether the role is theirs to."""

WITHDRAW_INVITATION = Rule(
    Invitation,
    _within(Capability.ROLE_GRANT, "place__path"),
    _within(Capability.PLACE_VIEW, "place__path"),
)


def _events(actor: Actor) -> Q:
    reach = actor.reach(Capability.LOG_READ)
    # What concerns no place, such as a loaded folder, concerns the whole.
    whole = Q(path="") if reach.covers(f"{NATION}/") else Q(pk__in=[])
    return reach.q("path") | whole


SEE_EVENT = Rule(Event, _events)
