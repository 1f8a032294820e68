"""What was asked about and something carries out: who is offered it, and how sure that is."""

from django.utils.translation import pgettext

from brygga.thread.report.cells import NOTHING, Cell, Table, number, row, table, wide
from brygga.thread.report.parts import OfferedLine, Report


def offered(report: Report) -> Table:
    columns = (
        wide(pgettext("report", "Provision")),
        number(pgettext("report", "Places")),
        number(pgettext("report", "Offered in")),
        number(pgettext("report", "Checked within a year in")),
        number(pgettext("report", "Unclear who answers in")),
        number(pgettext("report", "Shortest wait, days")),
    )
    rows = (
        row(
            each.heading,
            each.places,
            each.reached,
            _of_offered(each, each.believed),
            each.unclear,
            _of_offered(each, each.days),
        )
        for each in report.offered
    )
    return table("erbjuds", pgettext("report", "What people are offered"), columns, rows)


def _of_offered(each: OfferedLine, value: int | None) -> Cell:
    """Where nobody offers it there is nothing to check and nothing to wait for."""
    return Cell(value) if each.reached else NOTHING
