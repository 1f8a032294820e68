"""A county's year: every place against everything that was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from brygga.followup.enums import AnswerForm, MappingStatus, QuestionKind, RoundStatus
from brygga.followup.models import Mapping, Question, Round, Standing
from brygga.kernel.sorting import swedish_key
from brygga.people.models import Place
from brygga.people.queries import participants
from brygga.thread import rules
from brygga.thread.enums import MatrixSort

Subject = str
"""What is asked about, the same from year to year: `p:12` a provision, `q:samrad` a question."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing asked about. `provision_id` is None for structure and routines."""

    subject: Subject
    code: str
    name: str
    provision_id: int | None
    ref: str
    is_focus: bool
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One accepted answer; `level` is "" where nothing is accepted.

    `differs` is true while the two sides' answers differ and no joint answer is settled.
    """

    level: str = ""
    differs: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One place. `status` is its mapping's, "" when it takes part but has no mapping."""

    place: Place
    status: str
    cells: tuple[Cell, ...]
    gap: int
    differing: int
    change: int | None
    is_new: bool

    @property
    def stands(self) -> bool:
        """Whether anything accepted is left, as after a new edition that touched some of it."""
        return any(cell.level for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A county's year. `invented` is true when any of the answers shown is made up."""

    county: Place
    round: Round | None
    year: int
    years: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    invented: bool

    @property
    def accepted(self) -> int:
        return sum(row.status == MappingStatus.ACCEPTED for row in self.rows)

    @property
    def submitted(self) -> int:
        """Places that have sent in, accepted ones among them."""
        done = {MappingStatus.SUBMITTED, MappingStatus.ACCEPTED}
        return sum(row.status in done for row in self.rows)

    @property
    def differing(self) -> int:
        return sum(row.differing for row in self.rows)

    @property
    def focus(self) -> int | None:
        """Position of the column in focus."""
        return next((n for n, column in enumerate(self.columns) if column.is_focus), None)


def subject_of(kind: str, key: str, provision_id: int | None) -> Subject:
    """The same thing has the same subject in every year's round."""
    if kind == QuestionKind.PROVISION and provision_id is not None:
        return f"p:{provision_id}"
    return f"q:{key}"


def matrix_of(county: Place, year: int | None, sort: str = MatrixSort.GAP) -> Matrix:
    """The matrix of a county and year (None: the latest). Seven queries, whatever the size."""
    rounds = list(opened_rounds(county.code))
    chosen = _chosen(rounds, year)
    years = tuple(each.year for each in rounds)
    if chosen is None:
        return Matrix(county, None, year or 0, years, (), (), invented=False)
    before = next((each for each in rounds if each.year == chosen.year - 1), None)
    columns, subjects = _columns(chosen, before)
    mappings = list(Mapping.objects.filter(round=chosen).select_related("place"))
    answers = _answers(chosen, before, subjects)
    places = {m.place_id: (m.place, m.status) for m in mappings}
    for each in participants(county, _asked_on(chosen)):
        places.setdefault(each.place.pk, (each.place, ""))
    rows = [
        _row(place, status, columns, answers.get((chosen.pk, pk), {}),
             answers.get((before.pk, pk), {}) if before else {})
        for pk, (place, status) in places.items()
    ]  # fmt: skip
    shown = any(m.invented for m in mappings)
    return Matrix(county, chosen, chosen.year, years, columns, _sorted(rows, sort), shown)


def opened_rounds(county_code: str) -> QuerySet[Round]:
    """Rounds that have been opened, oldest first: one being prepared is nobody's business yet.

    Each has `stands`: whether anything of it is accepted.
    """
    found = Round.objects.filter(county__code=county_code).exclude(status=RoundStatus.DRAFT)
    stands = Exists(Standing.objects.filter(mapping__round=OuterRef("pk")))
    found = found.annotate(stands=stands).select_related("county", "focus__document")
    return found.order_by("year")


def latest(rounds: Iterable[Round]) -> Round | None:
    """The last year with something accepted: a round just opened must not empty the page."""
    newest_first = sorted(rounds, key=lambda each: each.year, reverse=True)
    standing = [each for each in newest_first if getattr(each, "stands", False)]
    return next(iter(standing or newest_first), None)


def _chosen(rounds: list[Round], year: int | None) -> Round | None:
    if year is None:
        return latest(rounds)
    return next((each for each in rounds if each.year == year), None)


def _asked_on(chosen: Round) -> date:
    """Who takes part is read on the round's last day."""
    return chosen.closes_on


def _columns(chosen: Round, before: Round | None) -> tuple[tuple[Column, ...], dict[int, Subject]]:
    """Columns of the year, focus first, and the subject of each question of both years."""
    rounds = [chosen] + ([before] if before else [])
    questions = (
        Question.objects.filter(round__in=rounds, form=AnswerForm.LEVEL)
        .select_related("provision__document")
        .order_by("position")
    )
    subjects: dict[int, Subject] = {}
    columns = []
    documents = {q.provision.document_id for q in questions if q.provision is not None}
    for question in questions:
        subject = subject_of(question.kind, question.key, question.provision_id)
        subjects[question.pk] = subject
        if question.round_id == chosen.pk and question.kind != QuestionKind.FOCUS:
            several = len(documents) > 1
            columns.append(_column(question, subject, chosen.focus_id, several=several))
    columns.sort(key=lambda column: not column.is_focus)
    return tuple(columns), subjects


def _column(question: Question, subject: Subject, focus_id: int | None, *, several: bool) -> Column:
    """With several documents side by side, a number alone does not say whose it is."""
    provision = question.provision if question.kind == QuestionKind.PROVISION else None
    number = provision.number if provision else ""
    if provision and several:
        number = f"{provision.document.provision_word[:3]}. {number}"
    return Column(
        subject=subject,
        code=number,
        name=question.short,
        provision_id=provision.pk if provision else None,
        ref=f"{provision.document.slug}/{provision.number}" if provision else "",
        is_focus=provision is not None and provision.pk == focus_id,
        text=question.text,
    )


Answers = dict[tuple[int, int], dict[Subject, Cell]]


def _answers(chosen: Round, before: Round | None, subjects: dict[int, Subject]) -> Answers:
    """Accepted answers by (round, place), then by subject. One query over plain values."""
    rounds = [chosen.pk] + ([before.pk] if before else [])
    rows = Standing.objects.filter(mapping__round__in=rounds).values_list(
        "mapping__round_id", "mapping__place_id", "question_id", "level", "differs", "is_joint"
    )
    answers: Answers = {}
    for round_id, place_id, question_id, level, differs, joint in rows.order_by().iterator(5000):
        subject = subjects.get(question_id)
        if subject is not None:
            cell = Cell(level, differs and not joint)
            answers.setdefault((round_id, place_id), {})[subject] = cell
    return answers


def _row(
    place: Place,
    status: str,
    columns: tuple[Column, ...],
    now: dict[Subject, Cell],
    before: dict[Subject, Cell],
) -> Row:
    cells = tuple(now.get(column.subject, EMPTY) for column in columns)
    moved = rules.change(
        {subject: cell.level for subject, cell in before.items()},
        {subject: cell.level for subject, cell in now.items()},
    )
    return Row(
        place=place,
        status=status,
        cells=cells,
        gap=rules.total_gap(cell.level for cell in cells),
        differing=sum(cell.differs for cell in cells),
        change=moved,
        is_new=bool(now) and not before,
    )


def _sorted(rows: list[Row], sort: str) -> tuple[Row, ...]:
    """Places without accepted answers come last, except by name; ties by name."""
    rows.sort(key=lambda row: swedish_key(row.place.name))
    if sort == MatrixSort.NAME:
        return tuple(rows)
    if sort == MatrixSort.DIFFERENCE:
        rows.sort(key=lambda row: -row.differing)
    elif sort == MatrixSort.CHANGE:
        # Those that fell most come first: they are the ones to ask.
        rows.sort(key=lambda row: row.change if row.change is not None else 1000)
    else:
        rows.sort(key=lambda row: -row.gap)
    rows.sort(key=lambda row: not row.stands)
    return tuple(rows)
