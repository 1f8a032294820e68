"""Reads of priorities, plans and activities."""

from brygga.plans.queries.activities import (
    ActivityRow,
    activities_for,
    activities_in,
    activities_of,
    activity_counts,
    activity_row,
    steps_of,
    unfinished_from,
)
from brygga.plans.queries.additions import Addition, addition_to
from brygga.plans.queries.pages import ActivityItem, PlanPage, activity_item, plan_page
from brygga.plans.queries.plans import (
    deciding_groups,
    first_values,
    likely_references,
    plan_of,
    plan_steps,
    plan_years,
    provision_choices,
    provision_labels,
    reference_of,
)
from brygga.plans.queries.priorities import priorities_above, priorities_at, priorities_in
from brygga.plans.queries.tables import plan_table
from brygga.plans.queries.waiting import waiting_for

__all__ = [
    "ActivityItem",
    "ActivityRow",
    "Addition",
    "PlanPage",
    "activities_for",
    "activities_in",
    "activities_of",
    "activity_counts",
    "activity_item",
    "activity_row",
    "addition_to",
    "deciding_groups",
    "first_values",
    "likely_references",
    "plan_of",
    "plan_page",
    "plan_steps",
    "plan_table",
    "plan_years",
    "priorities_above",
    "priorities_at",
    "priorities_in",
    "provision_choices",
    "provision_labels",
    "reference_of",
    "steps_of",
    "unfinished_from",
    "waiting_for",
]
