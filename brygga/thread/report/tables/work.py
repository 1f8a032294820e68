"""What differs, what is missing, what is decided and what is done."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.followup.enums import AnswerSide
from brygga.plans.enums import ActivityState
from brygga.thread.report.cells import Table, level_cell, number, row, table, wide
from brygga.thread.report.parts import ActivityLine, Report

# What is planned or ongoing in time is in the counts only.
LISTED = (ActivityState.LATE, ActivityState.DONE, ActivityState.DROPPED)


def differences(report: Report) -> Table:
    columns = (
        wide(pgettext("report", "Asked about")),
        *(() if report.is_single else (pgettext("report", "Place"),)),
        *(str(side.label) for side in AnswerSide),
    )
    rows = (
        row(
            each.line.heading,
            *(() if report.is_single else (each.spot.name,)),
            level_cell(each.social_services),
            level_cell(each.health_care),
            level_cell(each.level) if each.is_settled else pgettext("value", "not settled"),
        )
        for each in report.differences
    )
    return table("skillnader", _("Different answers, the settled ones too"), columns, rows)


def gaps(report: Report) -> Table:
    if report.is_single:
        return _own_gaps(report)
    columns = (
        wide(pgettext("report", "Provision")),
        number(pgettext("report", "Not in place")),
        number(pgettext("report", "of those that don't know")),
        number(pgettext("report", "Answers")),
        number(pgettext("report", "Steps left")),
        number(pgettext("report", "No activity")),
        number(pgettext("report", "Priorities")),
    )
    rows = (
        row(
            gap.line.heading,
            gap.places,
            gap.unknown,
            gap.answered,
            gap.steps,
            gap.without_activity,
            gap.prioritised,
        )
        for gap in report.gaps
    )
    return table("glapp", _("The widest gaps, most steps left first"), columns, rows)


def _own_gaps(report: Report) -> Table:
    """One place's: its level, and whether something is decided and planned."""
    columns = (
        wide(pgettext("report", "Provision")),
        str(report.year),
        number(pgettext("report", "Steps left")),
        pgettext("report", "Decided priority"),
        pgettext("report", "Activity in an adopted plan"),
    )
    rows = (
        row(
            gap.line.heading,
            level_cell(gap.line.level),
            gap.steps,
            _yes_or_no(gap.prioritised),
            _yes_or_no(0 if gap.unknown else gap.places - gap.without_activity),
        )
        for gap in report.gaps
    )
    return table("glapp", _("The widest gaps, most steps left first"), columns, rows)


def _yes_or_no(number: int) -> str:
    return pgettext("report", "yes") if number else pgettext("report", "no")


def priorities(report: Report) -> Table:
    columns = (
        pgettext("report", "Place"),
        wide(pgettext("report", "Provision")),
        wide(pgettext("report", "Decided by")),
        pgettext("report", "Decided on"),
        wide(pgettext("report", "Why")),
    )
    rows = (
        row(
            each.spot.name,
            f"{each.name} {each.title}".strip(),
            each.group,
            each.decided_on,
            each.why,
        )
        for each in report.priorities
    )
    return table("prioriteringar", _("Priorities decided for the year"), columns, rows)


def activity_counts(report: Report) -> Table | None:
    if not sum(report.counts.values()):
        return None
    columns = [number(str(ActivityState(state).label)) for state in report.counts]
    rows = (row(*report.counts.values()),)
    return table("aktiviteter", _("Activities in adopted plans"), columns, rows)


def activities(report: Report) -> Table:
    columns = (
        wide(pgettext("report", "Activity")),
        *(() if report.is_single else (pgettext("report", "Place"),)),
        pgettext("report", "For"),
        pgettext("report", "Who owns it"),
        pgettext("report", "By when"),
        pgettext("report", "State"),
    )
    found = [each for each in report.activities if each.state in LISTED]
    rows = (
        row(
            each.title,
            *(() if report.is_single else (each.spot.name,)),
            ", ".join(each.names) or pgettext("activity", "no provision"),
            each.owner,
            each.due_on,
            str(ActivityState(each.state).label),
        )
        for each in sorted(found, key=_to_act_on)
    )
    return table("aktivitetslista", _("Late, dropped and done"), columns, rows)


def _to_act_on(each: ActivityLine) -> tuple[int, date]:
    return LISTED.index(ActivityState(each.state)), each.due_on
