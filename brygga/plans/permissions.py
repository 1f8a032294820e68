"""Who reads and who writes plans: adopted ones are everybody's, drafts the place's own."""

from django.db.models import Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule, everyone
from brygga.people.models import Place
from brygga.plans.enums import PlanStatus
from brygga.plans.models import Activity, Plan, Priority


def is_inside(actor: Actor, place: Place) -> bool:
    """Whether somebody works with the place: sees drafts, notes and who did what."""
    return actor.may(Capability.PLACE_VIEW, place.path)


def _adopted_or_inside(actor: Actor, plan: str, place: str) -> Q:
    adopted = Q(**{f"{plan}status": PlanStatus.ADOPTED})
    return adopted | actor.reach(Capability.PLACE_VIEW).q(place)


def _may_move(actor: Actor) -> Q:
    """Whoever keeps the plan, and the activity's owner as long as they work with the place."""
    if not actor.is_signed_in:
        return Q(pk__in=[])
    owns = Q(owner_user_id=actor.user_id) & _reaches(actor, Capability.PLACE_VIEW, "plan__place__")
    return _reaches(actor, Capability.PLAN_EDIT, "plan__place__") | owns


def _reaches(actor: Actor, capability: Capability, prefix: str = "") -> Q:
    return actor.reach(capability).q(f"{prefix}path")


VIEW_PRIORITY = Rule(Priority, everyone)
EDIT_PRIORITY = Rule(
    Priority,
    scope=lambda actor: _reaches(actor, Capability.PRIORITY_EDIT, "place__"),
    inside=lambda actor: _reaches(actor, Capability.PLACE_VIEW, "place__"),
)
VIEW_PLAN = Rule(Plan, scope=lambda actor: _adopted_or_inside(actor, "", "place__path"))
ADOPT_PLAN = Rule(
    Plan,
    scope=lambda actor: _reaches(actor, Capability.PLAN_ADOPT, "place__"),
    inside=lambda actor: _reaches(actor, Capability.PLACE_VIEW, "place__"),
)
VIEW_ACTIVITY = Rule(
    Activity, scope=lambda actor: _adopted_or_inside(actor, "plan__", "plan__place__path")
)
EDIT_ACTIVITY = Rule(
    Activity,
    scope=lambda actor: _reaches(actor, Capability.PLAN_EDIT, "plan__place__"),
    inside=lambda actor: _reaches(actor, Capability.PLACE_VIEW, "plan__place__"),
)
MOVE_ACTIVITY = Rule(
    Activity,
    scope=_may_move,
    inside=lambda actor: _reaches(actor, Capability.PLACE_VIEW, "plan__place__"),
)
# Asked of the place when there is no row yet. A place is public; that one may work there is not.
PRIORITISE_AT = Rule(
    Place,
    scope=lambda actor: _reaches(actor, Capability.PRIORITY_EDIT),
    inside=lambda actor: _reaches(actor, Capability.PLACE_VIEW),
)
PLAN_AT = Rule(
    Place,
    scope=lambda actor: _reaches(actor, Capability.PLAN_EDIT),
    inside=lambda actor: _reaches(actor, Capability.PLACE_VIEW),
)
