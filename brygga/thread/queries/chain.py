"""The red thread of one provision at one place in one year."""

from dataclasses import dataclass, field, fields
from datetime import date

from django.urls import reverse
from django.utils import timezone

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.competence.queries.coverage import Served, day_of, served_at
from brygga.followup.enums import AnswerSide, MappingStatus, QuestionKind
from brygga.followup.models import Answer, Mapping, Question, Round, Standing
from brygga.followup.rules import evidence_is_old
from brygga.guidance.enums import Dimension
from brygga.guidance.models import Evidence, Provision, Wording
from brygga.guidance.queries import evidence_of, provision_by_ref, wording_of
from brygga.offer.queries.link import OfferedAt, offered_at
from brygga.pathways.queries.delivered import Delivered, delivered_at
from brygga.people.models import Place
from brygga.people.queries import place_by_code
from brygga.plans.enums import ActivityState
from brygga.plans.models import Priority
from brygga.plans.queries import ActivityRow, activities_for
from brygga.thread.queries.matrix import latest, opened_rounds
from brygga.thread.rules import ChainFacts
from brygga.ui.kept import remembered

Evidences = dict[Dimension, list[Evidence]]


@dataclass(frozen=True, slots=True)
class Given:
    """What one side answered, and when; comments only for those inside."""

    side: str
    level: str
    on: date | None


@dataclass(frozen=True, slots=True)
class YearLevel:
    """One accepted answer among the years; `differs` as long as it is not settled."""

    year: int
    level: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Open:
    """What everybody may know, in a year. `others` are the levels of the county's other places.

    `given` is what was accepted; those inside also see what is being answered. `served` has two
    tellings, for everybody and for those inside: ask it with the actor.
    """

    place: Place
    provision: Provision
    wording: Wording | None
    evidence: Evidences
    year: int
    round: Round | None
    next_round: Round | None
    mapping: Mapping | None
    question: Question | None
    standing: Standing | None
    given: tuple[Given, ...]
    others: tuple[str, ...]
    priorities: tuple[Priority, ...]
    history: tuple[YearLevel, ...]
    served: Served | None
    offered: OfferedAt


@dataclass(frozen=True, slots=True)
class Chain(Open):
    """All that is known to the actor, gathered; `links` puts it into words."""

    actor: Actor
    activities: tuple[ActivityRow, ...]
    delivered: Delivered | None = None
    facts: ChainFacts = field(default_factory=ChainFacts)

    @property
    def is_inside(self) -> bool:
        return self.actor.may(Capability.PLACE_VIEW, self.place.path)

    @property
    def invented(self) -> bool:
        plans = (row.activity.plan for row in self.activities)
        given = [self.served, self.offered, self.delivered]
        made_up = [self.mapping, *given, *self.priorities, *plans]
        return any(thing.invented for thing in made_up if thing is not None)

    def address(self, name: str, *extra: object) -> str:
        return reverse(name, args=[self.place.code, *extra])


def chain_at(code: str, ref: str, year: int | None, actor: Actor) -> Chain:
    """The chain of an address; Http404. Two or three queries while nothing is done, else 27.

    What is open to all is remembered: it is the same for everybody who reads the page.
    """
    known = remembered(
        f"thread {code} {ref} {year}",
        lambda: _open(place_by_code(code), provision_by_ref(ref), year),
    )
    return _chain(known, actor)


def chain_of(place: Place, provision: Provision, year: int | None, actor: Actor) -> Chain:
    """Gather the chain; `year` None is the latest round's. At most 24."""
    return _chain(_open(place, provision, year), actor)


def _open(place: Place, provision: Provision, year: int | None) -> Open:
    chosen, current, following = _around(place, year)
    standings = _standings(place, provision)
    standing = next((s for s in standings if s.mapping.round.year == chosen), None)
    mapping = standing.mapping if standing else _mapping(place, current)
    question = standing.question if standing else _question(provision, current)
    wording = wording_of(provision)
    return Open(
        place=place,
        provision=provision,
        wording=wording,
        evidence=evidence_of(wording) if wording else {},
        year=chosen,
        round=current,
        next_round=following,
        mapping=mapping,
        question=question,
        standing=standing,
        given=_given(mapping, question) if _is_accepted(mapping) else _still_standing(standing),
        others=_others(question, standing),
        priorities=tuple(_priorities(place, provision, chosen)),
        history=_history(standings),
        served=served_at(place, provision.pk, day_of(chosen, clock.today()), clock.now()),
        offered=offered_at(place, provision.pk, day_of(chosen, clock.today())),
    )


def _chain(known: Open, actor: Actor) -> Chain:
    """What is open, and what only those inside may see."""
    values = {each.name: getattr(known, each.name) for each in fields(known)}
    if not _is_accepted(known.mapping) and actor.may(Capability.PLACE_VIEW, known.place.path):
        values["given"] = _given(known.mapping, known.question)
    activities = tuple(activities_for(known.place, known.provision, known.year, actor))
    facts = _facts(known.round, known.standing, known.priorities, activities)
    return Chain(
        **values,
        actor=actor,
        activities=activities,
        # Kept for each version of the contact data, which no event in the log tells of.
        delivered=delivered_at(known.place, known.offered.interventions, known.year),
        facts=facts,
    )


def _is_accepted(mapping: Mapping | None) -> bool:
    return mapping is not None and mapping.status == MappingStatus.ACCEPTED


def _around(place: Place, year: int | None) -> tuple[int, Round | None, Round | None]:
    """The year looked at, its round and the round after it."""
    opened = opened_rounds(place.county_code).select_related(None)
    rounds = {each.year: each for each in opened}
    newest = latest(rounds.values())
    chosen = year or (newest.year if newest else clock.today().year)
    return chosen, rounds.get(chosen), rounds.get(chosen + 1)


def _standings(place: Place, provision: Provision) -> list[Standing]:
    found = Standing.objects.filter(
        mapping__place=place,
        question__provision=provision,
        question__kind=QuestionKind.PROVISION,
    )
    return list(found.select_related("mapping__round", "question").order_by("mapping__round__year"))


def _history(standings: list[Standing]) -> tuple[YearLevel, ...]:
    return tuple(
        YearLevel(s.mapping.round.year, s.level, s.differs and not s.is_joint) for s in standings
    )


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


def _given(mapping: Mapping | None, question: Question | None) -> tuple[Given, ...]:
    """Both sides' and the joint answer, as they are now."""
    if mapping is None or question is None:
        return ()
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


def _others(question: Question | None, standing: Standing | None) -> tuple[str, ...]:
    """Levels of the others asked; a question is of one round, so of the county and the year."""
    if question is None or standing is None:
        return ()
    found = Standing.objects.filter(question=question).exclude(pk=standing.pk)
    return tuple(found.order_by().values_list("level", flat=True))


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
