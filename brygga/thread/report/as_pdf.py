"""The report as a tagged PDF (PDF/UA-1), set by Typst from data and never from markup.

What people have written goes to the template as values: whatever signs it holds are only text.
"""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from brygga.followup.rules import LEVELS
from brygga.thread import rules
from brygga.thread.report.as_html import invented_words
from brygga.thread.report.cells import Table
from brygga.thread.report.layout import Section, sections_of, summary_of, title_of
from brygga.thread.report.parts import GridCell, Report
from brygga.thread.report.pictures import (
    Block,
    block_caption,
    blocks_of,
    corner_words,
    level_words,
    map_label,
    map_of,
    waiting_words,
)
from brygga.thread.report.words.numbers import digits
from brygga.ui.balls import mark
from brygga.ui.maps import PALETTE

TEMPLATE = "report.typ"
MOST_COLUMNS = 34
"""So many columns of the matrix fit on a landscape page with room to see them."""
MOST_ROWS = 300
"""So many rows of a table go on paper: ten pages. Nobody reads on, and each takes time to set."""

Json = dict[str, Any]
_TONES = {"l0": 0, "l1": 1, "l2": 2, "l3": 3, "l4": 4, "unknown": None}


def pdf_file(report: Report) -> bytes:
    """The same report gives the same pages anywhere: only the fonts that Typst carries are used."""
    data = json.dumps(_data(report), ensure_ascii=False)
    with as_file(files("brygga.thread.report").joinpath(TEMPLATE)) as template:
        return typst.compile(
            template,
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(report.generated_at.timestamp()),
        )


def _data(report: Report) -> Json:
    made = date_format(localdate(report.generated_at), "j F Y")
    picture = map_of(report, standalone=True)
    return {
        "lang": get_language() or "sv",
        "title": title_of(report),
        "lead": _("The yearly follow-up: accepted answers, decided priorities and adopted plans."),
        "made": _("Made %(when)s.") % {"when": made},
        "page": pgettext("report", "Page"),
        "invented": invented_words() if report.invented else "",
        "summary": _section(summary_of(report)),
        "sections": [_section(section) for section in sections_of(report)],
        "map": {"svg": picture or "", "label": map_label(report)},
        "same": _("The matrix below has the same numbers."),
        "corner": corner_words(report),
        "blocks": [_block(report, block) for block in blocks_of(report.grid, MOST_COLUMNS)],
        "tones": {tone: _tone(tone) for tone in (*_TONES, "none")},
        "levels": _key(),
        "differs": _("Different answers, not settled"),
    }


def _section(section: Section) -> Json:
    return {
        "title": section.title,
        "sentences": section.sentences,
        "own": section.own,
        "notes": section.notes,
        "picture": section.picture,
        "tables": [_table(table) for table in section.tables],
    }


def _table(table: Table) -> Json:
    return {
        "caption": table.caption,
        "columns": [asdict(column) for column in table.columns],
        "rows": [
            {
                "cells": [
                    {"text": cell.text, "tone": cell.tone, "focus": cell.in_focus} for cell in row
                ],
                "bar": [[segment.tone, segment.width / 10] for segment in bar],
            }
            for row, bar in table.lines[:MOST_ROWS]
        ],
        "note": _cut_words(len(table.rows)),
        "bars": pgettext("report", "Distribution") if table.bars else "",
    }


def _cut_words(rows: int) -> str:
    if rows <= MOST_ROWS:
        return ""
    words = _("The first %(shown)s of %(all)s rows. All of them are on the follow-up's page.")
    return words % {"shown": digits(MOST_ROWS), "all": digits(rows)}


def _block(report: Report, block: Block) -> Json:
    return {
        "caption": block_caption(report, block),
        "columns": [
            {
                "number": column.ref.rpartition("/")[2],
                "title": column.title,
                "focus": column.in_focus,
            }
            for column in block.columns
        ],
        "rows": [
            {
                "name": row.spot.name,
                "waiting": waiting_words(row),
                "cells": [_cell(cell) for cell in cells],
            }
            for row, cells in block.rows
        ],
    }


def _cell(cell: GridCell) -> list[str]:
    """Tone, what a screen reader says, a mark where they differ: short, for there are many."""
    words = level_words(cell.level)
    if not cell.differs:
        return [rules.tone(cell.level), words, ""]
    words = _("%(level)s (different answers, not settled)") % {"level": words}
    return [rules.tone(cell.level), words, "differs"]


def _key() -> list[list[str]]:
    """What the balls mean, as tone and words."""
    return [[rules.tone(level), level_words(level)] for level in (*LEVELS, "")]


@cache
def _tone(tone: str) -> Json:
    """Colour of a level and its ball, for paper and for a cell of that colour."""
    if tone == "none":
        return {"fill": PALETTE["paper"], "ball": "", "inked": ""}
    level = _TONES[tone]
    fill = PALETTE["l0"] if level is None else PALETTE[tone]
    inked = PALETTE["paper"] if tone == "l4" else PALETTE["ink"]
    return {"fill": fill, "ball": _svg(level, PALETTE["ink"]), "inked": _svg(level, inked)}


def _svg(level: int | None, ink: str) -> str:
    drawing = mark(level, ink=ink)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing}</svg>'
