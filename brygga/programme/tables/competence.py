"""Tables of certificates, trainers and staff in post."""

from collections.abc import Iterator

from brygga.competence.enums import Revocation
from brygga.competence.models import Certificate, StaffCount, Teaching, Trainer
from brygga.people.enums import Profession
from brygga.programme.kinds import Choice, Code, Day, Slug, Source, Text, Whole
from brygga.programme.quantities import Amount
from brygga.programme.spec import Column, Complaint, Facts, Link, Row, Table, Unique
from brygga.programme.tables.courses import course
from brygga.programme.tables.followup import INVENTED
from brygga.programme.tables.people import period
from brygga.programme.tables.registrations import attendee

_SOURCE = Column("source", Source(300), "Where the fact comes from.", empty="")


def _certificate(row: Row, _known: Facts) -> Iterator[Complaint]:
    if row.valid_to and row.valid_to < row.issued_on:
        yield "valid_to", f"holds no day; expected {row.issued_on} or later"
    if bool(row.revoked_on) != bool(row.revoked_reason):
        yield "revoked_reason", "a certificate is revoked on a day and for a reason, or not at all"


CERTIFICATES = Table(
    name="certificates",
    model=Certificate,
    says="Proofs that somebody was there all the days of a course.",
    key=("uid",),
    columns=(
        Column("uid", Slug(32), "What its QR code holds; secret.", required=True),
        attendee(),
        course(),
        Column("name", Text(120), "The name as it was that day.", required=True),
        Column("issued_on", Day(), "When it was issued.", required=True),
        Column("valid_to", Day(), "The last day it holds; empty: for ever."),
        Column("revoked_on", Day(), "When it was revoked."),
        Column("revoked_reason", Text(300), "Why.", empty=""),
        Column(
            "revocation",
            Choice(Revocation),
            "How it was revoked; empty: by hand, or not at all.",
            empty="",
        ),
        INVENTED,
    ),
    check=_certificate,
    unique=(
        Unique(
            ("attendee", "course"),
            lambda row: row.revoked_on is None,
            "the person has a certificate of the course that stands already",
        ),
    ),
    people=("revoked_by",),
)

TRAINERS = Table(
    name="trainers",
    model=Trainer,
    says="Who may teach a course, from and until.",
    key=("attendee", "course", "valid_from"),
    columns=(
        attendee(),
        course(),
        Column("valid_from", Day(), "From which day.", required=True),
        Column("valid_to", Day(), "Until which day; empty: for ever."),
        Column(
            "certificate",
            Code("certificates"),
            "That of the trainers' course; empty: there from the beginning.",
            paths=("certificate__uid",),
        ),
        Column("ended_reason", Text(300), "Why it ended before its time.", empty=""),
        _SOURCE,
        INVENTED,
    ),
    check=period,
)

_TRAINER = "trainer__"

TEACHINGS = Table(
    name="teachings",
    model=Teaching,
    says="Which trainers held which rounds.",
    key=("gathering", "attendee", "course", "valid_from"),
    columns=(
        Column(
            "gathering",
            Code("gatherings"),
            "Which round.",
            required=True,
            paths=("gathering__slug",),
        ),
        Column(
            "attendee",
            Slug(),
            "Which trainer.",
            required=True,
            paths=(f"{_TRAINER}attendee__code",),
        ),
        Column(
            "course", Slug(), "Trainer in what.", required=True, paths=(f"{_TRAINER}course__slug",)
        ),
        Column(
            "valid_from", Day(), "Trainer since.", required=True, paths=(f"{_TRAINER}valid_from",)
        ),
    ),
    links=(Link("trainer", ("attendee", "course", "valid_from"), "trainers"),),
)

STAFF_COUNTS = Table(
    name="staff_counts",
    model=StaffCount,
    says="Staff in post in a unit, by profession, as counted a day.",
    key=("unit", "profession", "counted_on"),
    columns=(
        Column("unit", Code("units"), "Which unit.", required=True, paths=("unit__slug",)),
        Column("profession", Choice(Profession), "Which profession.", required=True),
        Column("counted_on", Day(), "The day of counting.", required=True),
        Column("heads", Whole(0, 100_000), "Persons.", required=True),
        Column("full_time", Amount(), "Full-time equivalents."),
        _SOURCE,
        INVENTED,
    ),
)
