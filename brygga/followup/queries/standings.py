"""Reads of what has been accepted: the same numbers for everybody."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Case, F, Value, When

from brygga.followup.enums import QuestionKind
from brygga.followup.models import Standing


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
