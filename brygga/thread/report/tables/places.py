"""Who was asked and who takes part."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.followup.enums import MappingStatus
from brygga.people.enums import ParticipationStatus, PlaceKind
from brygga.thread.report.cells import (
    NOTHING,
    Cell,
    Column,
    Table,
    level_cell,
    number,
    row,
    table,
    wide,
)
from brygga.thread.report.parts import CountyLine, Report


def completeness(report: Report) -> Table | None:
    if report.is_single:
        return None
    counted = report.completeness
    return table(
        "svar",
        _("Mappings of the year"),
        (
            number(pgettext("mappings", "Asked")),
            number(pgettext("mappings", "Sent in")),
            number(pgettext("mappings", "Accepted")),
        ),
        (row(counted.expected, counted.submitted, counted.accepted),),
    )


def counties(report: Report) -> Table | None:
    if not report.is_nation:
        return None
    columns: tuple[Column | str, ...] = (
        pgettext("report", "County"),
        pgettext("report", "Focus"),
        number(pgettext("mappings", "Asked")),
        number(pgettext("mappings", "Sent in")),
        number(pgettext("mappings", "Accepted")),
        pgettext("report", "Middle level"),
        number(pgettext("report", "In place, per cent")),
        number(pgettext("report", "The year before")),
        number(_("Different answers, not settled")),
    )
    return table("lan", _("County by county"), columns, map(_county, report.counties))


def _county(county: CountyLine) -> tuple[Cell, ...]:
    name = county.spot.name
    if not county.has_round:
        return row(name, pgettext("value", "no follow-up"), *[NOTHING] * 7)
    counted = county.completeness
    return row(
        name,
        county.focus or pgettext("focus", "none"),
        counted.expected,
        counted.submitted,
        counted.accepted,
        level_cell(county.typical),
        county.share,
        county.share_before,
        county.unsettled,
    )


def participants(report: Report) -> Table:
    columns = (
        pgettext("report", "Place"),
        pgettext("report", "Kind"),
        pgettext("report", "Status"),
        pgettext("report", "Since"),
        *(() if report.is_nation else (pgettext("report", "Answers"),)),
        wide(pgettext("report", "Source")),
    )
    rows = (
        row(
            each.spot.name,
            str(PlaceKind(each.spot.kind).label),
            str(ParticipationStatus(each.status).label),
            each.since,
            *(() if report.is_nation else (_mapping(each.mapping),)),
            each.source or None,
        )
        for each in report.participants
    )
    day = Cell(report.on).text
    return table("deltagare", _("As on %(day)s") % {"day": day}, columns, rows)


def _mapping(status: str) -> str:
    return str(MappingStatus(status).label) if status else pgettext("mapping", "not asked")
