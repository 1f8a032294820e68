"""What the red thread shows of a mapping: one provision at one place a year."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide, Level, MappingStatus, QuestionKind
from brygga.followup.models import Answer, Mapping, Question
from brygga.followup.rules import (
    Shown,
    differs,
    evidence_that_counts,
    reads_as_old,
    standing_level,
)
from brygga.guidance.models import Provision
from brygga.people.models import Place


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One side's answer. `comment` is empty for those who may not see the inside of the place."""

    level: str
    evidence_kind: str
    evidence: str
    evidence_on: date | None
    answered_on: date
    comment: str = ""
    needs_review: str = ""


@dataclass(frozen=True, slots=True)
class ThreadMapping:
    """A provision's own question in one mapping.

    Until the county has accepted, the answers (and so `level`) are None for everybody who may not
    see the inside of the place; so is `settles_on`.
    """

    mapping_id: int
    year: int
    status: str
    question_key: str
    question_text: str
    closes_on: date
    evidence_months: int
    accepted_on: date | None
    settles_on: date | None
    social_services: GivenAnswer | None
    health_care: GivenAnswer | None
    joint: GivenAnswer | None
    is_inside: bool
    invented: bool

    @property
    def is_accepted(self) -> bool:
        return self.status == MappingStatus.ACCEPTED

    @property
    def level(self) -> Level | None:
        """What the question comes to, as the rule has it."""
        given = (self.social_services, self.health_care, self.joint)
        return standing_level(*(answer.level if answer else "" for answer in given))

    @property
    def differs(self) -> bool:
        social, health = self.social_services, self.health_care
        return bool(social and health and differs(social.level, health.level))

    @property
    def evidence(self) -> str:
        return self._behind.evidence

    @property
    def evidence_on(self) -> date | None:
        return self._behind.evidence_on

    @property
    def evidence_is_old(self) -> bool:
        return reads_as_old(self._behind, self.closes_on, self.evidence_months)

    @property
    def _behind(self) -> Shown:
        """What shows the answer that counts."""
        sides = [_shown(answer) for answer in (self.social_services, self.health_care) if answer]
        level = self.level or ""
        joint = _shown(self.joint) if self.joint else None
        return replace(evidence_that_counts(level, sides, joint), level=level)


def thread_mapping(
    place: Place, provision: Provision, year: int, actor: Actor
) -> ThreadMapping | None:
    """None when the place was not asked about the provision that year. At most three queries."""
    mapping = (
        Mapping.objects.filter(place=place, round__year=year)
        .select_related("round")
        .order_by("pk")
        .first()
    )
    if mapping is None:
        return None
    asked = Question.objects.filter(round_id=mapping.round_id, provision=provision)
    question = asked.filter(kind=QuestionKind.PROVISION).order_by("pk").first()
    if question is None:
        return None
    inside = actor.may(Capability.PLACE_VIEW, place.path)
    return _thread_mapping(mapping, question, inside=inside)


def _thread_mapping(mapping: Mapping, question: Question, *, inside: bool) -> ThreadMapping:
    open_to_reader = inside or mapping.status == MappingStatus.ACCEPTED
    given = _given(mapping, question, inside=inside) if open_to_reader else {}
    round_ = mapping.round
    return ThreadMapping(
        mapping_id=mapping.pk,
        year=round_.year,
        status=mapping.status,
        question_key=question.key,
        question_text=question.text,
        closes_on=round_.closes_on,
        evidence_months=round_.evidence_months,
        accepted_on=_day(mapping.accepted_at),
        settles_on=mapping.settles_on if inside else None,
        social_services=given.get(AnswerSide.SOCIAL_SERVICES),
        health_care=given.get(AnswerSide.HEALTH_CARE),
        joint=given.get(AnswerSide.JOINT),
        is_inside=inside,
        invented=mapping.invented,
    )


def _given(mapping: Mapping, question: Question, *, inside: bool) -> dict[str, GivenAnswer]:
    answers = Answer.objects.filter(mapping=mapping, question=question).exclude(level="")
    return {
        answer.side: GivenAnswer(
            level=answer.level,
            evidence_kind=answer.evidence_kind,
            evidence=answer.evidence,
            evidence_on=answer.evidence_on,
            answered_on=timezone.localdate(answer.answered_at),
            comment=answer.comment if inside else "",
            needs_review=answer.needs_review if inside else "",
        )
        for answer in answers.order_by()
    }


def _shown(answer: GivenAnswer) -> Shown:
    return Shown(answer.level, answer.evidence, answer.evidence_on)


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None
