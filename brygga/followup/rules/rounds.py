"""Decisions about a county's yearly round."""

from datetime import date

from django.utils.translation import gettext as _

from brygga.followup.enums import RoundStatus
from brygga.kernel.refusal import Refusal

ROUND_STEPS: dict[str, frozenset[str]] = {
    RoundStatus.DRAFT: frozenset({RoundStatus.OPEN}),
    RoundStatus.OPEN: frozenset({RoundStatus.CLOSED}),
    RoundStatus.CLOSED: frozenset({RoundStatus.OPEN}),
}
"""A closed round can be opened again for those who are late; nothing becomes a draft again."""

REMINDER_DAYS = (14, 7, 1)
"""So many days before the last day those with work left are reminded by themselves."""


def refuse_planning(*, taken: bool) -> Refusal | None:
    if taken:
        return Refusal(_("The county already has a round for that year. Choose another year."))
    return None


def refuse_dates(*, opens_on: date, closes_on: date) -> Refusal | None:
    if closes_on < opens_on:
        return Refusal(_("The last day cannot come before the first."))
    return None


def refuse_asking(status: str) -> Refusal | None:
    """What is asked is settled when the first place can answer: everybody answers the same."""
    if status != RoundStatus.DRAFT:
        return Refusal(_("The round has been opened, so its questions stand."))
    return None


def refuse_opening(
    *, status: str, questions: int, participants: int, today: date, closes_on: date
) -> Refusal | None:
    if RoundStatus.OPEN not in ROUND_STEPS[status]:
        return Refusal(_("The round is already open."))
    if not questions:
        return Refusal(_("The round asks nothing yet. Choose at least one question."))
    if not participants:
        return Refusal(_("No place in the county takes part yet. Say first who takes part."))
    if closes_on < today:
        return Refusal(_("The last day to answer has passed. Move it forward first."))
    return None


def refuse_closing(status: str) -> Refusal | None:
    if RoundStatus.CLOSED not in ROUND_STEPS[status]:
        return Refusal(_("Only an open round can be closed."))
    return None


def is_running(*, status: str, closes_on: date, today: date) -> bool:
    """Whether answers are still awaited. A round that is over is history: what was said stands."""
    return status == RoundStatus.OPEN and today <= closes_on


def days_to_remind(*, today: date, closes_on: date) -> int | None:
    """Days left when today is one of the days of reminding, else None."""
    left = (closes_on - today).days
    return left if left in REMINDER_DAYS else None
