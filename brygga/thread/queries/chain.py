"""The red thread of one provision at one place in one year."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide, MappingStatus, QuestionKind
from brygga.followup.models import Answer, Mapping, Question, Round, Standing
from brygga.followup.rules import evidence_is_old
from brygga.guidance.models import Provision, Wording
from brygga.guidance.queries import wording_of
from brygga.people.models import Place
from brygga.plans.enums import ActivityState
from brygga.plans.models import Priority
from brygga.plans.queries import ActivityRow, activities_for
from brygga.thread.queries.matrix import latest, opened_rounds
from brygga.thread.rules import ChainFacts


@dataclass(frozen=True, slots=True)
class Given:
    """What one side answered, and when; comments only for those inside."""

    side: str
    level: str
    on: date | None


@dataclass(frozen=True, slots=True)
class YearLevel:
    """One accepted answer among the years."""

    year: int
    level: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """All that is known, gathered; `links.py` puts it into words."""

    place: Place
    provision: Provision
    wording: Wording | None
    year: int
    actor: Actor
    round: Round | None
    next_round: Round | None
    mapping: Mapping | None
    question: Question | None
    standing: Standing | None
    given: tuple[Given, ...]
    priorities: tuple[Priority, ...]
    activities: tuple[ActivityRow, ...]
    history: tuple[YearLevel, ...]
    facts: ChainFacts = field(default_factory=ChainFacts)

    @property
    def is_inside(self) -> bool:
        return self.actor.may(Capability.PLACE_VIEW, self.place.path)

    @property
    def invented(self) -> bool:
        made_up = [self.mapping, *self.priorities, *(row.activity.plan for row in self.activities)]
        return any(thing.invented for thing in made_up if thing is not None)

    def address(self, name: str, *extra: object) -> str:
        return reverse(name, args=[self.place.code, *extra])


def chain_of(place: Place, provision: Provision, year: int | None, actor: Actor) -> Chain:
    """Gather the chain; `year` None is the latest round's. At most eleven queries."""
    chosen, current, following = _around(place, year)
    standings = _standings(place, provision)
    standing = next((s for s in standings if s.mapping.round.year == chosen), None)
    mapping = standing.mapping if standing else _mapping(place, current)
    question = standing.question if standing else _question(provision, current)
    inside = actor.may(Capability.PLACE_VIEW, place.path)
    priorities = tuple(_priorities(place, provision, chosen))
    activities = tuple(activities_for(place, provision, chosen, actor))
    return Chain(
        place=place,
        provision=provision,
        wording=wording_of(provision),
        year=chosen,
        actor=actor,
        round=current,
        next_round=following,
        mapping=mapping,
        question=question,
        standing=standing,
        given=_given(mapping, question, standing, inside=inside),
        priorities=priorities,
        activities=activities,
        history=_history(standings),
        facts=_facts(current, standing, priorities, activities),
    )


def _around(place: Place, year: int | None) -> tuple[int, Round | None, Round | None]:
    """The year looked at, its round and the round after it."""
    opened = opened_rounds(place.county_code).select_related(None)
    rounds = {each.year: each for each in opened}
    newest = latest(rounds.values())
    chosen = year or (newest.year if newest else timezone.localdate().year)
    return chosen, rounds.get(chosen), rounds.get(chosen + 1)


def _standings(place: Place, provision: Provision) -> list[Standing]:
    found = Standing.objects.filter(
        mapping__place=place,
        question__provision=provision,
        question__kind=QuestionKind.PROVISION,
    )
    return list(found.select_related("mapping__round", "question").order_by("mapping__round__year"))


def _history(standings: list[Standing]) -> tuple[YearLevel, ...]:
    return tuple(YearLevel(s.mapping.round.year, s.level, s.differs) for s in standings)


def _mapping(place: Place, current: Round | None) -> Mapping | None:
    if current is None:
        return None
    found = Mapping.objects.filter(place=place, round=current).select_related("round")
    return found.order_by().first()


def _question(provision: Provision, current: Round | None) -> Question | None:
    if current is None:
        return None
    asked = Question.objects.filter(round=current, kind=QuestionKind.PROVISION)
    return asked.filter(provision=provision).order_by().first()


def _given(
    mapping: Mapping | None, question: Question | None, standing: Standing | None, *, inside: bool
) -> tuple[Given, ...]:
    """Both sides' and the joint answer; outside, only once the county has accepted."""
    accepted = mapping is not None and mapping.status == MappingStatus.ACCEPTED
    if mapping is None or question is None:
        return ()
    if not (accepted or inside):
        return _still_standing(standing)
    answers = Answer.objects.filter(mapping=mapping, question=question).exclude(level="").order_by()
    order = {side: position for position, side in enumerate(AnswerSide.values)}
    found = sorted(answers, key=lambda answer: order[answer.side])
    return tuple(
        Given(
            answer.side,
            answer.level,
            timezone.localdate(answer.answered_at),
        )
        for answer in found
    )


def _still_standing(standing: Standing | None) -> tuple[Given, ...]:
    """What stays open to everybody of a mapping that was reopened for something else.

    Read from what was accepted: the answers themselves may be under way to something new.
    """
    if standing is None:
        return ()
    said = [
        Given(AnswerSide.SOCIAL_SERVICES, standing.social_services, None),
        Given(AnswerSide.HEALTH_CARE, standing.health_care, None),
    ]
    if standing.is_joint:
        said.append(Given(AnswerSide.JOINT, standing.level, None))
    return tuple(each for each in said if each.level)


def _priorities(place: Place, provision: Provision, year: int) -> list[Priority]:
    """Live decisions of the year at the place or above it: a county decides for its places."""
    found = Priority.objects.filter(
        place__code__in=[*place.ancestor_codes, place.code],
        provision=provision,
        year=year,
        withdrawn_on__isnull=True,
    )
    return list(found.select_related("group", "place").order_by("-place__path", "decided_on"))


def _facts(
    current: Round | None,
    standing: Standing | None,
    priorities: tuple[Priority, ...],
    activities: tuple[ActivityRow, ...],
) -> ChainFacts:
    states = [row.state for row in activities]
    old = (
        current is not None
        and standing is not None
        and evidence_is_old(standing.evidence_on, current.closes_on, current.evidence_months)
    )
    return ChainFacts(
        level=standing.level if standing else "",
        evidence_is_old=old,
        has_priority=bool(priorities),
        activities=len(states),
        late=states.count(ActivityState.LATE),
        done=states.count(ActivityState.DONE),
        dropped=states.count(ActivityState.DROPPED),
    )
