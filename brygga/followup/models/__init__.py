"""Tables of rounds, answers and what has been accepted."""

from brygga.followup.models.answer import Answer, Standing
from brygga.followup.models.edition import TakenEdition
from brygga.followup.models.mapping import Mapping, MappingStep, Reminder
from brygga.followup.models.report_text import ReportText
from brygga.followup.models.round import Question, Round

__all__ = [
    "Answer",
    "Mapping",
    "MappingStep",
    "Question",
    "Reminder",
    "ReportText",
    "Round",
    "Standing",
    "TakenEdition",
]
