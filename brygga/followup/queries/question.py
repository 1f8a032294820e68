"""What helps somebody to answer one question: the other side, and last year."""

from dataclasses import dataclass
from datetime import date

from brygga.access.actor import Actor
from brygga.followup.models import Answer, Mapping, Question
from brygga.followup.permissions import SIDES, VIEW_MAPPING
from brygga.followup.queries.sheet import Given, Sheet, given_by
from brygga.guidance.queries import label
from brygga.people.models import Place
from brygga.people.queries import answering_principals


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the same side answered to the same question the last time it was asked."""

    year: int
    given: Given


def mapping_of(actor: Actor, year: int, place: str) -> Mapping:
    """The mapping with its round and place; 404 outside. Two queries at most."""
    found = VIEW_MAPPING.visible(actor).select_related("round__county", "round__focus", "place")
    mapping = found.filter(round__year=year, place__code=place).first()
    if mapping is None:
        return VIEW_MAPPING.get(actor, round__year=year, place__code=place)
    return mapping


def last_time(mapping: Mapping, question: Question, side: str) -> LastTime | None:
    """By provision where there is one, else by key; None the first time. One query."""
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
    return LastTime(answer.mapping.round.year, given_by(answer)) if answer else None


def labels_of(sheet: Sheet) -> dict[int, str]:
    """What people call what each question is about ("Riktlinje 3"), by question id. No query."""
    asked = (line.question for line in sheet.lines)
    return {question.pk: label(question.provision) for question in asked if question.provision}


def principals_of(place: Place, on: date) -> dict[str, str]:
    """Who answers on each side that day, by name; a side nobody answers for is left out."""
    found = answering_principals([place], on)
    return {side: found[place.pk, side].name for side in SIDES if (place.pk, side.value) in found}
