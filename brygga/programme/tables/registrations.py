"""Tables of attendees, their registrations and presence.

They name persons: whoever exports them keeps the folder as safe as the database.
"""

from collections.abc import Iterator

from brygga.events.enums import (
    Approval,
    CheckIn,
    QueueRule,
    RegistrationStatus,
    StepKind,
)
from brygga.events.models import (
    IN_THE_QUEUE,
    LIVE,
    Approver,
    Attendance,
    AttendanceStep,
    Attendee,
    Registration,
    RegistrationStep,
)
from brygga.people.enums import Profession
from brygga.programme.kinds import Choice, Code, Day, Instant, Slug, Text, Whole, YesNo
from brygga.programme.quantities import Email
from brygga.programme.spec import Column, Complaint, Facts, Link, Row, Table, Unique
from brygga.programme.tables.people import period

_NUMBERS = Whole(0, 1_000_000)
_PLACE = Column("place", Code("places"), "Where they work.", required=True, paths=("place__code",))
_PRINCIPAL = Column(
    "principal", Code("principals"), "For which principal.", paths=("principal__slug",)
)
_UNIT = Column("unit", Code("units"), "In which unit.", paths=("unit__slug",))
_PROFESSION = Column("profession", Choice(Profession), "What they work as.", required=True)


def attendee(path: str = "attendee__code") -> Column:
    return Column("attendee", Code("attendees"), "Who.", required=True, paths=(path,))


ATTENDEES = Table(
    name="attendees",
    model=Attendee,
    says="Persons who have registered for something. Their accounts are not told.",
    key=("code",),
    columns=(
        Column("code", Slug(), "Names the person without saying who it is.", required=True),
        Column("email", Email(), "Where letters go; nobody else has it.", required=True),
        Column("name", Text(120), "The person's name.", required=True),
        _PLACE,
        _PRINCIPAL,
        _UNIT,
        _PROFESSION,
        Column("left_on", Day(), "The last day at the workplace."),
    ),
    unique=(Unique(("email",), lambda _row: True, "another person has the address already"),),
    people=("user",),
)

APPROVERS = Table(
    name="approvers",
    model=Approver,
    says="Who says yes for a principal's people, where the principal wants to be asked.",
    key=("principal", "place", "email"),
    columns=(
        Column(
            "principal",
            Code("principals"),
            "For which principal.",
            required=True,
            paths=("principal__slug",),
        ),
        Column("place", Code("places"), "For its people; empty: all.", paths=("place__code",)),
        Column("email", Email(), "Who is asked.", required=True),
        Column("days", Whole(1, 365), "Days to answer; empty: 7.", empty=7),
        Column("valid_from", Day(), "The first day it holds; empty when not known or always."),
        Column("valid_to", Day(), "The last day it holds; empty while it does."),
    ),
    check=period,
)


def _registration(row: Row, known: Facts) -> Iterator[Complaint]:
    is_known = known.fact("gatherings", row.gathering, "kind") is not None
    course = known.fact("gatherings", row.gathering, "course")
    if is_known and row.course != course:
        yield "course", f"expected {course or 'nothing'}, as the gathering has it"
    is_offered = row.status == RegistrationStatus.OFFERED
    for name in ("offered", "offer_expires_at"):
        if bool(getattr(row, name)) != is_offered:
            expected = (
                "what is offered and until when" if is_offered else "nothing: no offer is open"
            )
            yield name, f"expected {expected}"
    if row.status in IN_THE_QUEUE and not row.queued_at:
        yield "queued_at", "who waits has waited since an instant"


REGISTRATIONS = Table(
    name="registrations",
    model=Registration,
    says="Wishes for a seat, and how they stand. Seats are counted anew from these.",
    key=("attendee", "registered_at"),
    columns=(
        attendee(),
        Column("registered_at", Instant(), "When it was made.", required=True),
        Column(
            "gathering",
            Code("gatherings"),
            "What for: where the seat is, or the round first asked for.",
            required=True,
            paths=("gathering__slug",),
        ),
        Column("course", Code("courses"), "The round's course.", paths=("course__slug",)),
        _PLACE,
        _PRINCIPAL,
        _UNIT,
        _PROFESSION,
        Column("status", Choice(RegistrationStatus), "How it stands.", required=True),
        Column("flexible", YesNo(), "Takes a seat in any round.", required=True),
        Column("need", Whole(0, 3), "How great the need is; empty: 0.", empty=0),
        Column("need_reason", Text(200), "Why.", empty=""),
        Column(
            "only_day",
            Code("sessions"),
            "One day alone, for who missed it.",
            paths=("only_session__gathering__slug", "only_session__number"),
        ),
        Column("queued_at", Instant(), "Since when they wait, or waited."),
        Column("offered", Code("gatherings"), "What is offered.", paths=("offered__slug",)),
        Column("offer_expires_at", Instant(), "Until when."),
        Column(
            "approval",
            Choice(Approval),
            "Whether a manager was asked.",
            empty=Approval.NOT_NEEDED.value,
        ),
        Column("approver_email", Email(), "Who was asked.", empty=""),
        Column("approve_by", Instant(), "By when."),
        Column("venue_note", Text(200), "To the venue; deleted the day after.", empty=""),
    ),
    check=_registration,
    unique=(
        Unique(
            ("gathering", "attendee"),
            lambda row: row.status in LIVE,
            "the person is registered there already",
        ),
        Unique(
            ("course", "attendee"),
            lambda row: bool(row.course) and row.status in IN_THE_QUEUE and not row.only_day,
            "the person waits in the queue of the course already",
        ),
    ),
    people=("registered_by",),
)

_OF_REGISTRATION = (
    Column("attendee", Slug(), "Whose registration.", required=True,
           paths=("registration__attendee__code",)),
    Column("registered_at", Instant(), "Which of them.", required=True,
           paths=("registration__registered_at",)),
)  # fmt: skip

REGISTRATION_STEPS = Table(
    name="registration_steps",
    model=RegistrationStep,
    says="What happened to registrations, with the rule and the numbers that decided.",
    key=("attendee", "registered_at", "at", "kind"),
    columns=(
        *_OF_REGISTRATION,
        Column("at", Instant(), "When.", required=True),
        Column("kind", Choice(StepKind), "What.", required=True),
        Column("gathering", Code("gatherings"), "In which.", paths=("gathering__slug",)),
        Column("rule", Choice(QueueRule), "By which rule.", empty=""),
        Column("position", _NUMBERS, "Where in the queue."),
        Column("waiting", _NUMBERS, "Of how many."),
        Column("share", _NUMBERS, "How many of the same place and principal had a seat."),
        Column("reason", Text(300), "Why, in words.", empty=""),
    ),
    links=(Link("registration", ("attendee", "registered_at"), "registrations"),),
    people=("by",),
    many=True,
)

_OF_DAY = (
    Column("gathering", Slug(80), "Which gathering.", required=True,
           paths=("session__gathering__slug",)),
    Column("day", Whole(1, 100), "Which day.", required=True, paths=("session__number",)),
)  # fmt: skip

ATTENDANCES = Table(
    name="attendances",
    model=Attendance,
    says="Who was there, day by day. No row: nobody has said.",
    key=("attendee", "gathering", "day"),
    columns=(
        attendee(),
        *_OF_DAY,
        Column("present", YesNo(), "Whether they were there.", required=True),
        Column("method", Choice(CheckIn), "How it is known.", required=True),
        Column("at", Instant(), "When it was said.", required=True),
    ),
    links=(Link("session", ("gathering", "day"), "sessions"),),
)

ATTENDANCE_STEPS = Table(
    name="attendance_steps",
    model=AttendanceStep,
    says="How presence was said and corrected.",
    key=("attendee", "gathering", "day", "at"),
    columns=(
        Column("attendee", Slug(), "Whose.", required=True, paths=("attendance__attendee__code",)),
        Column("gathering", Slug(80), "Which gathering.", required=True,
               paths=("attendance__session__gathering__slug",)),
        Column("day", Whole(1, 100), "Which day.", required=True,
               paths=("attendance__session__number",)),
        Column("at", Instant(), "When.", required=True),
        Column("present", YesNo(), "What was said.", required=True),
        Column("method", Choice(CheckIn), "How it is known.", required=True),
        Column("reason", Text(300), "Why it was corrected.", empty=""),
    ),
    links=(Link("attendance", ("attendee", "gathering", "day"), "attendances"),),
    people=("by",),
    many=True,
)  # fmt: skip
