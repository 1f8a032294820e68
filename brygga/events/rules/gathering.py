"""What may be done with a gathering now: publishing, calling off, its days, files and quotas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from brygga.events.enums import GatheringStatus, RegistrationMode
from brygga.kernel.refusal import Refusal

MOVES: dict[str, tuple[GatheringStatus, ...]] = {
    GatheringStatus.DRAFT: (GatheringStatus.PUBLISHED,),
    GatheringStatus.PUBLISHED: (GatheringStatus.CANCELLED,),
    # Whoever had a seat has been told that it is not held; a new one is made instead.
    GatheringStatus.CANCELLED: (),
}
MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Span:
    """One day from its first minute to its last."""

    starts_at: datetime
    ends_at: datetime


def refuse_publishing(status: str, *, mode: str, days: int) -> Refusal | None:
    """A gathering is published once; one can register only for days that are set."""
    if status == GatheringStatus.CANCELLED:
        return Refusal(_("It is called off. Make a new gathering instead."))
    if status == GatheringStatus.PUBLISHED:
        return Refusal(_("It is published already."))
    if days == 0 and mode != RegistrationMode.NONE:
        return Refusal(_("Set at least one day before it is published."))
    return None


def refuse_change(status: str) -> Refusal | None:
    if status == GatheringStatus.CANCELLED:
        return Refusal(_("It is called off, so nothing more can be changed."))
    return None


def refuse_discarding(status: str) -> Refusal | None:
    if status != GatheringStatus.DRAFT:
        return Refusal(_("Only a draft is discarded. What is published can be called off."))
    return None


def refuse_opening_hours(opens_at: datetime | None, closes_at: datetime | None) -> Refusal | None:
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        return Refusal(_("Registration closes before it opens. Change one of the two."))
    return None


def refuse_calling_off(
    status: str, *, ends_at: datetime | None, now: datetime, reason: str
) -> Refusal | None:
    if status == GatheringStatus.CANCELLED:
        return Refusal(_("It is called off already."))
    if GatheringStatus.CANCELLED not in MOVES[status]:
        return Refusal(_("Only what is published can be called off. Nobody sees a draft."))
    if ends_at is not None and ends_at <= now:
        return Refusal(_("It has been held, so it cannot be called off."))
    if not reason.strip():
        return Refusal(_("Write why it is called off. Everybody who has a seat will read it."))
    return None


def refuse_spans(spans: Sequence[Span]) -> Refusal | None:
    """Days come in order, each ends after it begins, and before the next begins."""
    if len(spans) > MOST_DAYS:
        return Refusal(_("At most %(most)s days. Make two gatherings.") % {"most": MOST_DAYS})
    for number, span in enumerate(spans, 1):
        if span.ends_at <= span.starts_at:
            return Refusal(_("Day %(number)s ends before it begins.") % {"number": number})
        if number > 1 and span.starts_at < spans[number - 2].ends_at:
            words = _("Day %(number)s begins before the day before it has ended.")
            return Refusal(words % {"number": number})
    return None


def refuse_losing_day(number: int, *, registered: bool, marked: bool) -> Refusal | None:
    """A day that somebody has a seat on alone, or was present on, is not taken away."""
    if marked:
        words = _("Day %(number)s has been held: presence is noted. It cannot be removed.")
        return Refusal(words % {"number": number})
    if registered:
        words = _("Somebody has a seat on day %(number)s alone. Move or cancel them first.")
        return Refusal(words % {"number": number})
    return None


def refuse_quota(*, least: int, most: int | None, taken: int) -> Refusal | None:
    """A ceiling is not set below what is promised, nor a floor above the ceiling."""
    if most is not None and most < least:
        return Refusal(_("“At least” cannot be more than “at most”."))
    if most is not None and most < taken:
        words = _("%(taken)s already have a seat or an offer. Set at least that many.")
        return Refusal(words % {"taken": taken})
    return None


def needs_telling(status: str) -> bool:
    """Whether those who have a seat, and their calendars, must hear of a change."""
    return status == GatheringStatus.PUBLISHED
