"""Tables of courses, gatherings, registrations and presence."""

from brygga.events.models.attendance import Attendance, AttendanceStep
from brygga.events.models.course import (
    Course,
    CourseAudience,
    CourseModule,
    Curriculum,
    CurriculumAdoption,
    CurriculumCourse,
)
from brygga.events.models.gathering import (
    Gathering,
    GatheringFile,
    ProgrammeItem,
    Quota,
    Session,
)
from brygga.events.models.letter import Approver, Letter
from brygga.events.models.registration import (
    HOLDS_A_SEAT,
    IN_THE_QUEUE,
    LIVE,
    Attendee,
    Registration,
    RegistrationStep,
)

__all__ = [
    "HOLDS_A_SEAT",
    "IN_THE_QUEUE",
    "LIVE",
    "Approver",
    "Attendance",
    "AttendanceStep",
    "Attendee",
    "Course",
    "CourseAudience",
    "CourseModule",
    "Curriculum",
    "CurriculumAdoption",
    "CurriculumCourse",
    "Gathering",
    "GatheringFile",
    "Letter",
    "ProgrammeItem",
    "Quota",
    "Registration",
    "RegistrationStep",
    "Session",
]
