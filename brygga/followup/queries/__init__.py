"""Reads about rounds, mappings and what has been accepted."""

from brygga.followup.queries.rounds import (
    Completeness,
    completeness,
    latest_round,
    questions_of,
    round_of,
    rounds_for,
    rounds_of,
    years_with_rounds,
)
from brygga.followup.queries.sheet import Given, Line, Sheet, came_back, locked_because, sheet_of
from brygga.followup.queries.standings import (
    LevelCount,
    StandingRow,
    YearLevel,
    level_counts_by_county,
    provision_history,
    standings,
)
from brygga.followup.queries.tallies import Tally, tallies
from brygga.followup.queries.texts import report_texts
from brygga.followup.queries.thread import GivenAnswer, ThreadMapping, thread_mapping
from brygga.followup.queries.waiting import waiting_for

__all__ = [
    "Completeness",
    "Given",
    "GivenAnswer",
    "LevelCount",
    "Line",
    "Sheet",
    "StandingRow",
    "Tally",
    "ThreadMapping",
    "YearLevel",
    "came_back",
    "completeness",
    "latest_round",
    "level_counts_by_county",
    "locked_because",
    "provision_history",
    "questions_of",
    "report_texts",
    "round_of",
    "rounds_for",
    "rounds_of",
    "sheet_of",
    "standings",
    "tallies",
    "thread_mapping",
    "waiting_for",
    "years_with_rounds",
]
