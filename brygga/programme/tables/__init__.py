"""The tables of the folder, in the order of loading: no row before what it points at."""

from brygga.programme.spec import Table
from brygga.programme.tables.competence import CERTIFICATES, STAFF_COUNTS, TEACHINGS, TRAINERS
from brygga.programme.tables.courses import (
    COURSE_AUDIENCES,
    COURSE_MODULES,
    COURSE_RIGHTS,
    COURSES,
    CURRICULA,
    CURRICULUM_ADOPTIONS,
    CURRICULUM_COURSES,
)
from brygga.programme.tables.followup import (
    ANSWERS,
    MAPPING_STEPS,
    MAPPINGS,
    QUESTIONS,
    REPORT_TEXTS,
    ROUNDS,
    STANDINGS,
)
from brygga.programme.tables.gatherings import GATHERINGS, PROGRAMME_ITEMS, QUOTAS, SESSIONS
from brygga.programme.tables.guidance import DOCUMENTS, EDITIONS, EVIDENCE, PROVISIONS, WORDINGS
from brygga.programme.tables.offer import (
    CARE_RESPONSIBILITIES,
    INTERVENTIONS,
    OFFER_PLACES,
    OFFERS,
    VERIFICATIONS,
    WAITING_TIMES,
)
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
from brygga.programme.tables.registrations import (
    APPROVERS,
    ATTENDANCE_STEPS,
    ATTENDANCES,
    ATTENDEES,
    REGISTRATION_STEPS,
    REGISTRATIONS,
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
    COURSES,
    COURSE_RIGHTS,
    COURSE_MODULES,
    COURSE_AUDIENCES,
    CURRICULA,
    CURRICULUM_COURSES,
    CURRICULUM_ADOPTIONS,
    GATHERINGS,
    SESSIONS,
    PROGRAMME_ITEMS,
    QUOTAS,
    ATTENDEES,
    APPROVERS,
    REGISTRATIONS,
    REGISTRATION_STEPS,
    ATTENDANCES,
    ATTENDANCE_STEPS,
    CERTIFICATES,
    TRAINERS,
    TEACHINGS,
    STAFF_COUNTS,
    INTERVENTIONS,
    CARE_RESPONSIBILITIES,
    OFFERS,
    OFFER_PLACES,
    VERIFICATIONS,
    WAITING_TIMES,
)

TABLE = {table.name: table for table in TABLES}

__all__ = ["TABLE", "TABLES"]
