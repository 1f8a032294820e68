"""Reads of rounds and what they ask."""

from dataclasses import dataclass

from django.db.models import Count, Q

from brygga.access.actor import Actor
from brygga.followup.enums import MappingStatus, RoundStatus
from brygga.followup.models import Mapping, Question, Round
from brygga.followup.permissions import VIEW_ROUND
from brygga.people.models import Place


def round_of(county: Place, year: int) -> Round | None:
    """One query."""
    return Round.objects.filter(county=county, year=year).select_related("county", "focus").first()


def latest_round(county: Place) -> Round | None:
    """The last one that has been opened. One query."""
    opened = Round.objects.filter(county=county).exclude(status=RoundStatus.DRAFT)
    return opened.select_related("county", "focus").order_by("-year").first()


def rounds_of(county: Place) -> list[Round]:
    """Every round of the county, the latest first. One query."""
    return list(Round.objects.filter(county=county).select_related("focus").order_by("-year"))


def years_with_rounds() -> list[int]:
    """Years in which some county has opened a round, the latest first. One query."""
    opened = Round.objects.exclude(status=RoundStatus.DRAFT)
    return list(opened.order_by("-year").values_list("year", flat=True).distinct())


def questions_of(round_: Round) -> list[Question]:
    """In the order they are asked, with their provisions. One query."""
    asked = Question.objects.filter(round=round_).select_related("provision__document")
    return list(asked.order_by("position", "pk"))


@dataclass(frozen=True, slots=True)
class Completeness:
    """Mappings of a round: all, those begun, those with the county or done, those accepted."""

    expected: int = 0
    begun: int = 0
    submitted: int = 0
    accepted: int = 0


def completeness(round_: Round) -> Completeness:
    """`submitted` counts the accepted as well. Two queries."""
    mappings = Mapping.objects.filter(round=round_)
    with_county = Q(status__in=(MappingStatus.SUBMITTED, MappingStatus.ACCEPTED))
    counted = mappings.aggregate(
        expected=Count("pk"),
        submitted=Count("pk", filter=with_county),
        accepted=Count("pk", filter=Q(status=MappingStatus.ACCEPTED)),
    )
    begun = mappings.filter(answers__isnull=False).order_by().values("pk").distinct().count()
    return Completeness(begun=begun, **counted)


def rounds_for(actor: Actor) -> list[Round]:
    """Rounds one reaches, by county, the latest first. One query."""
    reached = VIEW_ROUND.visible(actor).select_related("county", "focus")
    return list(reached.order_by("-year", "county__name"))
