"""Reads of activities, always with the state they are shown in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.guidance.models import Provision
from brygga.people.models import Place
from brygga.plans.enums import ActivityState, PlanStatus
from brygga.plans.models import Activity, ActivityStep, Plan
from brygga.plans.permissions import VIEW_ACTIVITY, is_inside
from brygga.plans.rules import STATES_IN_ORDER, UNFINISHED, state_of


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity and how it is today. Notes are blank for those who are not inside."""

    activity: Activity
    state: ActivityState


def activities_for(
    place: Place, provision: Provision, year: int, actor: Actor
) -> list[ActivityRow]:
    """What the place's own plan of the year does about a provision, by day. One query."""
    found = VIEW_ACTIVITY.visible(actor).filter(
        plan__place=place, plan__year=year, provisions=provision
    )
    return _rows(found.select_related("plan__place"), actor)


def activities_in(path: str, year: int, actor: Actor) -> list[ActivityRow]:
    """Every activity that the actor may see in a branch, by place and day.

    Two queries; `activity.provisions.all()` is fetched with documents.
    """
    found = VIEW_ACTIVITY.visible(actor).filter(plan__place__path__startswith=path, plan__year=year)
    ordered = found.order_by("plan__place__path", "due_on", "slug")
    return _rows(ordered.select_related("plan__place").prefetch_related(_provisions()), actor)


def activities_of(plan: Plan, actor: Actor) -> list[ActivityRow]:
    """Everything in a plan that the actor has already been given, by day.

    Four queries; provisions with documents and steps with who took them are fetched.
    """
    found = Activity.objects.filter(plan=plan).select_related("plan__place", "owner_user")
    steps = Prefetch("steps", ActivityStep.objects.select_related("by").order_by("at", "pk"))
    return _rows(found.prefetch_related(_provisions(), steps), actor)


def activity_counts(path: str, year: int, on: date) -> dict[ActivityState, int]:
    """How many in each state on a day, in the adopted plans of a branch. One query.

    Every state is there, also with none.
    """
    late = Count("pk", filter=Q(status__in=UNFINISHED, due_on__lt=on))
    rows = (
        Activity.objects.filter(
            plan__place__path__startswith=path, plan__year=year, plan__status=PlanStatus.ADOPTED
        )
        .order_by()
        .values_list("status")
        .annotate(number=Count("pk"), late=late)
    )
    counts = dict.fromkeys(STATES_IN_ORDER, 0)
    for status, number, number_late in rows:
        counts[ActivityState(status)] += number - number_late
        counts[ActivityState.LATE] += number_late
    return counts


def steps_of(activity: Activity) -> list[ActivityStep]:
    """How the activity has moved, oldest first, with who moved it. One query.

    Notes and names in it are for those inside.
    """
    return list(activity.steps.select_related("by"))


def unfinished_from(place: Place, year: int) -> list[Activity]:
    """What the place's plan of a year left planned or ongoing, by day. One query."""
    return list(Activity.objects.filter(plan__place=place, plan__year=year, status__in=UNFINISHED))


def _provisions() -> Prefetch[str]:
    return Prefetch("provisions", Provision.objects.select_related("document"))


def _rows(activities: QuerySet[Activity] | Iterable[Activity], actor: Actor) -> list[ActivityRow]:
    today = clock.today()
    rows = []
    for activity in activities:
        if not actor.may(Capability.PLACE_VIEW, activity.plan.place.path):
            activity.notes = ""
        rows.append(ActivityRow(activity, state_of(activity.status, activity.due_on, today)))
    return rows


def activity_row(activity: Activity, actor: Actor) -> ActivityRow:
    """One activity that the actor has already been given, with its state. No query of its own."""
    if not is_inside(actor, activity.plan.place):
        activity.notes = ""
    return ActivityRow(activity, state_of(activity.status, activity.due_on, clock.today()))
