"""Tables of documents, their editions, provisions and what these rest on."""

from collections.abc import Iterator

from brygga.guidance.enums import (
    Audience,
    Dimension,
    DocumentKind,
    EditionStatus,
    PriorityClass,
    Strength,
)
from brygga.guidance.models import Document, Edition, Evidence, Provision, Wording
from brygga.programme.kinds import Choice, Code, Day, Number, Slug, Source, Text, Whole
from brygga.programme.spec import Column, Complaint, Facts, Link, Row, Table, Under, Unique

_SOURCE = Column("source", Source(300), "Where the fact comes from.", empty="")

DOCUMENTS = Table(
    name="documents",
    model=Document,
    says="National guidelines, county policies, steering documents.",
    key=("slug",),
    columns=(
        Column("slug", Slug(), "Its code: the first half of a provision's name.", required=True),
        Column("title", Text(200), "Its title.", required=True),
        Column("short_title", Text(60), "What people call it.", required=True),
        Column("kind", Choice(DocumentKind), "What kind of document it is.", required=True),
        Column("issuer", Text(200), "Who issued it.", required=True),
        Column("place", Code("places"), "Where it holds.", required=True, paths=("place__code",)),
        Column(
            "provision_word",
            Text(40),
            "What it calls a provision, such as Riktlinje.",
            required=True,
        ),
        _SOURCE,
    ),
)


def _document(paths: str = "document__slug") -> Column:
    return Column("document", Code("documents"), "Which document.", required=True, paths=(paths,))


EDITIONS = Table(
    name="editions",
    model=Edition,
    says="Documents as they stood from a day.",
    key=("document", "number"),
    columns=(
        _document(),
        Column("number", Whole(1, 999), "The first edition is 1.", required=True),
        Column("name", Text(100), "What the edition is called.", required=True),
        Column("status", Choice(EditionStatus), "Draft or published.", required=True),
        Column("published_on", Day(), "The day it was published; empty when not known."),
        _SOURCE,
    ),
    under=Under("documents", (("document", "slug"),)),
    unique=(
        Unique(
            ("document",),
            lambda row: row.status == EditionStatus.DRAFT,
            "the document has another draft; one at a time",
        ),
    ),
)

PROVISIONS = Table(
    name="provisions",
    model=Provision,
    says="The numbers that stay from edition to edition.",
    key=("document", "number"),
    columns=(
        _document(),
        Column("number", Number(), "The number as the document writes it.", required=True),
        Column("position", Whole(0, 100_000), "Its place in the order.", empty=0),
    ),
)


_CLASSES = {
    PriorityClass.SHOULD: range(1, 4),
    PriorityClass.CAN: range(4, 8),
    PriorityClass.EXCEPTIONALLY: range(8, 11),
}


def _wording(row: Row, _known: Facts) -> Iterator[Complaint]:
    if row.priority is not None and row.priority not in _CLASSES.get(row.priority_class, ()):
        fitting = next(word for word, numbers in _CLASSES.items() if row.priority in numbers)
        yield "priority_class", f"priority {row.priority} lies in the class {fitting}"


_NUMBER = Column(
    "number",
    Number(),
    "The provision's number.",
    required=True,
    paths=("provision__number",),
)

WORDINGS = Table(
    name="wordings",
    model=Wording,
    says="What a provision says in one edition. No row there: withdrawn.",
    key=("document", "number", "edition"),
    columns=(
        _document("provision__document__slug"),
        _NUMBER,
        Column(
            "edition",
            Whole(1, 999),
            "The edition's number.",
            required=True,
            paths=("edition__number",),
        ),
        Column("title", Text(120), "A short heading.", required=True),
        Column("condition", Text(300), "For whom or in which situation.", empty=""),
        Column("measure", Text(300), "What is to be done.", required=True),
        Column("audience", Choice(Audience), "Who is to do it.", empty=Audience.UNKNOWN.value),
        Column("priority", Whole(1, 10), "Socialstyrelsen's number, where the source states it."),
        Column(
            "priority_class",
            Choice(PriorityClass),
            "The class of the priority.",
            empty=PriorityClass.UNKNOWN.value,
        ),
        _SOURCE,
    ),
    links=(
        Link("provision", ("document", "number"), "provisions"),
        Link("edition", ("document", "edition"), "editions"),
    ),
    check=_wording,
)

EVIDENCE = Table(
    name="evidence",
    model=Evidence,
    says="What a wording rests on, in one of the three dimensions.",
    key=("document", "number", "edition", "dimension", "source"),
    columns=(
        _document("wording__provision__document__slug"),
        Column(
            "number",
            Number(),
            "The provision's number.",
            required=True,
            paths=("wording__provision__number",),
        ),
        Column(
            "edition",
            Whole(1, 999),
            "The edition's number.",
            required=True,
            paths=("wording__edition__number",),
        ),
        Column("dimension", Choice(Dimension), "Which of the three.", required=True),
        Column("statement", Text(), "What the source states.", required=True),
        Column("strength", Choice(Strength), "How strong it is.", required=True),
        Column("source", Source(300), "Where the statement comes from.", required=True),
        Column("dated_on", Day(), "The day of the statement; empty when not known."),
    ),
    links=(Link("wording", ("document", "number", "edition"), "wordings"),),
)
