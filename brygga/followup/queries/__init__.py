"""Reads about rounds, mappings and what has been accepted."""

from brygga.followup.queries.editions import untaken_editions
from brygga.followup.queries.rounds import (
    questions_of,
    rounds_for,
    rounds_just_over,
    running_rounds,
)
from brygga.followup.queries.sheet import Given, Line, Sheet, came_back, locked_because, sheet_of
from brygga.followup.queries.standings import (
    StandingRow,
    standings,
)
from brygga.followup.queries.tallies import Tally, tallies
from brygga.followup.queries.texts import report_texts
from brygga.followup.queries.waiting import waiting_for

__all__ = [
    "Given",
    "Line",
    "Sheet",
    "StandingRow",
    "Tally",
    "came_back",
    "locked_because",
    "questions_of",
    "report_texts",
    "rounds_for",
    "rounds_just_over",
    "running_rounds",
    "sheet_of",
    "standings",
    "tallies",
    "untaken_editions",
    "waiting_for",
]
