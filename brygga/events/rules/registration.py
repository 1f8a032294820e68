"""What may be done with a registration now, and why not."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brygga.events.enums import Approval, GatheringStatus, RegistrationMode, RegistrationStatus
from brygga.kernel.hours import in_sweden
from brygga.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Window:
    """When and by whom a gathering can be registered for. `starts_at` is None without days."""

    status: str
    mode: str
    opens_at: datetime | None
    closes_at: datetime | None
    starts_at: datetime | None


def instant_words(at: datetime) -> str:
    """17 november 2010 kl. 08.30, as it is in Sweden."""
    local = in_sweden(at)
    words = {"day": date_format(local, "j F Y"), "time": date_format(local, "H.i")}
    return _("%(day)s at %(time)s") % words


def refuse_registration(
    window: Window, *, now: datetime, by_coordinator: bool = False
) -> Refusal | None:
    """Why nobody can register now. Coordinators may where only they may, and in no other way."""
    if window.status == GatheringStatus.CANCELLED:
        return Refusal(_("It is called off, so nobody can register."))
    if window.status != GatheringStatus.PUBLISHED or window.mode == RegistrationMode.NONE:
        return Refusal(_("There is no registration."))
    if window.mode == RegistrationMode.COORDINATORS and not by_coordinator:
        return Refusal(_("Your coordinator registers for you. Ask your process leader."))
    if window.starts_at is None:
        return Refusal(_("The days are not set yet, so nobody can register."))
    return _refuse_time(window, now)


def _refuse_time(window: Window, now: datetime) -> Refusal | None:
    if window.opens_at is not None and now < window.opens_at:
        words = _("Registration opens %(at)s. Come back then.")
        return Refusal(words % {"at": instant_words(window.opens_at)})
    if window.closes_at is not None and now >= window.closes_at:
        words = _("Registration closed %(at)s. Ask the organiser if it is urgent.")
        return Refusal(words % {"at": instant_words(window.closes_at)})
    if window.starts_at is not None and now >= window.starts_at:
        return Refusal(_("It has already begun. Look for another round in the calendar."))
    return None


def refuse_second(*, here: bool, in_queue: bool, has_seat: bool = False) -> Refusal | None:
    if here:
        words = _("This address is registered already. The link in its letter leads there.")
        return Refusal(words)
    if in_queue:
        words = _(
            "This address waits already: the course has one queue for all its rounds. The link in "
            "its letter leads there."
        )
        return Refusal(words)
    if has_seat:
        words = _(
            "This address has a seat in another round of the course. Cancel that one first, by "
            "the link in its letter."
        )
        return Refusal(words)
    return None


def refuse_overtaking() -> Refusal:
    return Refusal(_("Somebody in the queue comes first to the seat that is free."))


def refuse_day(
    window: Window, *, starts_at: datetime, course_day: int | None, now: datetime
) -> Refusal | None:
    """Why one day alone cannot be taken in another round; it can until it begins."""
    if window.status != GatheringStatus.PUBLISHED:
        return Refusal(_("The round is not held, so the day cannot be taken there."))
    if course_day is None:
        return Refusal(_("This is no course day, so there is nothing to make up."))
    if now >= starts_at:
        return Refusal(_("The day has begun. Look for it in another round."))
    return None


def refuse_move(
    window: Window, status: str, *, same_course: bool, same_round: bool, now: datetime
) -> Refusal | None:
    """Why a seat cannot be moved to the round that the window is of."""
    if status != RegistrationStatus.SEATED:
        return Refusal(_("Only one who has a seat can be moved."))
    if not same_course:
        return Refusal(_("A seat is moved between rounds of the same course."))
    if same_round:
        return Refusal(_("The seat is in that round already."))
    if window.status != GatheringStatus.PUBLISHED or window.starts_at is None:
        return Refusal(_("That round is not held, or its days are not set yet."))
    if now >= window.starts_at:
        return Refusal(_("That round has begun. Choose one that is still to come."))
    return None


def refuse_cancel(status: str, *, begun: bool) -> Refusal | None:
    if status not in {
        RegistrationStatus.SEATED,
        RegistrationStatus.WAITING,
        RegistrationStatus.OFFERED,
    }:
        return Refusal(_("The registration is over already."))
    if begun and status == RegistrationStatus.SEATED:
        return Refusal(_("It has begun. Tell the organiser instead."))
    return None


def refuse_answer(status: str, *, expires_at: datetime | None, now: datetime) -> Refusal | None:
    """Whether an offer can be taken or declined."""
    if status == RegistrationStatus.SEATED:
        return Refusal(_("You have a seat already."))
    if status == RegistrationStatus.LAPSED or (expires_at is not None and now >= expires_at):
        return Refusal(
            _("The offer has run out and gone to the next in the queue. You can join it again.")
        )
    if status != RegistrationStatus.OFFERED:
        return Refusal(_("There is no offer to answer."))
    return None


def refuse_approval(approval: str, status: str) -> Refusal | None:
    """Whether a manager can still say yes or no."""
    if status == RegistrationStatus.CANCELLED:
        return Refusal(_("The registration has been cancelled."))
    if approval != Approval.ASKED:
        return Refusal(_("It has been answered already."))
    return None
