"""Rounds, mappings and answers for tests, made as plain rows."""

from datetime import date, timedelta
from itertools import count

from brygga import clock
from brygga.followup import actions
from brygga.followup.enums import (
    AnswerForm,
    AnswerSide,
    MappingStatus,
    QuestionKind,
    RoundStatus,
)
from brygga.followup.models import Answer, Mapping, Question, Round
from brygga.guidance.enums import DocumentKind, EditionStatus
from brygga.guidance.models import Document, Edition, Provision, Wording
from tests.builders.people import place

SOCIAL = AnswerSide.SOCIAL_SERVICES
HEALTH = AnswerSide.HEALTH_CARE
PLACES = ("0160", "0163", "0180")
JOINT = AnswerSide.JOINT
SIDES = (SOCIAL, HEALTH)
_numbers = count(1)


def provision(number="3", *, document="stockholm-policy", code="01", title=""):
    """A provision with a wording in a published first edition."""
    paper, _new = Document.objects.get_or_create(
        slug=document,
        defaults={
            "title": "Policy för Stockholms län",
            "short_title": "Policyn",
            "kind": DocumentKind.COUNTY_POLICY,
            "issuer": "Länet",
            "place": place(code),
            "provision_word": "Riktlinje",
        },
    )
    edition, _new = Edition.objects.get_or_create(
        document=paper,
        number=1,
        defaults={
            "name": "Utgåva 1",
            "status": EditionStatus.PUBLISHED,
            "published_on": date(2008, 1, 1),
        },
    )
    found, new = Provision.objects.get_or_create(document=paper, number=number)
    if new:
        Wording.objects.create(
            provision=found,
            edition=edition,
            title=title or f"Rubrik {number}",
            measure=f"Åtgärd {number} ska göras.",
        )
    return found


def reword(found, on, number=2):
    """A published edition, from that day, where the provision has other words."""
    edition = Edition.objects.create(
        document=found.document,
        number=number,
        name=f"Utgåva {number}",
        status=EditionStatus.PUBLISHED,
        published_on=on,
    )
    Wording.objects.create(
        provision=found, edition=edition, title="Ny rubrik", measure=f"Görs på sätt {number}."
    )
    return edition


def question(round_, key="", **fields):
    """A level question unless told otherwise, last in the round."""
    number = Question.objects.filter(round=round_).count() + 1
    fields.setdefault("kind", QuestionKind.STRUCTURE)
    fields.setdefault("short", f"Fråga {number}")
    fields.setdefault("text", f"Hur är det med {number}?")
    fields.setdefault("position", number)
    return Question.objects.create(round=round_, key=key or f"fraga-{number}", **fields)


def about(round_, found, key=""):
    """The round's question about a provision."""
    return question(
        round_, key or f"riktlinje-{found.number}", kind=QuestionKind.PROVISION, provision=found
    )


def text_question(round_, key="prioriteringar"):
    return question(round_, key, kind=QuestionKind.PRIORITIES, form=AnswerForm.TEXT)


def a_round(code="01", year=2010, *, questions=2, status=RoundStatus.OPEN, **fields):
    """An open round that closes in a month and asks so many level questions."""
    today = clock.today()
    fields.setdefault("opens_on", today - timedelta(days=30))
    fields.setdefault("closes_on", today + timedelta(days=30))
    fields.setdefault("title", f"Kartläggning {year}")
    made = Round.objects.create(county=place(code), year=year, status=status, **fields)
    for _each in range(questions):
        question(made)
    return made


def mapping(round_=None, code="0160", *, status=MappingStatus.OPEN, **fields):
    """A place's mapping, in a round of its own if none is given."""
    if status == MappingStatus.ACCEPTED:
        fields.setdefault("accepted_at", clock.now())
    return Mapping.objects.create(
        round=round_ or a_round(), place=place(code), status=status, **fields
    )


def answer(found, asked, side=SOCIAL, level="planned", **fields):
    fields.setdefault("answered_at", clock.now() - timedelta(minutes=next(_numbers)))
    return Answer.objects.create(mapping=found, question=asked, side=side, level=level, **fields)


def questions(found):
    return list(Question.objects.filter(round=found.round).order_by("position"))


def answer_all(found, social="planned", health="planned"):
    """Both sides' answers to every level question."""
    for asked in questions(found):
        if asked.form == AnswerForm.LEVEL:
            answer(found, asked, SOCIAL, social)
            answer(found, asked, HEALTH, health)
    return found


def finish(found, *sides):
    """Mark sides as finished, both if none is named."""
    now = clock.now()
    for side in sides or SIDES:
        setattr(found, f"{side}_finished_at", now)
    found.save()
    return found


def ready(round_=None, code="0160", **levels):
    """A mapping that can be submitted."""
    return finish(answer_all(mapping(round_, code), **levels))


def submitted(round_=None, code="0160", *, by, **levels):
    """A mapping that waits for the county."""
    found = ready(round_, code, **levels)
    actions.submit_mapping(mapping=found, by=by)
    return again(found)


def accepted(round_=None, code="0160", *, by, **levels):
    """A mapping that the county has accepted, with its standings."""
    found = submitted(round_, code, by=by, **levels)
    actions.accept_mapping(mapping=found, by=by)
    return again(found)


def again(found):
    """The same row read anew."""
    return (
        type(found)
        .objects.select_related(*(["round__county", "place"] if isinstance(found, Mapping) else []))
        .get(pk=found.pk)
    )
