"""Tables of courses and curricula."""

from collections.abc import Iterator

from django.db.models import Q

from brygga.events.enums import (
    CourseKind,
    CurriculumKind,
    QueueRule,
)
from brygga.events.models import (
    Course,
    CourseAudience,
    CourseModule,
    Curriculum,
    CurriculumAdoption,
    CurriculumCourse,
)
from brygga.people.enums import Profession, Sector
from brygga.programme.kinds import (
    Choice,
    Code,
    Day,
    Provisions,
    Slug,
    Source,
    Text,
    Whole,
)
from brygga.programme.spec import Column, Complaint, Facts, Row, Table, Under
from brygga.programme.tables.followup import INVENTED

_SOURCE = Column("source", Source(300), "Where the fact comes from.", empty="")
_PLACE = Column("place", Code("places"), "Whose it is.", required=True, paths=("place__code",))
_POSITION = Column("position", Whole(0, 9999), "Its place in the order.", required=True)


def course(path: str = "course__slug") -> Column:
    return Column("course", Code("courses"), "Which course.", required=True, paths=(path,))


COURSES = Table(
    name="courses",
    model=Course,
    says="What is taught, can be held many times, and may end in a certificate.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("title", Text(120), "What it is called.", required=True),
        Column("kind", Choice(CourseKind), "What kind of course it is.", required=True),
        _PLACE,
        Column("goals", Text(), "What one is to have learnt.", empty=""),
        Column("audience", Text(300), "Whom it is meant for, in words.", empty=""),
        Column("days", Whole(1, 100), "Course days that a certificate takes."),
        Column("validity_months", Whole(1, 600), "How long it holds; empty: for ever."),
        Column("provisions", Provisions(), "Which provisions it serves.", empty=()),
        Column(
            "queue_rule",
            Choice(QueueRule),
            "Who comes first in the queue.",
            empty=QueueRule.FIRST_COME.value,
        ),
        Column("offer_hours", Whole(1, 2000), "Hours to answer an offer; empty: 72.", empty=72),
        _SOURCE,
        INVENTED,
    ),
    remembers=("kind",),
)


def _right(row: Row, known: Facts) -> Iterator[Complaint]:
    if known.fact("courses", row.course, "kind") not in {CourseKind.TRAINER, None}:
        yield "course", "only a course of kind trainer gives a right to teach"
    if row.course == row.teaches:
        yield "teaches", "a course does not give the right to teach itself"


COURSE_RIGHTS = Table(
    name="course_rights",
    model=Course,
    says="Which course one may teach with the certificate of a trainers' course.",
    key=("course",),
    columns=(
        Column("course", Slug(), "The trainers' course.", required=True, paths=("slug",)),
        Column(
            "teaches",
            Code("courses"),
            "What its certificate gives the right to teach.",
            required=True,
            paths=("teaches__slug",),
        ),
    ),
    check=_right,
    derived=Q(teaches__isnull=True),
)

COURSE_MODULES = Table(
    name="course_modules",
    model=CourseModule,
    says="The parts of a course, in order.",
    key=("course", "position"),
    columns=(
        course(),
        _POSITION,
        Column("title", Text(160), "What it is called.", required=True),
        Column("goals", Text(), "What one is to have learnt.", empty=""),
        Column("day", Whole(1, 100), "On which course day."),
        _SOURCE,
    ),
    under=Under("courses", (("course", "slug"),)),
)


def _audience(row: Row, _known: Facts) -> Iterator[Complaint]:
    if not row.sector and not row.profession:
        yield "profession", "is empty like sector; expected one of them, or no row at all"


COURSE_AUDIENCES = Table(
    name="course_audiences",
    model=CourseAudience,
    says="Sectors and professions that a course is for; no row: everybody.",
    key=("course", "sector", "profession"),
    columns=(
        course(),
        Column("sector", Choice(Sector), "In which sector; empty: all.", empty=""),
        Column("profession", Choice(Profession), "Which profession; empty: all.", empty=""),
    ),
    under=Under("courses", (("course", "slug"),)),
    check=_audience,
)

CURRICULA = Table(
    name="curricula",
    model=Curriculum,
    says="Plans of further training (fortbildningsplaner) that others can adopt.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code.", required=True),
        Column("title", Text(160), "What it is called.", required=True),
        Column("kind", Choice(CurriculumKind), "Who is to carry it out.", required=True),
        _PLACE,
        Column("description", Text(), "What it is.", empty=""),
        _SOURCE,
    ),
)
_CURRICULUM = Column(
    "curriculum", Code("curricula"), "Which plan.", required=True, paths=("curriculum__slug",)
)

CURRICULUM_COURSES = Table(
    name="curriculum_courses",
    model=CurriculumCourse,
    says="Which courses a plan has, in order.",
    key=("curriculum", "course"),
    columns=(_CURRICULUM, course(), _POSITION),
)

CURRICULUM_ADOPTIONS = Table(
    name="curriculum_adoptions",
    model=CurriculumAdoption,
    says="Who has made a plan theirs, and when.",
    key=("curriculum", "adopter"),
    columns=(
        _CURRICULUM,
        Column("adopter", Text(160), "A county or a university.", required=True),
        Column("place", Code("places"), "Where it is.", required=True, paths=("place__code",)),
        Column("adopted_on", Day(), "From which day.", required=True),
        _SOURCE,
    ),
)
