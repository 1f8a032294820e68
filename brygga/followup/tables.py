"""The room's tables as rows, for files."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from brygga.followup.enums import AnswerSide, EvidenceKind, Level
from brygga.followup.models import Round
from brygga.followup.queries import Given
from brygga.followup.queries.board import BoardRow
from brygga.followup.queries.overview import Overview

Table = tuple[Sequence[object], Iterable[Sequence[object]]]


def sheet_table(shown: Overview) -> Table:
    """One row per question and side that has answered."""
    header = [
        _("Question"),
        _("About"),
        _("Who answers"),
        _("Level"),
        _("Answer"),
        _("Kind of evidence"),
        _("What shows it"),
        _("Dated"),
        _("Comment"),
        _("Different answers"),
    ]
    rows = [
        [
            line.question.short,
            shown.labels.get(line.question.pk, line.question.get_kind_display()),
            AnswerSide(side).label,
            *_given(line.side(side)),
            _("Yes") if line.differs else _("No"),
        ]
        for line in shown.sheet.lines
        for side in AnswerSide.values
        if side in line.given
    ]
    return header, rows


def _given(given: Given) -> list[object]:
    return [
        Level(given.level).label if given.level else "",
        given.text,
        EvidenceKind(given.evidence_kind).label if given.evidence_kind else "",
        given.evidence,
        given.evidence_on,
        given.comment,
    ]


def board_table(rows: list[BoardRow]) -> Table:
    """One row per place, as the board shows it."""
    header = [
        _("Place"),
        _("Code"),
        _("Social services: answered"),
        _("Health care: answered"),
        _("Questions"),
        _("Different answers"),
        _("of which settled"),
        _("Status"),
        _("Waits for"),
        _("Last reminded"),
    ]
    return header, [_board_row(row) for row in rows]


def _board_row(row: BoardRow) -> list[object]:
    return [
        row.mapping.place.name,
        row.mapping.place.code,
        row.social_services.answered,
        row.health_care.answered,
        row.social_services.expected,
        row.tally.differing,
        row.tally.settled,
        row.mapping.get_status_display(),
        row.waits_for,
        row.reminded_on,
    ]


def rounds_table(rounds: list[Round]) -> Table:
    header = [_("County"), _("Year"), _("Title"), _("Status"), _("Opens on"), _("Last day")]
    body = [
        [
            each.county.name,
            each.year,
            each.title,
            each.get_status_display(),
            each.opens_on,
            each.closes_on,
        ]
        for each in rounds
    ]
    return header, body
