"""Everything a report reads, fetched once and in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.competence.queries.coverage import CourseYear, competence_in
from brygga.followup.enums import AnswerForm, RoundStatus
from brygga.followup.models import Question, ReportText, Round
from brygga.followup.queries import StandingRow, standings
from brygga.guidance.models import Wording
from brygga.guidance.queries import current_wordings
from brygga.kernel.refusal import Refusal, insist
from brygga.offer.queries.link import OfferedAt, offered_in
from brygga.people.enums import PlaceKind
from brygga.people.models import Place
from brygga.people.queries import Participant, participants, participation_of
from brygga.plans.enums import ActivityState, ActivityStatus, PlanStatus
from brygga.plans.models import Activity, Priority
from brygga.plans.queries import activities_in, activity_counts, priorities_above, priorities_in
from brygga.thread.enums import MatrixSort
from brygga.thread.queries.matrix import Matrix, Row, matrix_of, opened_rounds
from brygga.thread.queries.nation import Nation, nation_of


@dataclass(frozen=True, slots=True)
class Facts:
    """As read. `rounds` and `questions` are of the year and the one before, by id.

    `matrix` is given for a county and what lies in it, `nation` for the nation. `planned` are
    (place, provision) with a live activity in an adopted plan of the year.
    """

    place: Place
    year: int
    on: date
    rounds: Mapping[int, Round]
    questions: Mapping[int, Question]
    wordings: Mapping[int, Wording]
    now: tuple[StandingRow, ...]
    before: tuple[StandingRow, ...]
    matrix: Matrix | None
    nation: Nation | None
    participants: tuple[Participant, ...]
    priorities: tuple[Priority, ...]
    counts: Mapping[ActivityState, int]
    activities: tuple[Activity, ...]
    planned: frozenset[tuple[int, int]]
    texts: tuple[ReportText, ...]
    competence: tuple[CourseYear, ...]
    offered: Mapping[int, OfferedAt]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows of the county's matrix that lie in the branch; none for the nation."""
        return _rows(self.place, self.matrix)

    @property
    def has_before(self) -> bool:
        return any(each.year == self.year - 1 for each in self.rounds.values())

    @property
    def invented(self) -> bool:
        """Whether anything at all in the report is made up."""
        asked = self.nation.invented if self.nation else self._mapping_invented
        decided = any(priority.invented for priority in self.priorities)
        planned = any(activity.plan.invented for activity in self.activities)
        said = any(row.invented for row in (*self.now, *self.before))
        trained = any(each.invented for each in self.competence)
        offered = any(each.invented for each in self.offered.values())
        told = trained or offered or any(text.invented for text in self.texts)
        return asked or said or decided or planned or told

    @property
    def _mapping_invented(self) -> bool:
        return bool(self.matrix and self.matrix.invented and any(row.status for row in self.rows))


def report_years(place: Place) -> list[int]:
    """Years that have a report: some round that reaches the place has been opened. One query."""
    return sorted({each.year for each in _opened(place)})


def facts_of(place: Place, year: int) -> Facts:
    """At most 32 queries, whatever the size. Refused when no round was opened that year."""
    rounds, on = _rounds(place, year), min(clock.today(), date(year, 12, 31))
    matrix = _matrix(place, year, rounds)
    now, before = _standings(place, year, rounds, _rows(place, matrix))
    questions, asked = _questions(rounds, year)
    priorities, activities = _priorities(place, year), _activities(place, year)
    return Facts(
        place=place,
        year=year,
        on=on,
        rounds=rounds,
        questions=questions,
        wordings=_wordings(questions, priorities, activities, year),
        now=now,
        before=before,
        matrix=matrix,
        nation=nation_of(year) if place.kind == PlaceKind.NATION else None,
        participants=_participants(place, on),
        priorities=priorities,
        counts=activity_counts(place.path, year, on),
        activities=activities,
        planned=_planned(place, year),
        texts=tuple(ReportText.objects.filter(place=place, year=year).exclude(text="")),
        competence=competence_in(place, year, on, asked),
        offered=offered_in(place, asked, on),
    )


def _opened(place: Place) -> list[Round]:
    """Rounds nobody is still preparing: of every county, or of the one the place lies in."""
    if place.kind != PlaceKind.NATION:
        return list(opened_rounds(place.county_code))
    found = Round.objects.exclude(status=RoundStatus.DRAFT)
    return list(found.select_related("county", "focus__document").order_by("year"))


def refuse_report(place: Place, year: int, years: Collection[int]) -> Refusal | None:
    """There is a follow-up of the years in which a round was opened, and of no other."""
    if year in years:
        return None
    names = {"place": place.name, "year": year, "years": ", ".join(map(str, sorted(years)))}
    if not years:
        return Refusal(_("%(place)s has no follow-up yet: no round has been opened.") % names)
    return Refusal(
        _("%(place)s has no follow-up for %(year)s. There is one for %(years)s.") % names
    )


def _rounds(place: Place, year: int) -> dict[int, Round]:
    """Of the year and the one before, by id."""
    opened = _opened(place)
    insist(refuse_report(place, year, {each.year for each in opened}))
    return {each.pk: each for each in opened if each.year in {year, year - 1}}


def _matrix(place: Place, year: int, rounds: Mapping[int, Round]) -> Matrix | None:
    """The county's; the nation has none."""
    if place.kind == PlaceKind.NATION:
        return None
    return matrix_of(next(iter(rounds.values())).county, year, MatrixSort.NAME)


def _rows(place: Place, matrix: Matrix | None) -> tuple[Row, ...]:
    if matrix is None:
        return ()
    return tuple(row for row in matrix.rows if row.place.path.startswith(place.path))


def _standings(
    place: Place, year: int, rounds: Mapping[int, Round], rows: tuple[Row, ...]
) -> tuple[tuple[StandingRow, ...], tuple[StandingRow, ...]]:
    """Accepted answers of the branch, of the year and of the year before."""
    found: Iterable[StandingRow] = standings(rounds)
    if place.kind not in {PlaceKind.NATION, PlaceKind.COUNTY}:
        inside = {row.place.pk for row in rows}
        found = [row for row in found if row.place_id in inside]
    both = list(found)
    now = tuple(row for row in both if row.year == year)
    return now, tuple(row for row in both if row.year != year)


def _questions(rounds: Mapping[int, Round], year: int) -> tuple[dict[int, Question], set[int]]:
    """All of both years by id, and the provisions asked about in the year itself."""
    asked = Question.objects.filter(round__in=list(rounds), form=AnswerForm.LEVEL)
    found = asked.select_related("provision__document").order_by("position", "pk")
    questions = {question.pk: question for question in found}
    return questions, {
        question.provision_id
        for question in questions.values()
        if question.provision_id and rounds[question.round_id].year == year
    }


def _wordings(
    questions: Mapping[int, Question],
    priorities: Iterable[Priority],
    activities: Iterable[Activity],
    year: int,
) -> dict[int, Wording]:
    """What every provision in the report said at the end of the year."""
    wanted = {question.provision_id for question in questions.values() if question.provision_id}
    wanted |= {priority.provision_id for priority in priorities}
    wanted |= {provision.pk for each in activities for provision in each.provisions.all()}
    return current_wordings(wanted, on=date(year, 12, 31))


def _participants(place: Place, on: date) -> tuple[Participant, ...]:
    below = participants(place, on)
    if place.kind in {PlaceKind.NATION, PlaceKind.COUNTY}:
        return tuple(below)
    own = participation_of(place, on)
    return (own, *below) if own else tuple(below)


def _priorities(place: Place, year: int) -> tuple[Priority, ...]:
    """Decided in the branch; for a place in a county also what is decided above it."""
    if place.kind in {PlaceKind.NATION, PlaceKind.COUNTY}:
        return tuple(priorities_in(place.path, year))
    return (*priorities_above(place, year), *priorities_in(place.path, year))


def _activities(place: Place, year: int) -> tuple[Activity, ...]:
    """One by one for a county and below; the nation is told in numbers only."""
    if place.kind == PlaceKind.NATION:
        return ()
    # Asked as a visitor asks: adopted plans only, and no notes.
    return tuple(row.activity for row in activities_in(place.path, year, VISITOR))


def _planned(place: Place, year: int) -> frozenset[tuple[int, int]]:
    live = Activity.objects.filter(
        plan__place__path__startswith=place.path,
        plan__year=year,
        plan__status=PlanStatus.ADOPTED,
        provisions__isnull=False,
    ).exclude(status=ActivityStatus.DROPPED)
    return frozenset(live.order_by().values_list("plan__place_id", "provisions"))
