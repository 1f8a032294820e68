"""Answers as they are written, and what the consultation settles."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.followup.actions.moves import lock_mapping
from brygga.followup.enums import AnswerSide
from brygga.followup.models import Answer, Mapping, Question
from brygga.followup.queries import Given, came_back, locked_because
from brygga.followup.queries.question import last_time
from brygga.followup.queries.sheet import finished_at, given_by
from brygga.followup.rules import refuse_clearing, refuse_settling, refuse_side
from brygga.kernel.refusal import insist


@dataclass(frozen=True, slots=True)
class AnswerValues:
    """What somebody writes in one answer.

    `seen` is the `answered_at` of the answer that the writer had on the page, None if there was
    none; it is no part of what they say.
    """

    level: str = ""
    text: str = ""
    evidence_kind: str = ""
    evidence: str = ""
    evidence_on: date | None = None
    comment: str = ""
    seen: datetime | None = field(default=None, compare=False)

    @classmethod
    def of(cls, given: Given | Answer, *, seen: datetime | None = None) -> "AnswerValues":
        """What an answer says."""
        said = {each.name: getattr(given, each.name) for each in fields(cls) if each.compare}
        return cls(**said, seen=seen)


_NAMES = tuple(each.name for each in fields(AnswerValues) if each.compare)


class Overtaken(Exception):
    """Somebody else on the same side has written since the reader's page was made.

    Nothing was saved. `stored` is what stands, so that both can be shown and one chosen.
    """

    def __init__(self, stored: Given) -> None:
        super().__init__("overtaken")
        self.stored = stored


@transaction.atomic
def save_answer(
    *,
    mapping: Mapping,
    question: Question,
    side: str,
    values: AnswerValues,
    by: Actor,
) -> Answer:
    """Keep one side's answer; raises Refused, or Overtaken.

    An answer that somebody else has written since `values.seen` is never overwritten unseen. The
    same values again change nothing, but say that an answer which must be looked at still holds.
    """
    mapping = lock_mapping(mapping=mapping)
    locked = locked_because(mapping, came_back=came_back(mapping))
    insist(refuse_side(locked=locked, is_finished=finished_at(mapping, side) is not None))
    stored = _stored(mapping, question, side)
    _insist_on_newest(stored, values, by)
    if stored is not None and AnswerValues.of(stored) == values and not stored.needs_review:
        return stored
    if stored is not None and stored.level != values.level:
        _doubt_joint(mapping, question)
    answer = _write(mapping, question, side, values, by)
    record(
        "followup.answer.saved",
        answer,
        by=by,
        path=mapping.place.path,
        side=side,
        question=question.key,
        level=values.level,
    )
    return answer


@transaction.atomic
def repeat_answer(
    *, mapping: Mapping, question: Question, side: str, seen: datetime | None, by: Actor
) -> Answer | None:
    """Say what the same side said the last time; None when it never did. Raises as `save_answer`.

    Refused where what is asked about reads differently since.
    """
    last = last_time(mapping, question, side)
    if last is None:
        return None
    insist(last.refusal)
    values = AnswerValues.of(last.given, seen=seen)
    return save_answer(mapping=mapping, question=question, side=side, values=values, by=by)


@transaction.atomic
def settle_joint(
    *,
    mapping: Mapping,
    question: Question,
    values: AnswerValues,
    by: Actor,
) -> Answer:
    """Lay the consultation's joint answer beside the two; both originals stay as they were."""
    mapping = lock_mapping(mapping=mapping)
    stored = _stored(mapping, question, AnswerSide.JOINT)
    levels = _levels(mapping, question)
    insist(
        refuse_settling(
            locked=locked_because(mapping, came_back=came_back(mapping)),
            social=levels.get(AnswerSide.SOCIAL_SERVICES, ""),
            health=levels.get(AnswerSide.HEALTH_CARE, ""),
            is_settled=stored is not None,
        )
    )
    _insist_on_newest(stored, values, by)
    answer = _write(mapping, question, AnswerSide.JOINT, values, by)
    record(
        "followup.joint.settled",
        answer,
        by=by,
        path=mapping.place.path,
        question=question.key,
        level=values.level,
    )
    return answer


@transaction.atomic
def clear_joint(*, mapping: Mapping, question: Question, by: Actor) -> None:
    """Take a joint answer back; the two originals count again."""
    mapping = lock_mapping(mapping=mapping)
    locked = locked_because(mapping, came_back=came_back(mapping))
    stored = _stored(mapping, question, AnswerSide.JOINT)
    insist(refuse_clearing(locked=locked, is_settled=stored is not None))
    Answer.objects.filter(mapping=mapping, question=question, side=AnswerSide.JOINT).delete()
    record("followup.joint.cleared", mapping, by=by, path=mapping.place.path, question=question.key)


def _stored(mapping: Mapping, question: Question, side: str) -> Answer | None:
    rows = Answer.objects.select_related("answered_by")
    return rows.filter(mapping=mapping, question=question, side=side).first()


def _levels(mapping: Mapping, question: Question) -> dict[str, str]:
    given = Answer.objects.filter(mapping=mapping, question=question).order_by()
    return dict(given.values_list("side", "level"))


def _insist_on_newest(stored: Answer | None, values: AnswerValues, by: Actor) -> None:
    """Raise Overtaken when somebody else's newer answer says something else.

    One's own newer answer is no conflict: a saving that the browser gave up on may have arrived.
    """
    if stored is None or stored.answered_at == values.seen or stored.answered_by_id == by.user_id:
        return
    if AnswerValues.of(stored) != values:
        raise Overtaken(given_by(stored))


def _write(
    mapping: Mapping, question: Question, side: str, values: AnswerValues, by: Actor
) -> Answer:
    answer, _made = Answer.objects.update_or_create(
        mapping=mapping,
        question=question,
        side=side,
        defaults={
            **{name: getattr(values, name) for name in _NAMES},
            "answered_at": clock.now(),
            "answered_by_id": by.user_id,
            "needs_review": "",
        },
    )
    return answer


def _doubt_joint(mapping: Mapping, question: Question) -> None:
    """A joint answer was settled on what the two then said."""
    # Kept in the language of the house: whoever reads it later may use another.
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("One of the principals has changed their answer.")
    Answer.objects.filter(mapping=mapping, question=question, side=AnswerSide.JOINT).update(
        needs_review=reason
    )
