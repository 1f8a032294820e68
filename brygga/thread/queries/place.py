"""The room of a local consultation: everything about one place in one year."""

from dataclasses import dataclass

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerForm, MappingStatus, QuestionKind
from brygga.followup.models import Mapping, Question, Round, Standing
from brygga.people.models import Group, Place
from brygga.people.queries import groups_at, participation_of
from brygga.people.queries.participants import Participant
from brygga.plans.enums import ActivityState
from brygga.plans.models import Plan, Priority
from brygga.plans.queries import ActivityRow, activities_in, plan_of, priorities_at
from brygga.thread import rules
from brygga.thread.queries.matrix import EMPTY, Cell, latest, opened_rounds, subject_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked about, as it stands this year and stood the last."""

    question: Question
    ref: str
    now: Cell
    before: Cell
    is_focus: bool
    has_activity: bool

    @property
    def has_gap(self) -> bool:
        return bool(rules.gap(self.now.level))


@dataclass(frozen=True, slots=True)
class Room:
    """One place's year. `mapping` is shown to everybody by status, its answers when accepted."""

    place: Place
    year: int
    years: tuple[int, ...]
    round: Round | None
    mapping: Mapping | None
    participation: Participant | None
    asked: tuple[Asked, ...]
    priorities: tuple[Priority, ...]
    plan: Plan | None
    activities: tuple[ActivityRow, ...]
    groups: tuple[Group, ...]
    is_inside: bool
    may_plan: bool

    @property
    def accepted(self) -> bool:
        return self.mapping is not None and self.mapping.status == MappingStatus.ACCEPTED

    @property
    def late(self) -> int:
        return sum(row.state == ActivityState.LATE for row in self.activities)

    @property
    def differing(self) -> int:
        return sum(each.now.differs for each in self.asked)

    @property
    def invented(self) -> bool:
        made_up = [self.mapping, self.plan, *self.priorities]
        return any(thing.invented for thing in made_up if thing is not None)


def room_of(place: Place, year: int | None, actor: Actor) -> Room:
    """A place's year (None: the latest round's). At most fourteen queries."""
    rounds = list(opened_rounds(place.county_code))
    newest = latest(rounds)
    chosen = year or (newest.year if newest else clock.today().year)
    current = next((each for each in rounds if each.year == chosen), None)
    before = next((each for each in rounds if each.year == chosen - 1), None)
    mapping = Mapping.objects.filter(place=place, round=current).first() if current else None
    activities = tuple(activities_in(place.path, chosen, actor))
    day = current.closes_on if current else clock.today()
    return Room(
        place=place,
        year=chosen,
        years=tuple(each.year for each in rounds),
        round=current,
        mapping=mapping,
        participation=participation_of(place, day),
        asked=_asked(place, current, before, activities) if mapping else (),
        priorities=tuple(priorities_at(place, chosen)),
        plan=plan_of(place, chosen, actor),
        activities=activities,
        groups=tuple(groups_at(place)),
        is_inside=actor.may(Capability.PLACE_VIEW, place.path),
        may_plan=actor.may(Capability.PLAN_EDIT, place.path),
    )


def _asked(
    place: Place,
    current: Round | None,
    before: Round | None,
    activities: tuple[ActivityRow, ...],
) -> tuple[Asked, ...]:
    questions = list(
        Question.objects.filter(round__in=[each for each in (current, before) if each])
        .filter(form=AnswerForm.LEVEL)
        .select_related("provision__document")
        .order_by("position")
    )
    subjects = {q.pk: subject_of(q.kind, q.key, q.provision_id) for q in questions}
    cells = _cells(place, subjects)
    planned = {provision.pk for row in activities for provision in row.activity.provisions.all()}
    found = [
        Asked(
            question=question,
            ref=_ref(question),
            now=cells.get((question.round_id, subjects[question.pk]), EMPTY),
            before=cells.get((before.pk, subjects[question.pk]), EMPTY) if before else EMPTY,
            is_focus=asks_provision(question) and question.provision_id == current.focus_id,
            has_activity=asks_provision(question) and question.provision_id in planned,
        )
        for question in questions
        if current is not None and question.round_id == current.pk
    ]
    found.sort(key=lambda each: not each.is_focus)
    return tuple(found)


def asks_provision(question: Question) -> bool:
    """Deeper questions about the focus also point at it; only one of them is the provision's."""
    return question.kind == QuestionKind.PROVISION


def _ref(question: Question) -> str:
    provision = question.provision
    if provision is None or not asks_provision(question):
        return ""
    return f"{provision.document.slug}/{provision.number}"


def _cells(place: Place, subjects: dict[int, str]) -> dict[tuple[int, str], Cell]:
    rows = Standing.objects.filter(mapping__place=place, question__in=subjects).values_list(
        "mapping__round_id", "question_id", "level", "differs", "is_joint"
    )
    return {
        (round_id, subjects[question_id]): Cell(level, differs and not joint)
        for round_id, question_id, level, differs, joint in rows
    }
