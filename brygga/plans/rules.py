"""Decisions about priorities, plans and activities, on plain values."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal
from brygga.plans.enums import ActivityState, ActivityStatus, PlanStatus

# Where an activity may go from each status. Nothing is a dead end: what was done can turn out
# not to be, and what was dropped can be taken up again, but both are said in words.
MOVES: dict[str, tuple[ActivityStatus, ...]] = {
    ActivityStatus.PLANNED: (ActivityStatus.ONGOING, ActivityStatus.DONE, ActivityStatus.DROPPED),
    ActivityStatus.ONGOING: (ActivityStatus.DONE, ActivityStatus.DROPPED, ActivityStatus.PLANNED),
    ActivityStatus.DONE: (ActivityStatus.ONGOING,),
    ActivityStatus.DROPPED: (ActivityStatus.PLANNED,),
}
UNFINISHED = (ActivityStatus.PLANNED, ActivityStatus.ONGOING)
# In the order one should act on them.
STATES_IN_ORDER = (
    ActivityState.LATE,
    ActivityState.ONGOING,
    ActivityState.PLANNED,
    ActivityState.DONE,
    ActivityState.DROPPED,
)
FIRST_YEAR, LAST_YEAR = 1990, 2100
SOON = timedelta(days=14)


def is_plan_year(year: int) -> bool:
    """Whether a year in an address can be one that somebody plans for."""
    return FIRST_YEAR <= year <= LAST_YEAR


def later_year(year: int, today: date) -> int | None:
    """Whose plan can take what this year's cannot: never a year gone by; None after the last."""
    later = max(year + 1, today.year)
    return later if is_plan_year(later) else None


def state_of(status: str, due_on: date, today: date) -> ActivityState:
    """As shown and counted: what is not finished and past its day is late."""
    if status in UNFINISHED and due_on < today:
        return ActivityState.LATE
    return ActivityState(status)


def needs_attention(status: str, due_on: date, today: date) -> bool:
    """Whether its owner should hear of it: late, or due within two weeks."""
    return status in UNFINISHED and due_on <= today + SOON


def cost_of(costs: Iterable[tuple[str, Decimal | None]]) -> Decimal | None:
    """The sum of what is known for pairs of status and cost; dropped activities cost nothing.

    None when no cost is known: an unknown cost is not zero.
    """
    known = [
        cost for status, cost in costs if cost is not None and status != ActivityStatus.DROPPED
    ]
    return sum(known, Decimal(0)) if known else None


def carried_due(due_on: date, year: int) -> date:
    """By when, in a new year's plan: the old day if it lies in that year, else its last day."""
    return due_on if due_on.year >= year else date(year, 12, 31)


def move_needs_note(before: str, after: str) -> bool:
    return after == ActivityStatus.DROPPED or before not in UNFINISHED


def refuse_move(before: str, after: str, note: str) -> Refusal | None:
    if after not in MOVES[before]:
        return Refusal(
            _("An activity that is “%(before)s” cannot become “%(after)s”.")
            % {"before": _named(before), "after": _named(after)}
        )
    if move_needs_note(before, after) and not note.strip():
        return Refusal(_note_wanted(before))
    return None


def _named(status: str) -> str:
    known = status in ActivityStatus.values
    return str(ActivityStatus(status).label).lower() if known else status


def _note_wanted(before: str) -> str:
    if before == ActivityStatus.DONE:
        return _("Write in the note what is left to do.")
    if before == ActivityStatus.DROPPED:
        return _("Write in the note why it is taken up again.")
    return _("Write in the note why it is dropped.")


def refuse_edit(plan_status: str) -> Refusal | None:
    """An adopted plan is what a group decided; its wording stays until it is opened again."""
    if plan_status == PlanStatus.ADOPTED:
        return Refusal(
            _(
                "The plan is adopted. Status and notes can be changed; "
                "open the plan again to change the rest."
            )
        )
    return None


def refuse_addition(plan_status: str, *, may_reopen: bool) -> Refusal | None:
    """A new activity goes into a draft, or opens an adopted plan for one who may open it."""
    if plan_status == PlanStatus.ADOPTED and not may_reopen:
        return Refusal(_("The plan is adopted, and only those who may adopt it can open it again."))
    return None


def refuse_due(due_on: date, year: int) -> Refusal | None:
    if due_on.year < year:
        return Refusal(_("By when cannot be before the plan's year begins."))
    return None


def refuse_start(*, has_plan: bool) -> Refusal | None:
    if has_plan:
        return Refusal(_("There is already a plan for this year. Go on with that one."))
    return None


def refuse_adopt(plan_status: str, *, activities: int) -> Refusal | None:
    if plan_status == PlanStatus.ADOPTED:
        return Refusal(_("The plan is already adopted."))
    if activities == 0:
        return Refusal(_("The plan is empty. Add at least one activity before it is adopted."))
    return None


def refuse_decision(
    *, group_path: str, place_path: str, decided_on: date, today: date
) -> Refusal | None:
    """A decision is made by a group at the place or above it, on a day that has come."""
    if not place_path.startswith(group_path):
        return Refusal(_("Only a group at this place, or at one above it, can decide here."))
    if decided_on > today:
        return Refusal(_("A decision is dated the day it was made, not a day to come."))
    return None


def refuse_reopen(plan_status: str, reason: str) -> Refusal | None:
    if plan_status != PlanStatus.ADOPTED:
        return Refusal(_("Only an adopted plan can be opened again."))
    if not reason.strip():
        return Refusal(_("Write why the plan is opened again."))
    return None


def refuse_priority(*, is_taken: bool) -> Refusal | None:
    if is_taken:
        return Refusal(_("This is already a priority here this year."))
    return None


def refuse_withdraw(*, is_withdrawn: bool) -> Refusal | None:
    if is_withdrawn:
        return Refusal(_("The priority is already withdrawn."))
    return None
