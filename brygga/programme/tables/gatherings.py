"""Tables of gatherings, their days, programme and quotas."""

from collections.abc import Iterator

from brygga.events.enums import (
    GatheringKind,
    GatheringStatus,
    QuotaBy,
    RegistrationMode,
)
from brygga.events.models import (
    Gathering,
    ProgrammeItem,
    Quota,
    Session,
)
from brygga.programme.kinds import (
    Choice,
    Code,
    Instant,
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
