"""Who reaches which rounds and mappings."""

from django.db.models import Q

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.reach import Reach
from brygga.access.rule import Rule
from brygga.followup.enums import AnswerSide, RoundStatus
from brygga.followup.models import Mapping, Question, Round
from brygga.people.enums import PlaceKind
from brygga.people.models import Place

SIDES = (AnswerSide.SOCIAL_SERVICES, AnswerSide.HEALTH_CARE)


def _rounds(actor: Actor) -> Q:
    """Rounds of the counties in one's branch; once opened, also that of the county one is in."""
    return _within(actor.reach(Capability.PLACE_VIEW))


def _within(reach: Reach) -> Q:
    around = Q(county__path__in=_ancestors(reach.branches)) & ~Q(status=RoundStatus.DRAFT)
    return reach.q("county__path") | around


def _ancestors(branches: frozenset[str]) -> list[str]:
    found = set()
    for branch in branches:
        codes = branch.split("/")[:-1]
        found |= {"/".join(codes[:depth]) + "/" for depth in range(1, len(codes))}
    return sorted(found)


def _round_rule(capability: Capability) -> Rule[Round]:
    return Rule(Round, lambda actor: actor.reach(capability).q("county__path"), _rounds)


def _mapping_rule(capability: Capability) -> Rule[Mapping]:
    return Rule(Mapping, lambda actor: actor.reach(capability).q("place__path"), _mappings)


def _mappings(actor: Actor) -> Q:
    return actor.reach(Capability.PLACE_VIEW).q("place__path")


def _place_rule(capability: Capability) -> Rule[Place]:
    return Rule(
        Place,
        lambda actor: actor.reach(capability).q("path"),
        lambda actor: actor.reach(Capability.PLACE_VIEW).q("path"),
    )


VIEW_ROUND = Rule(Round, _rounds)
EDIT_ROUND = _round_rule(Capability.ROUND_EDIT)
EDIT_QUESTION = Rule(
    Question,
    lambda actor: actor.reach(Capability.ROUND_EDIT).q("round__county__path"),
    lambda actor: actor.reach(Capability.PLACE_VIEW).q("round__county__path"),
)
PLAN_ROUND = Rule(
    Place,
    lambda actor: Q(kind=PlaceKind.COUNTY) & actor.reach(Capability.ROUND_EDIT).q("path"),
    lambda actor: actor.reach(Capability.PLACE_VIEW).q("path"),
)
REMIND_IN_ROUND = Rule(
    Round,
    lambda actor: _within(actor.reach(Capability.REMINDER_SEND)),
    _rounds,
)
VIEW_MAPPING = Rule(Mapping, _mappings)
ANSWER = {
    AnswerSide.SOCIAL_SERVICES: _mapping_rule(Capability.ANSWER_SOCIAL_SERVICES),
    AnswerSide.HEALTH_CARE: _mapping_rule(Capability.ANSWER_HEALTH_CARE),
}
SETTLE_JOINT = _mapping_rule(Capability.JOINT_ANSWER_SETTLE)
SUBMIT_MAPPING = _mapping_rule(Capability.MAPPING_SUBMIT)
REVIEW_MAPPING = _mapping_rule(Capability.MAPPING_REVIEW)
REMIND = _mapping_rule(Capability.REMINDER_SEND)
WRITE_REPORT = _place_rule(Capability.REPORT_EDIT)
ANSWERS_FOR = {
    AnswerSide.SOCIAL_SERVICES: Capability.ANSWER_SOCIAL_SERVICES,
    AnswerSide.HEALTH_CARE: Capability.ANSWER_HEALTH_CARE,
}


def sides_of(actor: Actor, path: str) -> list[AnswerSide]:
    """The sides one may answer for at a place, social services first."""
    return [side for side, capability in ANSWERS_FOR.items() if actor.may(capability, path)]
