"""Tables of courses, curricula and gatherings."""

from collections.abc import Iterator

from django.db.models import Q

from brygga.events.enums import (
    CourseKind,
    CurriculumKind,
    GatheringKind,
    GatheringStatus,
    QueueRule,
    QuotaBy,
    RegistrationMode,
)
from brygga.events.models import (
    Course,
    CourseAudience,
    CourseModule,
    Curriculum,
    CurriculumAdoption,
    CurriculumCourse,
    Gathering,
    ProgrammeItem,
    Quota,
    Session,
)
from brygga.people.enums import Profession, Sector
from brygga.programme.kinds import (
    Choice,
    Code,
    Day,
    Instant,
    Provisions,
    Slug,
    Source,
    Text,
    Whole,
    YesNo,
)
from brygga.programme.quantities import TimeOfDay
from brygga.programme.spec import Column, Complaint, Facts, Link, Row, Table, Under
from brygga.programme.tables.followup import INVENTED

_SOURCE = Column("source", Source(300), "Where the fact comes from.", empty="")
_PLACE = Column("place", Code("places"), "Whose it is.", required=True, paths=("place__code",))
_POSITION = Column("position", Whole(0, 9999), "Its place in the order.", required=True)
SEATS = Whole(0, 100_000)


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


def _gathering(row: Row, _known: Facts) -> Iterator[Complaint]:
    is_round = row.kind == GatheringKind.COURSE_ROUND
    if is_round != bool(row.course):
        expected = "which course it is a round of" if is_round else "nothing: it is no course round"
        yield "course", f"expected {expected}"
    if row.opens_at and row.closes_at and row.closes_at <= row.opens_at:
        yield "closes_at", f"registration closes before it opens; expected after {row.opens_at}"


GATHERINGS = Table(
    name="gatherings",
    model=Gathering,
    says="What is held: rounds of courses, conferences, meetings, visits. Files are not in it.",
    key=("slug",),
    columns=(
        Column("slug", Slug(80), "Its code.", required=True),
        Column("kind", Choice(GatheringKind), "What kind it is.", required=True),
        Column("title", Text(160), "What it is called.", required=True),
        Column("course", Code("courses"), "Which course, of a round.", paths=("course__slug",)),
        _PLACE,
        Column("organiser", Code("groups"), "Which group holds it.", paths=("organiser__slug",)),
        Column("summary", Text(), "What it is about.", empty=""),
        Column("audience", Text(300), "Whom it is meant for.", empty=""),
        Column("venue", Text(160), "In which house.", empty=""),
        Column("address", Text(200), "Where that is.", empty=""),
        Column("link", Text(200), "For taking part at a distance.", empty=""),
        Column(
            "mode",
            Choice(RegistrationMode),
            "Who may register.",
            empty=RegistrationMode.NONE.value,
        ),
        Column("capacity", SEATS, "Seats; empty: no limit."),
        Column("opens_at", Instant(), "When registration opens."),
        Column("closes_at", Instant(), "When registration closes."),
        Column("mix_until", Instant(), "How long seats are kept for the mix."),
        Column("status", Choice(GatheringStatus), "Draft, published, cancelled.", required=True),
        Column("sequence", Whole(0, 9999), "Changes that calendars have heard of.", empty=0),
        Column("reported", YesNo(), "Told of afterwards by those who held it.", required=True),
        _SOURCE,
        INVENTED,
    ),
    check=_gathering,
    remembers=("kind", "course"),
)


def _session(row: Row, _known: Facts) -> Iterator[Complaint]:
    if row.ends_at <= row.starts_at:
        yield "ends_at", f"the day ends before it begins; expected after {row.starts_at}"


SESSIONS = Table(
    name="sessions",
    model=Session,
    says="The days of a gathering.",
    key=("gathering", "number"),
    columns=(
        Column(
            "gathering",
            Code("gatherings"),
            "Which gathering.",
            required=True,
            paths=("gathering__slug",),
        ),
        Column("number", Whole(1, 100), "The first day is 1.", required=True),
        Column("title", Text(160), "What the day is about.", empty=""),
        Column("course_day", Whole(1, 100), "Which day of the course it is."),
        Column("starts_at", Instant(), "When it begins.", required=True),
        Column("ends_at", Instant(), "When it ends.", required=True),
        Column("times_known", YesNo(), "no: only the day is known.", required=True),
        Column("venue", Text(160), "In which house, if another.", empty=""),
        Column("seats", SEATS, "Seats; empty: no limit."),
    ),
    under=Under("gatherings", (("gathering", "slug"),)),
    check=_session,
)

PROGRAMME_ITEMS = Table(
    name="programme_items",
    model=ProgrammeItem,
    says="What happens in a day, line by line. A speaker only with the organiser's word for it.",
    key=("gathering", "day", "position"),
    columns=(
        Column(
            "gathering",
            Slug(80),
            "Which gathering.",
            required=True,
            paths=("session__gathering__slug",),
        ),
        Column("day", Whole(1, 100), "Which day.", required=True, paths=("session__number",)),
        _POSITION,
        Column("starts_at", TimeOfDay(), "At what time."),
        Column("title", Text(200), "What it is.", required=True),
        Column("speaker", Text(200), "Who speaks: a role, or a name for print.", empty=""),
    ),
    links=(Link("session", ("gathering", "day"), "sessions"),),
)


def _quota(row: Row, _known: Facts) -> Iterator[Complaint]:
    if row.most is not None and row.most < row.least:
        yield "most", f"allows fewer than are asked for; expected {row.least} or more"


QUOTAS = Table(
    name="quotas",
    model=Quota,
    says="At least and at most so many from a place, a principal or a profession.",
    key=("gathering", "by", "key"),
    columns=(
        Column(
            "gathering",
            Code("gatherings"),
            "Which gathering.",
            required=True,
            paths=("gathering__slug",),
        ),
        Column("by", Choice(QuotaBy), "What it counts by.", required=True),
        Column("key", Slug(60), "The place, principal or profession.", required=True),
        Column("least", SEATS, "At least; empty: 0.", empty=0),
        Column("most", SEATS, "At most; empty: no limit."),
    ),
    under=Under("gatherings", (("gathering", "slug"),)),
    check=_quota,
)
