"""What may be done with somebody else's registration."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from brygga.events.enums import RegistrationStatus
from brygga.kernel.refusal import Refusal

GREATEST_NEED = 3
_LIVE = {RegistrationStatus.SEATED, RegistrationStatus.WAITING, RegistrationStatus.OFFERED}
_AHEAD = timedelta(days=366)


def refuse_need(status: str, *, need: int, reason: str) -> Refusal | None:
    """A need is said of one who waits; a great one with the reason, for the others to read."""
    if status != RegistrationStatus.WAITING:
        return Refusal(_("They do not wait in the queue, so the need decides nothing."))
    if not 0 <= need <= GREATEST_NEED:
        return Refusal(_("The need goes from 0 to 3."))
    if need and not reason.strip():
        return Refusal(_("Write why the need is there. It stands in the log of the queue."))
    return None


def refuse_details(status: str) -> Refusal | None:
    if status not in _LIVE:
        return Refusal(_("The registration is over, so nothing more can be changed."))
    return None


def refuse_left(left_on: date | None, *, today: date) -> Refusal | None:
    if left_on is not None and left_on > today + _AHEAD:
        return Refusal(_("That day is more than a year ahead. Check the year."))
    return None


def refuse_reasonless(reason: str) -> Refusal | None:
    if not reason.strip():
        return Refusal(_("Write why it is cancelled. The person will read it."))
    return None
