"""What helps somebody to answer one question: the other side, and last year."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from brygga.access.actor import Actor
from brygga.followup.models import Answer, Mapping, Question
from brygga.followup.permissions import SIDES, VIEW_MAPPING
from brygga.followup.queries.sheet import Given, Sheet, given_by
from brygga.followup.rules import refuse_repeating
from brygga.guidance.queries import label, reworded_since
from brygga.kernel.refusal import Refusal
from brygga.people.models import Place
from brygga.people.queries import answering_principals


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the same side answered to the same question the last time it was asked.

    `refusal` is why it may not be said again as it stands: what it is about reads differently now.
    """

    year: int
    given: Given
    refusal: Refusal | None = None


def mapping_of(actor: Actor, year: int, place: str) -> Mapping:
    """The mapping with its round and place; 404 outside. Two queries at most."""
    found = VIEW_MAPPING.visible(actor).select_related("round__county", "round__focus", "place")
    mapping = found.filter(round__year=year, place__code=place).first()
    if mapping is None:
        return VIEW_MAPPING.get(actor, round__year=year, place__code=place)
    return mapping


def last_time(mapping: Mapping, question: Question, side: str) -> LastTime | None:
    """By provision where there is one, else by key; None the first time. At most three queries."""
    answers = Answer.objects.filter(
        mapping__place=mapping.place_id,
        mapping__round__year__lt=mapping.round.year,
        side=side,
        question__kind=question.kind,
        question__form=question.form,
    ).exclude(level="", text="")
    if question.provision_id is not None:
        answers = answers.filter(question__provision=question.provision_id)
    if not question.is_provisions_own:
        answers = answers.filter(question__key=question.key)
    rows = answers.select_related("mapping__round", "answered_by")
    answer = rows.order_by("-mapping__round__year").first()
    if answer is None:
        return None
    reworded_in = _reworded_in(question, answer)
    return LastTime(
        answer.mapping.round.year, given_by(answer), refuse_repeating(reworded_in=reworded_in)
    )


def _reworded_in(question: Question, answer: Answer) -> str:
    """The edition that has changed the words since the answer, by name; empty where they stand."""
    if question.provision is None:
        return ""
    said_on = timezone.localdate(answer.answered_at)
    if answer.needs_review:
        # Given before the edition that asked again, if only by an hour, and never given anew.
        said_on -= timedelta(days=1)
    edition = reworded_since(question.provision, said_on)
    return f"{question.provision.document.short_title}, {edition.name}" if edition else ""


def labels_of(sheet: Sheet) -> dict[int, str]:
    """What people call what each question is about ("Riktlinje 3"), by question id. No query."""
    asked = (line.question for line in sheet.lines)
    return {question.pk: label(question.provision) for question in asked if question.provision}


def principals_of(place: Place, on: date) -> dict[str, str]:
    """Who answers on each side that day, by name; a side nobody answers for is left out."""
    found = answering_principals([place], on)
    return {side: found[place.pk, side].name for side in SIDES if (place.pk, side.value) in found}
