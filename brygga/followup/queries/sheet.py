"""A mapping as it is worked with: every question with what each side has said."""

from dataclasses import dataclass, field
from datetime import date, datetime

from brygga.followup.enums import AnswerForm, AnswerSide, Level
from brygga.followup.models import Answer, Mapping, Question
from brygga.followup.permissions import SIDES
from brygga.followup.rules import (
    Progress,
    Shown,
    differs,
    reads_as_old,
    refuse_answering,
    refuse_side,
    refuse_submitting,
    standing_level,
)
from brygga.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it stands; `by` is a name, empty where nobody is recorded."""

    level: str = ""
    text: str = ""
    evidence_kind: str = ""
    evidence: str = ""
    evidence_on: date | None = None
    comment: str = ""
    answered_at: datetime | None = None
    answered_by_id: int | None = None
    by: str = ""
    needs_review: str = ""

    @property
    def shown(self) -> Shown:
        return Shown(self.level, self.evidence, self.evidence_on)


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answers; `number` counts from 1."""

    number: int
    question: Question
    given: dict[str, Given] = field(default_factory=dict)

    def side(self, side: str) -> Given:
        return self.given.get(side, NOTHING)

    @property
    def social_services(self) -> Given:
        return self.side(AnswerSide.SOCIAL_SERVICES)

    @property
    def health_care(self) -> Given:
        return self.side(AnswerSide.HEALTH_CARE)

    @property
    def joint(self) -> Given:
        return self.side(AnswerSide.JOINT)

    @property
    def asks_level(self) -> bool:
        return self.question.form == AnswerForm.LEVEL

    @property
    def differs(self) -> bool:
        return differs(self.social_services.level, self.health_care.level)

    @property
    def is_settled(self) -> bool:
        return bool(self.joint.level)

    @property
    def to_settle(self) -> bool:
        """The two differ and no joint answer holds."""
        return self.differs and (not self.is_settled or bool(self.joint.needs_review))

    @property
    def standing(self) -> Level | None:
        return standing_level(self.social_services.level, self.health_care.level, self.joint.level)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything said in one mapping, in the order it was asked."""

    mapping: Mapping
    lines: tuple[Line, ...]
    came_back: bool

    @property
    def locked(self) -> Refusal | None:
        return locked_because(self.mapping, came_back=self.came_back)

    def progress(self, side: str) -> Progress:
        asked = [line.side(side) for line in self.lines if line.asks_level]
        return Progress(
            expected=len(asked),
            answered=sum(bool(given.level) for given in asked),
            to_review=sum(bool(given.level and given.needs_review) for given in asked),
            is_finished=finished_at(self.mapping, side) is not None,
        )

    @property
    def differing(self) -> list[Line]:
        return [line for line in self.lines if line.differs]

    @property
    def settled(self) -> int:
        """How many of those that differ have a joint answer that holds."""
        return len(self.differing) - len(self.to_settle)

    @property
    def to_settle(self) -> list[Line]:
        return [line for line in self.lines if line.to_settle]

    @property
    def to_review(self) -> int:
        return sum(bool(given.needs_review) for line in self.lines for given in line.given.values())

    @property
    def refusal_to_submit(self) -> Refusal | None:
        return refuse_submitting(
            locked=self.locked,
            sides={side: self.progress(side) for side in SIDES},
            joint_to_review=sum(bool(line.joint.needs_review) for line in self.lines),
        )

    def refusal_to_answer(self, side: str) -> Refusal | None:
        finished = finished_at(self.mapping, side) is not None
        return refuse_side(locked=self.locked, is_finished=finished)

    def is_old(self, given: Given) -> bool:
        round_ = self.mapping.round
        return reads_as_old(given.shown, round_.closes_on, round_.evidence_months)


def finished_at(mapping: Mapping, side: str) -> datetime | None:
    if side == AnswerSide.SOCIAL_SERVICES:
        return mapping.social_services_finished_at
    return mapping.health_care_finished_at


def locked_because(mapping: Mapping, *, came_back: bool) -> Refusal | None:
    return refuse_answering(
        round_status=mapping.round.status, mapping_status=mapping.status, came_back=came_back
    )


def came_back(mapping: Mapping) -> bool:
    """Whether the county has had it and handed it back. At most one query."""
    return mapping.steps.exists()


def sheet_of(mapping: Mapping) -> Sheet:
    """Three queries: questions, answers, and whether it has been with the county.

    `mapping.round` and `mapping.place` should be at hand already.
    """
    asked = Question.objects.filter(round_id=mapping.round_id).order_by("position", "pk")
    answers: dict[int, dict[str, Given]] = {}
    rows = Answer.objects.filter(mapping=mapping).select_related("answered_by").order_by()
    for answer in rows:
        answers.setdefault(answer.question_id, {})[answer.side] = given_by(answer)
    lines = tuple(
        Line(number, question, answers.get(question.pk, {}))
        for number, question in enumerate(asked.select_related("provision__document"), start=1)
    )
    return Sheet(mapping, lines, came_back(mapping))


def given_by(answer: Answer) -> Given:
    return Given(
        level=answer.level,
        text=answer.text,
        evidence_kind=answer.evidence_kind,
        evidence=answer.evidence,
        evidence_on=answer.evidence_on,
        comment=answer.comment,
        answered_at=answer.answered_at,
        answered_by_id=answer.answered_by_id,
        by=answer.answered_by.name if answer.answered_by else "",
        needs_review=answer.needs_review,
    )
