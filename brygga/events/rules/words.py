"""How it stands with a gathering's seats and registration, in a few words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from brygga.events.enums import GatheringStatus, RegistrationMode
from brygga.events.rules.registration import Window, refuse_registration
from brygga.kernel.hours import in_sweden


@dataclass(frozen=True, slots=True)
class Standing:
    """A word or two for a list, and the tone of the tag they stand in."""

    words: str
    tone: str = "neutral"


def seats_words(free: int | None, capacity: int | None) -> str:
    """How many seats are left, as a sentence."""
    if free is None:
        return _("The seats are not limited.")
    if free < 1:
        return _("Every seat is taken. You can join the queue.")
    words = {"free": free, "capacity": capacity}
    if capacity is None:
        return ngettext("%(free)s seat is left.", "%(free)s seats are left.", free) % words
    return _("%(free)s of %(capacity)s seats are left.") % words


def standing(
    window: Window, *, free: int | None, ends_at: datetime | None, now: datetime
) -> Standing:
    """How it stands with registering, for whoever looks for something to go to."""
    if window.status == GatheringStatus.CANCELLED:
        return Standing(_("Called off"), "warning")
    if ends_at is not None and ends_at < now:
        return Standing(pgettext("gathering", "Held"))
    if window.mode == RegistrationMode.NONE:
        return Standing(_("No registration"))
    return _registration(window, is_full=free is not None and free < 1, now=now)


def _registration(window: Window, *, is_full: bool, now: datetime) -> Standing:
    if window.opens_at is not None and now < window.opens_at:
        return Standing(_("Opens %(day)s") % {"day": day_words(window.opens_at)})
    if refuse_registration(window, now=now, by_coordinator=True):
        return Standing(_("Registration is closed"))
    if is_full:
        return Standing(_("Full, with a queue"), "warning")
    if window.mode == RegistrationMode.COORDINATORS:
        return Standing(_("Your coordinator registers"), "accent")
    return Standing(_("Open for registration"), "accent")


def day_words(at: datetime) -> str:
    """18 november 2010, as the day is in Sweden."""
    return date_format(in_sweden(at), "j F Y")


def span_words(first: datetime, last: datetime) -> str:
    """18 november 2010, 18–25 november 2010, 30 november–2 december 2010."""
    begins, ends = in_sweden(first), in_sweden(last)
    if begins.date() == ends.date():
        return day_words(first)
    if begins.year != ends.year:
        return f"{day_words(first)} – {day_words(last)}"
    same_month = begins.month == ends.month
    return f"{date_format(begins, 'j' if same_month else 'j F')}–{day_words(last)}"


def hours_words(starts_at: datetime, ends_at: datetime, *, times_known: bool) -> str:
    """kl. 8.30–16.00, or nothing where the hours are not known."""
    if not times_known:
        return ""
    first, last = in_sweden(starts_at), in_sweden(ends_at)
    words = {"first": date_format(first, "H.i"), "last": date_format(last, "H.i")}
    return pgettext("hours", "%(first)s–%(last)s") % words
