"""Reads of rounds and what they ask."""

from brygga.access.actor import Actor
from brygga.followup.models import Question, Round
from brygga.followup.permissions import VIEW_ROUND


def questions_of(round_: Round) -> list[Question]:
    """In the order they are asked, with their provisions. One query."""
    asked = Question.objects.filter(round=round_).select_related("provision__document")
    return list(asked.order_by("position", "pk"))


def rounds_for(actor: Actor) -> list[Round]:
    """Rounds one reaches, by county, the latest first. One query."""
    reached = VIEW_ROUND.visible(actor).select_related("county", "focus")
    return list(reached.order_by("-year", "county__name"))
