"""The plan as a table for a file."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.plans.queries.pages import ActivityItem, PlanPage


def plan_table(shown: PlanPage) -> tuple[list[str], list[list[object]]]:
    """Header and one row an activity, in the page's order; notes only for those inside."""
    header = [
        _("State"),
        pgettext("activity", "What"),
        _("For"),
        _("Who owns it"),
        _("By when"),
        _("Cost in kronor"),
    ]
    if shown.is_inside:
        header.append(_("Notes"))
    return header, list(_rows(shown))


def _rows(shown: PlanPage) -> Iterable[list[object]]:
    for item in shown.items:
        row = _row(item)
        yield [*row, item.activity.notes] if shown.is_inside else row


def _row(item: ActivityItem) -> list[object]:
    activity = item.activity
    return [
        item.state.label,
        activity.title,
        "; ".join(link.label for link in item.links),
        activity.owner,
        activity.due_on,
        activity.cost,
    ]
