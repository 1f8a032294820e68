"""The report's tables. Each is None, or has no rows, where it would say nothing."""

from brygga.thread.report.tables.competence import competence
from brygga.thread.report.tables.levels import levels
from brygga.thread.report.tables.offer import offered
from brygga.thread.report.tables.places import completeness, counties, participants
from brygga.thread.report.tables.work import (
    activities,
    activity_counts,
    differences,
    gaps,
    priorities,
)

__all__ = [
    "activities",
    "activity_counts",
    "competence",
    "completeness",
    "counties",
    "differences",
    "gaps",
    "levels",
    "offered",
    "participants",
    "priorities",
]
