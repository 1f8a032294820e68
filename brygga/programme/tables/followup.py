"""Tables of rounds, questions, mappings, answers and own text."""

from collections.abc import Iterator

from django.db.models import Q

from brygga.followup.enums import (
    AnswerForm,
    AnswerSide,
    EvidenceKind,
    Level,
    MappingStatus,
    QuestionKind,
    RoundStatus,
    TextSection,
)
from brygga.followup.models import (
    Answer,
    Mapping,
    MappingStep,
    Question,
    ReportText,
    Round,
    Standing,
)
from brygga.followup.rules import differs, standing_level
from brygga.people.enums import PlaceKind
from brygga.programme.kinds import Choice, Code, Day, Instant, Slug, Text, Whole, Year, YesNo
from brygga.programme.spec import Column, Complaint, Facts, Link, Row, Table, Under, Unique
from brygga.programme.tables.people import SOURCE

INVENTED = Column(
    "invented",
    YesNo(),
    "Made up to try things out; empty: as `invented` in programme.toml says.",
)


def _round(row: Row, known: Facts) -> Iterator[Complaint]:
    if known.fact("places", row.county, "kind") not in {PlaceKind.COUNTY, None}:
        yield "county", "a round is held in a county"
    if row.closes_on < row.opens_on:
        yield "closes_on", f"the round closes before it opens; expected {row.opens_on} or later"


def _county(path: str) -> Column:
    return Column("county", Code("places"), "Which county.", required=True, paths=(path,))


def _year(path: str) -> Column:
    return Column("year", Year(), "The round's year.", required=True, paths=(path,))


ROUNDS = Table(
    name="rounds",
    model=Round,
    says="A county's yearly mapping.",
    key=("county", "year"),
    columns=(
        _county("county__code"),
        _year("year"),
        Column("title", Text(120), "What it is called.", required=True),
        Column("status", Choice(RoundStatus), "How far it has come.", required=True),
        Column("opens_on", Day(), "The first day to answer.", required=True),
        Column("closes_on", Day(), "The last day to answer.", required=True),
        Column("evidence_months", Whole(1, 600), "How long evidence stays fresh.", empty=24),
        Column(
            "focus",
            Code("provisions"),
            "The provision in focus.",
            paths=("focus__document__slug", "focus__number"),
        ),
        SOURCE,
    ),
    check=_round,
    remembers=("closes_on",),
)


def _question(row: Row, _known: Facts) -> Iterator[Complaint]:
    if row.kind != QuestionKind.PROVISION:
        return
    if not row.provision:
        yield "provision", "a question of kind provision names which"
    if row.form != AnswerForm.LEVEL:
        yield "form", "a question of kind provision is answered with level"


QUESTIONS = Table(
    name="questions",
    model=Question,
    says="What a round asks, in order.",
    key=("county", "year", "key"),
    columns=(
        _county("round__county__code"),
        _year("round__year"),
        Column("key", Slug(), "The question's name in files and addresses.", required=True),
        Column("position", Whole(0, 9999), "Its place in the order.", required=True),
        Column("kind", Choice(QuestionKind), "What is asked about.", required=True),
        Column(
            "form", Choice(AnswerForm), "Answered with level or text.", empty=AnswerForm.LEVEL.value
        ),
        Column(
            "provision",
            Code("provisions"),
            "Which provision it is about.",
            paths=("provision__document__slug", "provision__number"),
        ),
        Column("short", Text(60), "A short heading.", required=True),
        Column("text", Text(300), "The question.", required=True),
        SOURCE,
    ),
    links=(Link("round", ("county", "year"), "rounds"),),
    under=Under("rounds", (("county", "county"), ("year", "year"))),
    unique=(
        Unique(
            ("county", "year", "provision"),
            lambda row: row.kind == QuestionKind.PROVISION,
            "the round asks about the provision already",
        ),
    ),
    check=_question,
    remembers=("form",),
)


_FINISHED = ("social_services_finished_at", "health_care_finished_at")


def _mapping(row: Row, _known: Facts) -> Iterator[Complaint]:
    accepted = row.status == MappingStatus.ACCEPTED
    if accepted and not row.accepted_at:
        yield "accepted_at", "an accepted mapping has the instant it was accepted"
    if row.accepted_at and not accepted:
        yield "accepted_at", f"expected nothing: the mapping is {row.status}"
    if accepted or row.status == MappingStatus.SUBMITTED:
        for name in _FINISHED:
            if not getattr(row, name):
                yield name, f"a mapping that is {row.status} is finished by both sides"


def _place(path: str) -> Column:
    return Column("place", Code("places"), "Which place.", required=True, paths=(path,))


MAPPINGS = Table(
    name="mappings",
    model=Mapping,
    says="What one place answers in the round of its county that year.",
    key=("place", "year"),
    columns=(
        _place("place__code"),
        _year("round__year"),
        Column("status", Choice(MappingStatus), "How far it has come.", required=True),
        Column(
            "social_services_finished_at", Instant(), "When social services said they were done."
        ),
        Column("health_care_finished_at", Instant(), "When health care said they were done."),
        Column("settles_on", Day(), "When the consultation meets to settle differing answers."),
        Column("accepted_at", Instant(), "When it was accepted."),
        INVENTED,
    ),
    links=(Link("round", ("county", "year"), "rounds"),),
    county_of="place",
    check=_mapping,
    remembers=("status",),
)

MAPPING_STEPS = Table(
    name="mapping_steps",
    model=MappingStep,
    says="How mappings moved.",
    key=("place", "year", "at", "status"),
    columns=(
        _place("mapping__place__code"),
        _year("mapping__round__year"),
        Column("at", Instant(), "When.", required=True),
        Column("status", Choice(MappingStatus), "Into which status.", required=True),
        Column("reason", Text(), "Why, where one is asked for.", empty=""),
    ),
    links=(Link("mapping", ("place", "year"), "mappings"),),
    people=("by",),
    many=True,
)


def _answer(row: Row, known: Facts) -> Iterator[Complaint]:
    form = known.fact("questions", (row.county, row.year, row.question), "form")
    if row.level and form == AnswerForm.TEXT:
        yield "level", "expected nothing: the question is answered with text"
    if row.text and form == AnswerForm.LEVEL:
        yield "text", "expected nothing: the question is answered with level"
    day = row.evidence_on
    # A day of grace: the instant is in UTC, the day in Sweden.
    if day is not None and (day - row.answered_at.date()).days > 1:
        closes_on = known.fact("rounds", (row.county, row.year), "closes_on")
        if closes_on and day > closes_on:
            yield "evidence_on", f"evidence from the future; expected {closes_on} or earlier"


ANSWERS = Table(
    name="answers",
    model=Answer,
    says="What each side answered, and what the consultation settled. Who answered is not told.",
    key=("place", "year", "question", "side"),
    columns=(
        _place("mapping__place__code"),
        _year("mapping__round__year"),
        Column("question", Slug(), "The question's key.", required=True, paths=("question__key",)),
        Column("side", Choice(AnswerSide), "Who answers.", required=True),
        Column("level", Choice(Level), "The level; empty: looked at and skipped.", empty=""),
        Column("text", Text(), "The answer in words, where words are asked for.", empty=""),
        Column("evidence_kind", Choice(EvidenceKind), "What kind of thing shows it.", empty=""),
        Column("evidence", Text(300), "What shows it.", empty=""),
        Column("evidence_on", Day(), "The date of what shows it."),
        Column("comment", Text(), "A comment; never public.", empty=""),
        Column("answered_at", Instant(), "When.", required=True),
        Column("needs_review", Text(200), "Why it must be looked at again.", empty=""),
    ),
    links=(
        Link("mapping", ("place", "year"), "mappings"),
        Link("question", ("county", "year", "question"), "questions"),
    ),
    county_of="place",
    check=_answer,
    people=("answered_by",),
    many=True,
)

REPORT_TEXTS = Table(
    name="report_texts",
    model=ReportText,
    says="The process leader's own text in the yearly follow-up.",
    key=("place", "year", "section"),
    columns=(
        _place("place__code"),
        _year("year"),
        Column("section", Choice(TextSection), "Where in the follow-up.", required=True),
        Column("text", Text(), "The text.", empty=""),
        Column("saved_at", Instant(), "When it was written.", required=True),
        INVENTED,
    ),
    people=("saved_by",),
)


def _standing(row: Row, known: Facts) -> Iterator[Complaint]:
    if known.fact("mappings", (row.place, row.year), "status") == MappingStatus.ACCEPTED:
        yield "place", "expected nothing: the mapping is accepted, so its answers tell what stands"
    form = known.fact("questions", (row.county, row.year, row.question), "form")
    if form == AnswerForm.TEXT:
        yield "question", "the question is answered with text; only levels stand"
    level = standing_level(row.social_services, row.health_care)
    if not row.is_joint and row.level != level:
        yield "level", f"the two said {level or 'nothing'}; expected that, or a joint answer"
    if row.differs != differs(row.social_services, row.health_care):
        yield "differs", f"expected {'no' if row.differs else 'yes'}, by what the two said"


STANDINGS = Table(
    name="standings",
    model=Standing,
    says=(
        "What everybody still sees of a mapping that is asked about again: what was accepted about "
        "the questions that a new edition left alone. Of accepted mappings, what stands is made "
        "from the answers."
    ),
    key=("place", "year", "question"),
    columns=(
        _place("mapping__place__code"),
        _year("mapping__round__year"),
        Column("question", Slug(), "The question's key.", required=True, paths=("question__key",)),
        Column("level", Choice(Level), "The level that counts.", required=True),
        Column("social_services", Choice(Level), "What social services said.", empty=""),
        Column("health_care", Choice(Level), "What health care said.", empty=""),
        Column("is_joint", YesNo(), "Whether a joint answer counts.", required=True),
        Column("differs", YesNo(), "Whether the two said different levels.", required=True),
        Column("evidence", Text(300), "What shows it.", empty=""),
        Column("evidence_on", Day(), "The date of what shows it."),
    ),
    links=(
        Link("mapping", ("place", "year"), "mappings"),
        Link("question", ("county", "year", "question"), "questions"),
    ),
    county_of="place",
    check=_standing,
    derived=Q(mapping__status=MappingStatus.ACCEPTED),
    many=True,
)
