"""Writing activities down and moving them along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.guidance.models import Provision
from brygga.kernel.refusal import insist
from brygga.people.models import Place, User
from brygga.plans.actions.plans import locked, reopen_plan, start_plan
from brygga.plans.actions.slugs import free_slug
from brygga.plans.enums import PlanStatus
from brygga.plans.models import Activity, ActivityStep, Plan
from brygga.plans.permissions import ADOPT_PLAN
from brygga.plans.rules import refuse_addition, refuse_due, refuse_edit, refuse_move


@dataclass(frozen=True, slots=True)
class ActivityValues:
    """What is written about an activity; its status moves by `move_activity` alone."""

    title: str
    owner: str
    due_on: date
    provisions: Sequence[Provision] = ()
    owner_user: User | None = None
    cost: Decimal | None = None
    notes: str = ""


@transaction.atomic
def begin_activity(
    *, place: Place, year: int, values: ActivityValues, by: Actor, carry_over: bool = False
) -> Activity:
    """Add an activity to the year's plan, and begin that plan when there is none.

    `carry_over` is for a plan that is begun, as in `start_plan`.
    """
    plan = Plan.objects.filter(place=place, year=year).first()
    if plan is None:
        plan = start_plan(place=place, year=year, by=by, carry_over=carry_over)
    return save_activity(plan=plan, activity=None, values=values, by=by)


@transaction.atomic
def reopen_for_activity(*, plan: Plan, reason: str, values: ActivityValues, by: Actor) -> Activity:
    """Open an adopted plan again and put a new activity in it: both, or neither.

    A plan that somebody else has opened meanwhile only gets the activity.
    """
    plan = locked(plan)
    may_reopen = ADOPT_PLAN.allows(by, plan)
    insist(refuse_addition(plan.status, may_reopen=may_reopen))
    if plan.status == PlanStatus.ADOPTED:
        plan = reopen_plan(plan=plan, reason=reason, by=by)
    return save_activity(plan=plan, activity=None, values=values, by=by)


@transaction.atomic
def save_activity(
    *, plan: Plan, activity: Activity | None, values: ActivityValues, by: Actor
) -> Activity:
    """Write a new activity (None) or change one; Refused while the plan is adopted."""
    plan = locked(plan)
    insist(refuse_edit(plan.status))
    insist(refuse_due(values.due_on, plan.year))
    is_new = activity is None
    if activity is None:
        slug = free_slug(Activity.objects.all(), plan.place, plan.year, values.title)
        activity = Activity(plan=plan, slug=slug)
    else:
        activity = Activity.objects.get(pk=activity.pk)
    _write(activity, values)
    if is_new:
        ActivityStep.objects.create(activity=activity, status=activity.status, by_id=by.user_id)
    record("plans.activity.saved", activity, by=by, path=plan.place.path, year=plan.year)
    return activity


def _write(activity: Activity, values: ActivityValues) -> None:
    activity.title = values.title
    activity.owner = values.owner
    activity.owner_user = values.owner_user
    activity.due_on = values.due_on
    activity.cost = values.cost
    activity.notes = values.notes
    activity.save()
    activity.provisions.set(values.provisions)


@transaction.atomic
def move_activity(*, activity: Activity, to: str, note: str, by: Actor) -> Activity:
    """Change an activity's status, in an adopted plan too; the note tells what happened."""
    plan = locked(activity.plan)
    activity = Activity.objects.get(pk=activity.pk)
    insist(refuse_move(activity.status, to, note))
    activity.status = to
    activity.save(update_fields=["status"])
    ActivityStep.objects.create(activity=activity, status=to, by_id=by.user_id, note=note.strip())
    record("plans.activity.moved", activity, by=by, path=plan.place.path, to=str(to))
    return activity


@transaction.atomic
def save_notes(*, activity: Activity, notes: str, by: Actor) -> Activity:
    """Write what should be remembered, in an adopted plan too. Only those inside read it."""
    activity = Activity.objects.select_related("plan__place").get(pk=activity.pk)
    activity.notes = notes
    activity.save(update_fields=["notes"])
    record("plans.activity.saved", activity, by=by, path=activity.plan.place.path, field="notes")
    return activity
