"""What a round asks; settled when the round is opened."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator, slugify

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.followup.enums import QuestionKind
from brygga.followup.models import Question, Round
from brygga.followup.rules import (
    IN_DEPTH,
    KIND_ORDER,
    QuestionValues,
    free_key,
    refuse_asking,
    refuse_kind,
)
from brygga.guidance.models import Provision, Wording
from brygga.guidance.queries import current_wordings
from brygga.kernel.refusal import insist


class QuestionDraft(NamedTuple):
    """A question on its way into a round: the key it would like, its words, what it is about."""

    key: str
    values: QuestionValues
    provision: Provision | None = None


@transaction.atomic
def choose_provisions(
    *, round_: Round, provision_ids: Iterable[int], focus_id: int | None, by: Actor
) -> None:
    """Ask about exactly these provisions, with one of them (or none) in focus.

    A question that stays keeps its words. A new focus brings questions in depth to begin from;
    without a focus those in depth go.
    """
    round_ = _locked(round_)
    insist(refuse_asking(round_.status))
    wanted = set(provision_ids) | ({focus_id} if focus_id else set())
    focus = Provision.objects.get(pk=focus_id) if focus_id else None
    own = Question.objects.filter(round=round_, kind=QuestionKind.PROVISION)
    own.exclude(provision_id__in=wanted).delete()
    asked = set(own.values_list("provision_id", flat=True))
    wordings = current_wordings(wanted - asked)
    add_questions(round_=round_, drafts=[_about(wording) for wording in wordings.values()])
    _put_in_focus(round_, focus)
    _put_in_order(round_)
    _log(round_, by)


@transaction.atomic
def save_question(
    *, round_: Round, values: QuestionValues, by: Actor, question: Question | None = None
) -> Question:
    """Change a question, or add one of the round's own (`question` None)."""
    round_ = _locked(round_)
    insist(refuse_asking(round_.status))
    if question is None:
        insist(refuse_kind(kind=values.kind, has_focus=round_.focus_id is not None))
        draft = QuestionDraft(slugify(values.short), values)
        question = add_questions(round_=round_, drafts=[draft])[0]
        _put_in_order(round_)
    else:
        Question.objects.filter(pk=question.pk, round=round_).update(
            short=values.short, text=values.text
        )
    _log(round_, by)
    return question


@transaction.atomic
def remove_question(*, question: Question, by: Actor) -> None:
    round_ = _locked(question.round)
    insist(refuse_asking(round_.status))
    Question.objects.filter(pk=question.pk).delete()
    _put_in_order(round_)
    _log(round_, by)


@transaction.atomic
def move_question(*, question: Question, up: bool, by: Actor) -> None:
    """Ask it one step earlier or later; at the end of the list nothing happens."""
    round_ = _locked(question.round)
    insist(refuse_asking(round_.status))
    order = list(Question.objects.filter(round=round_).order_by("position", "pk"))
    place = next(index for index, each in enumerate(order) if each.pk == question.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        _number(order)
    _log(round_, by)


def add_questions(*, round_: Round, drafts: Iterable[QuestionDraft]) -> list[Question]:
    """Write questions last in the round, each by the key asked for or one near it."""
    existing = Question.objects.filter(round=round_)
    taken = set(existing.values_list("key", flat=True))
    last = existing.aggregate(last=Max("position"))["last"] or 0
    made = []
    for position, (wanted, values, provision) in enumerate(drafts, start=last + 1):
        key = free_key(wanted, taken)
        taken.add(key)
        in_depth = values.kind == QuestionKind.FOCUS
        made.append(
            Question(
                round=round_,
                key=key,
                position=position,
                provision=round_.focus if in_depth else provision,
                **asdict(values),
            )
        )
    return Question.objects.bulk_create(made)


def _about(wording: Wording) -> QuestionDraft:
    values = QuestionValues(
        kind=QuestionKind.PROVISION,
        short=Truncator(wording.title).chars(60),
        text=Truncator(f"Hur långt har ni kommit? {wording.measure}").chars(300),
        source=wording.source[:200],
    )
    provision = wording.provision
    key = slugify(f"{provision.document.slug}-{provision.number.replace('.', '-')}")
    return QuestionDraft(key, values, provision)


def _put_in_focus(round_: Round, focus: Provision | None) -> None:
    before = round_.focus_id
    if before == (focus.pk if focus else None):
        return
    Round.objects.filter(pk=round_.pk).update(focus=focus)
    round_.focus = focus
    in_depth = Question.objects.filter(round=round_, kind=QuestionKind.FOCUS)
    if focus is None:
        in_depth.delete()
    elif in_depth.exists():
        in_depth.update(provision=focus)
    else:
        add_questions(round_=round_, drafts=[QuestionDraft(*each) for each in IN_DEPTH])


def _put_in_order(round_: Round) -> None:
    """The focus and its depth, other provisions, the rest; else as the county has ordered them."""
    order = Question.objects.filter(round=round_).order_by("position", "pk")
    _number(
        sorted(
            order,
            key=lambda each: (
                round_.focus_id is None or each.provision_id != round_.focus_id,
                KIND_ORDER.index(each.kind),
            ),
        )
    )


def _number(order: list[Question]) -> None:
    for position, question in enumerate(order, start=1):
        question.position = position
    Question.objects.bulk_update(order, ["position"])


def _locked(round_: Round) -> Round:
    """The round as it is now: one that is being opened takes no new question."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("county", "focus")
    return rows.get(pk=round_.pk)


def _log(round_: Round, by: Actor) -> None:
    record("followup.round.saved", round_, by=by, path=round_.county.path, year=round_.year)
