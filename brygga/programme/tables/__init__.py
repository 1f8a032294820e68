"""The tables of the folder, in the order of loading: no row before what it points at."""

from brygga.programme.spec import Table
from brygga.programme.tables.followup import (
    ANSWERS,
    MAPPING_STEPS,
    MAPPINGS,
    QUESTIONS,
    REPORT_TEXTS,
    ROUNDS,
    STANDINGS,
)
from brygga.programme.tables.guidance import DOCUMENTS, EDITIONS, EVIDENCE, PROVISIONS, WORDINGS
from brygga.programme.tables.people import (
    APPOINTMENTS,
    GROUPS,
    PARTICIPATIONS,
    PLACES,
    PRINCIPALS,
    PROGRAMMES,
    RESPONSIBILITIES,
    UNITS,
)
from brygga.programme.tables.plans import (
    ACTIVITIES,
    ACTIVITY_STEPS,
    PLAN_STEPS,
    PLANS,
    PRIORITIES,
)

TABLES: tuple[Table, ...] = (
    PLACES,
    PRINCIPALS,
    RESPONSIBILITIES,
    UNITS,
    PROGRAMMES,
    GROUPS,
    APPOINTMENTS,
    PARTICIPATIONS,
    DOCUMENTS,
    EDITIONS,
    PROVISIONS,
    WORDINGS,
    EVIDENCE,
    ROUNDS,
    QUESTIONS,
    MAPPINGS,
    MAPPING_STEPS,
    ANSWERS,
    PRIORITIES,
    PLANS,
    PLAN_STEPS,
    ACTIVITIES,
    ACTIVITY_STEPS,
    REPORT_TEXTS,
    # After all that standings are made from.
    STANDINGS,
)

TABLE = {table.name: table for table in TABLES}

__all__ = ["TABLE", "TABLES"]
