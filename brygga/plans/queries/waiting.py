"""What in the plans waits for somebody."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.kernel.waiting import Waiting
from brygga.plans.enums import PlanStatus
from brygga.plans.models import Activity, Plan
from brygga.plans.permissions import VIEW_ACTIVITY
from brygga.plans.rules import SOON, UNFINISHED


def waiting_for(actor: Actor) -> list[Waiting]:
    """Own activities that are late or soon due, and draft plans to adopt. Two queries at most."""
    if not actor.is_signed_in:
        return []
    return [*_own_activities(actor), *_drafts(actor)]


def _own_activities(actor: Actor) -> Iterator[Waiting]:
    today = clock.today()
    own = VIEW_ACTIVITY.visible(actor).filter(
        owner_user_id=actor.user_id, status__in=UNFINISHED, due_on__lte=today + SOON
    )
    for activity in own.select_related("plan__place"):
        yield Waiting(
            text=_("Finish: %(activity)s") % {"activity": activity.title},
            url=_url_of(activity),
            due_on=activity.due_on,
            place=activity.plan.place.name,
        )


def _drafts(actor: Actor) -> Iterator[Waiting]:
    """Plans of the very places the actor was given, not of everything below them.

    A county's process leader may adopt any plan in the county, but it is the place's own people
    that a draft waits for.
    """
    own = actor.reach(Capability.PLAN_ADOPT).branches
    if not own:
        return
    drafts = Plan.objects.filter(status=PlanStatus.DRAFT, place__path__in=own)
    filled = drafts.annotate(number=Count("activities")).filter(number__gt=0)
    for plan in filled.select_related("place"):
        yield Waiting(
            text=_("Adopt the plan for %(year)s") % {"year": plan.year},
            url=reverse("plans:plan", args=[plan.place.code, plan.year]),
            due_on=None,
            place=plan.place.name,
        )


def _url_of(activity: Activity) -> str:
    plan = activity.plan
    return reverse("plans:activity", args=[plan.place.code, plan.year, activity.slug])
