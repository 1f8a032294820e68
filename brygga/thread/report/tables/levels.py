"""How far what was asked about has come."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brygga.followup.rules import LEVELS
from brygga.thread import rules
from brygga.thread.report.cells import Cell, Table, level_cell, number, row, table, wide
from brygga.thread.report.parts import Line, Report


def levels(report: Report, lines: Iterable[Line], key: str, first: str) -> Table | None:
    """Places by level; for a single place its level this year and the year before."""
    if report.is_single:
        return _single(report, lines, key, first)
    columns = (
        wide(first),
        *(number(str(level.label), rules.tone(level)) for level in LEVELS),
        number(_("Different answers")),
        number(pgettext("report", "Forward")),
        number(pgettext("report", "Back")),
        number(pgettext("report", "Steps")),
    )
    caption = _("Number of places at each level %(year)s, and how they have moved since %(before)s")
    names = {"year": report.year, "before": report.year - 1}
    counted = tuple(lines)
    made = table(key, caption % names, columns, map(_counted, counted))
    return replace(made, bars=tuple(_bar(line) for line in counted))


def _bar(line: Line) -> tuple[tuple[str, int], ...]:
    answers = line.tally.answers
    return tuple((rules.tone(level), answers[level]) for level in LEVELS if answers[level])


def _counted(line: Line) -> tuple[Cell, ...]:
    tally = line.tally
    return row(
        Cell(line.heading, in_focus=line.in_focus),
        *(tally.answers[level] for level in LEVELS),
        tally.differing,
        tally.forward,
        tally.back,
        Cell(tally.change, is_step=True),
    )


def _single(report: Report, lines: Iterable[Line], key: str, first: str) -> Table:
    columns = (
        wide(first),
        str(report.year - 1),
        str(report.year),
        number(pgettext("report", "Steps")),
        wide(pgettext("report", "What shows it")),
    )
    caption = _("Level %(year)s and the year before") % {"year": report.year}
    return table(key, caption, columns, map(_level, lines))


def _level(line: Line) -> tuple[Cell, ...]:
    return row(
        Cell(line.heading, in_focus=line.in_focus),
        level_cell(line.before),
        level_cell(line.level),
        Cell(line.tally.change, is_step=True),
        _evidence(line),
    )


def _evidence(line: Line) -> str:
    """ "Rutin för …, 12 oktober 2008 (gammalt underlag)"."""
    if not line.evidence:
        return pgettext("value", "nothing stated")
    parts = [line.evidence, Cell(line.evidence_on).text if line.evidence_on else ""]
    text = ", ".join(filter(None, parts))
    return _("%(evidence)s (old evidence)") % {"evidence": text} if line.is_aged else text
