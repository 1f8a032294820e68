"""Reads of what has been accepted: the same numbers for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, Value, When

from brygga.followup.enums import QuestionKind
from brygga.followup.models import Standing
from brygga.guidance.models import Provision
from brygga.people.models import Place


class StandingRow(NamedTuple):
    """One accepted answer.

    `provision_id` is given for a provision's own question only, so place and provision name one
    row a year; questions in depth and about collaboration carry None and are told apart by `kind`
    and `question_id`.
    """

    place_id: int
    question_id: int
    provision_id: int | None
    year: int
    level: str
    social_services: str
    health_care: str
    is_joint: bool
    differs: bool
    evidence: str
    evidence_on: date | None
    kind: str
    mapping_id: int
    invented: bool


def standings(round_ids: Iterable[int]) -> list[StandingRow]:
    """Every accepted answer of the rounds. One query, no model instances: made for thousands."""
    rows = Standing.objects.filter(mapping__round_id__in=list(round_ids)).order_by()
    own_provision = Case(
        When(question__kind=QuestionKind.PROVISION, then=F("question__provision_id")),
        default=Value(None),
    )
    return [
        StandingRow(*row)
        for row in rows.values_list(
            "mapping__place_id",
            "question_id",
            own_provision,
            "mapping__round__year",
            "level",
            "social_services",
            "health_care",
            "is_joint",
            "differs",
            "evidence",
            "evidence_on",
            "question__kind",
            "mapping_id",
            "mapping__invented",
        )
    ]


class LevelCount(NamedTuple):
    """How many places of a county stand at a level on a provision, and how many of them differ."""

    county: str
    provision_id: int
    level: str
    n: int
    differing: int


def level_counts_by_county(year: int) -> list[LevelCount]:
    """Counted by the database, provisions' own questions only. One query."""
    rows = (
        Standing.objects.filter(mapping__round__year=year, question__kind=QuestionKind.PROVISION)
        .order_by()
        .values_list("mapping__round__county__path", "question__provision_id", "level")
        .annotate(n=Count("pk"), differing=Count("pk", filter=Q(differs=True)))
    )
    return [LevelCount(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class YearLevel:
    """What was accepted one year."""

    year: int
    level: str
    differs: bool
    mapping_id: int


def provision_history(place: Place, provision: Provision) -> list[YearLevel]:
    """Accepted levels by year, the first year first. One query."""
    rows = Standing.objects.filter(
        mapping__place=place,
        question__provision=provision,
        question__kind=QuestionKind.PROVISION,
    )
    years = rows.order_by("mapping__round__year")
    names = ("mapping__round__year", "level", "differs", "mapping_id")
    return [YearLevel(*row) for row in years.values_list(*names)]
