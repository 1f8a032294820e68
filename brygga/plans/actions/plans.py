"""Starting, adopting and reopening a year's plan."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.people.models import Group, Place
from brygga.plans.actions.slugs import free_slug
from brygga.plans.enums import PlanStatus
from brygga.plans.models import Activity, ActivityStep, Plan, PlanStep
from brygga.plans.queries import unfinished_from
from brygga.plans.rules import (
    carried_due,
    refuse_adopt,
    refuse_decision,
    refuse_reopen,
    refuse_start,
)


def locked(plan: Plan) -> Plan:
    """The plan as it is now, and nobody else's until the transaction ends.

    PostgreSQL locks the row; on SQLite the transaction itself already holds the only lock.
    """
    return Plan.objects.select_for_update(of=("self",)).select_related("place").get(pk=plan.pk)


@transaction.atomic
def start_plan(*, place: Place, year: int, by: Actor, carry_over: bool = False) -> Plan:
    """Begin a draft; `carry_over` copies what last year's plan left planned or ongoing.

    What is copied keeps its day if it lies in the new year, else is due by the year's end.
    """
    plan, is_new = Plan.objects.get_or_create(place=place, year=year)
    insist(refuse_start(has_plan=not is_new))
    left = unfinished_from(place, year - 1) if carry_over else []
    for activity in left:
        _carry(activity, plan)
    record("plans.plan.started", plan, by=by, path=place.path, year=year, carried=len(left))
    return plan


def _carry(activity: Activity, plan: Plan) -> None:
    copy = Activity.objects.create(
        slug=free_slug(Activity.objects.all(), plan.place, plan.year, activity.title),
        plan=plan,
        title=activity.title,
        owner=activity.owner,
        owner_user_id=activity.owner_user_id,
        due_on=carried_due(activity.due_on, plan.year),
        status=activity.status,
        cost=activity.cost,
        notes=activity.notes,
    )
    copy.provisions.set(activity.provisions.all())
    note = _("Carried over from the plan for %(year)s.") % {"year": plan.year - 1}
    ActivityStep.objects.create(activity=copy, status=copy.status, note=note)


@transaction.atomic
def adopt_plan(*, plan: Plan, group: Group, adopted_on: date, by: Actor) -> Plan:
    """Make the plan a decision of the group's, and open to everybody."""
    plan = locked(plan)
    insist(refuse_adopt(plan.status, activities=plan.activities.count()))
    insist(
        refuse_decision(
            group_path=group.place.path,
            place_path=plan.place.path,
            decided_on=adopted_on,
            today=clock.today(),
        )
    )
    plan.status, plan.adopted_by, plan.adopted_on = PlanStatus.ADOPTED, group, adopted_on
    plan.save(update_fields=["status", "adopted_by", "adopted_on"])
    PlanStep.objects.create(plan=plan, status=plan.status, by_id=by.user_id)
    record("plans.plan.adopted", plan, by=by, path=plan.place.path, year=plan.year)
    return plan


@transaction.atomic
def reopen_plan(*, plan: Plan, reason: str, by: Actor) -> Plan:
    """Make an adopted plan a draft again, which also closes it to the public."""
    plan = locked(plan)
    insist(refuse_reopen(plan.status, reason))
    plan.status, plan.adopted_by, plan.adopted_on = PlanStatus.DRAFT, None, None
    plan.save(update_fields=["status", "adopted_by", "adopted_on"])
    PlanStep.objects.create(plan=plan, status=plan.status, by_id=by.user_id, reason=reason.strip())
    record("plans.plan.reopened", plan, by=by, path=plan.place.path, year=plan.year)
    return plan
