"""Courses that serve what was asked about: who has them, and who may teach them."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.thread.report.cells import Cell, Table, number, row, table, wide
from brygga.thread.report.parts import CompetenceLine, Report


def competence(report: Report) -> Table:
    columns = (
        wide(pgettext("report", "Course")),
        number(pgettext("report", "Trained")),
        number(pgettext("report", "In post")),
        number(pgettext("report", "Per cent")),
        number(_("Certificates in %(year)s") % {"year": report.year}),
        number(pgettext("report", "May teach it")),
    )
    rows = (
        row(
            each.title,
            _cell(each, "part", each.trained),
            _cell(each, "whole", each.heads),
            _cell(each, "part", each.share),
            _cell(each, "issued", each.issued),
            _cell(each, "trainers", each.trainers),
        )
        for each in report.competence
    )
    return table("kompetens", _("Trained of those in post, and trainers"), columns, rows)


def _cell(each: CompetenceLine, name: str, value: int | None) -> Cell:
    return Cell(pgettext("value", "not shown")) if name in each.kept else Cell(value)
