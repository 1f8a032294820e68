"""A county's follow-up as plain values, for what is said from its numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime

from brygga.followup.enums import MappingStatus, QuestionKind
from brygga.followup.rules import LEVELS
from brygga.plans.enums import ActivityState
from brygga.thread.report.parts import (
    Completeness,
    Gap,
    Grid,
    GridRow,
    Line,
    Report,
    Spot,
    Tally,
)
from brygga.thread.report.words import sentences_of

COUNTY = Spot("01", "Stockholms län", "county")
TABY = Spot("0160", "Täby", "municipality")


def tally(**numbers):
    """Answers by level (`partly=3`) and what else a tally counts (`forward=2`)."""
    answers = {level.value: numbers.pop(level.value, 0) for level in LEVELS}
    return Tally(answers, **numbers)


def line(number="3", *, focus=False, kind=QuestionKind.PROVISION, counted=None, **fields):
    return Line(
        subject=f"p:{number}",
        kind=kind,
        ref=f"policy/{number}",
        name=f"Riktlinje {number}",
        title=fields.pop("title", f"Sak {number}"),
        in_focus=focus,
        tally=counted or tally(),
        **fields,
    )


def gap(of, places, answered, *, unknown=0, without_activity=0):
    return Gap(of, places, answered, unknown, 3 * places, without_activity, 0)


def report(place=COUNTY, **fields):
    """A county that has counted nothing yet, unless told."""
    empty = Report(
        place=place,
        year=2010,
        on=date(2010, 12, 31),
        generated_at=datetime(2011, 1, 10, 9, tzinfo=UTC),
        invented=False,
        has_before=True,
        share=None,
        share_before=None,
        completeness=Completeness(),
        participants=(),
        lines=(),
        gaps=(),
        differences=(),
        priorities=(),
        counts=dict.fromkeys(ActivityState.values, 0),
        activities=(),
        counties=(),
        grid=Grid((), (), None),
        own_text={},
    )
    return replace(empty, **fields)


def single(status=MappingStatus.ACCEPTED, **fields):
    """One municipality with its own mapping."""
    rows = (GridRow(TABY, status, (), None),) if status else ()
    return report(TABY, grid=Grid((), rows, None), **fields)


def said(of, section):
    """The sentences of one section."""
    return [sentence.text for sentence in sentences_of(of) if sentence.section == section]
