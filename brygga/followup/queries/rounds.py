"""Reads of rounds and what they ask."""

from datetime import date

from brygga.access.actor import Actor
from brygga.followup.enums import RoundStatus
from brygga.followup.models import Question, Round
from brygga.followup.permissions import VIEW_ROUND
from brygga.followup.rules import is_running


def questions_of(round_: Round) -> list[Question]:
    """In the order they are asked, with their provisions. One query."""
    asked = Question.objects.filter(round=round_).select_related("provision__document")
    return list(asked.order_by("position", "pk"))


def rounds_for(actor: Actor) -> list[Round]:
    """Rounds one reaches, by county, the latest first. One query."""
    reached = VIEW_ROUND.visible(actor).select_related("county", "focus")
    return list(reached.order_by("-year", "county__name"))


def running_rounds(today: date) -> list[Round]:
    """Rounds whose answers are still awaited that day. One query."""
    open_ones = Round.objects.filter(status=RoundStatus.OPEN)
    return [each for each in open_ones if _runs(each, today)]


def rounds_just_over(today: date) -> list[Round]:
    """The latest round of each county that is over. One query."""
    opened = Round.objects.exclude(status=RoundStatus.DRAFT).order_by("year")
    over = {each.county_id: each for each in opened if not _runs(each, today)}
    return list(over.values())


def _runs(round_: Round, today: date) -> bool:
    return is_running(status=round_.status, closes_on=round_.closes_on, today=today)
