"""Everything that changes priorities, plans and activities."""

from brygga.plans.actions.activities import (
    ActivityValues,
    begin_activity,
    move_activity,
    reopen_for_activity,
    save_activity,
    save_notes,
)
from brygga.plans.actions.plans import adopt_plan, reopen_plan, start_plan
from brygga.plans.actions.priorities import Decision, decide_priority, withdraw_priority

__all__ = [
    "ActivityValues",
    "Decision",
    "adopt_plan",
    "begin_activity",
    "decide_priority",
    "move_activity",
    "reopen_for_activity",
    "reopen_plan",
    "save_activity",
    "save_notes",
    "start_plan",
    "withdraw_priority",
]
