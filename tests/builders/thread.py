"""A small county with a policy and rounds, for the pages that read across rooms."""

from datetime import UTC, date, datetime

from brygga.followup.actions import rebuild_standings
from brygga.followup.enums import AnswerSide, MappingStatus, QuestionKind, RoundStatus
from brygga.followup.models import Answer, Mapping, Question, Round
from brygga.guidance.enums import DocumentKind, EditionStatus
from brygga.guidance.models import Document, Edition, Provision, Wording
from brygga.people.models import Place

STOCKHOLM = "01"


def policy(numbers=("3",), *, slug="policy", place=STOCKHOLM):
    """A published document with these provisions; gives them by number."""
    document = Document.objects.create(
        slug=slug,
        title="Policy",
        short_title="Policyn",
        kind=DocumentKind.COUNTY_POLICY,
        issuer="Länet",
        place=Place.objects.get(code=place),
        provision_word="Riktlinje",
    )
    edition = Edition.objects.create(
        document=document,
        number=1,
        name="utgåva 1",
        status=EditionStatus.PUBLISHED,
        published_on=date(2008, 4, 3),
    )
    found = {}
    for position, number in enumerate(numbers):
        provision = Provision.objects.create(document=document, number=number, position=position)
        Wording.objects.create(
            provision=provision, edition=edition, title=f"Sak {number}", measure=f"Gör sak {number}"
        )
        found[number] = provision
    return found


def opened_round(provisions, year=2010, *, county=STOCKHOLM, focus="3", **fields):
    """An open round that asks about every provision."""
    fields.setdefault("status", RoundStatus.OPEN)
    made = Round.objects.create(
        county=Place.objects.get(code=county),
        year=year,
        title=f"Kartläggning {year}",
        opens_on=date(year, 9, 1),
        closes_on=date(year, 11, 30),
        focus=provisions.get(focus),
        **fields,
    )
    for position, (number, provision) in enumerate(provisions.items(), 1):
        Question.objects.create(
            round=made,
            key=f"p-{number}",
            position=position,
            kind=QuestionKind.PROVISION,
            provision=provision,
            short=f"Sak {number}",
            text=f"Hur är det med sak {number}?",
        )
    return made


def mapping(round_, place, levels, *, status=MappingStatus.ACCEPTED, **fields):
    """A place's mapping; `levels` is {number: (social services, health care[, joint])}.

    An accepted one has its standings.
    """
    accepted = datetime(round_.year, 11, 1, tzinfo=UTC)
    made = Mapping.objects.create(
        round=round_,
        place=place,
        status=status,
        accepted_at=accepted if status == MappingStatus.ACCEPTED else None,
        **fields,
    )
    sides = (AnswerSide.SOCIAL_SERVICES, AnswerSide.HEALTH_CARE, AnswerSide.JOINT)
    for number, said in levels.items():
        question = Question.objects.get(round=round_, key=f"p-{number}")
        for side, level in zip(sides, said, strict=False):
            Answer.objects.create(
                mapping=made,
                question=question,
                side=side,
                level=level,
                evidence="Rutin",
                evidence_on=date(round_.year, 9, 2),
                comment="HEMLIG KOMMENTAR",
                answered_at=datetime(round_.year, 9, 14, 12, tzinfo=UTC),
            )
    if status == MappingStatus.ACCEPTED:
        rebuild_standings(mapping_ids=[made.pk])
    return made
