"""Pages of plans, priorities and activities."""

from brygga.plans.views.activities import (
    activity,
    activity_edit,
    activity_move,
    activity_new,
    activity_notes,
)
from brygga.plans.views.plans import adopt, plan, reopen, start
from brygga.plans.views.priorities import priority_new, priority_withdraw

__all__ = [
    "activity",
    "activity_edit",
    "activity_move",
    "activity_new",
    "activity_notes",
    "adopt",
    "plan",
    "priority_new",
    "priority_withdraw",
    "reopen",
    "start",
]
