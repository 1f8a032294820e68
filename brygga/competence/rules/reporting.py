"""What may be reported afterwards."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal

MOST_DAYS = 20


def refuse_report(
    days: Sequence[date], *, ended_until: date, course_days: int | None, people: int
) -> Refusal | None:
    """Whether a round on these days can be told of; `ended_until` is the last day that is over."""
    if not days:
        return Refusal(_("Write the day or days on which it was held."))
    if len(set(days)) < len(days):
        return Refusal(_("A day stands twice."))
    if len(days) > (course_days or MOST_DAYS):
        words = _("The course has %(most)s days. Report what was held twice as two rounds.")
        return Refusal(words % {"most": course_days or MOST_DAYS})
    late = next((day for day in sorted(days) if day > ended_until), None)
    if late is not None:
        words = _("%(day)s is not over yet. Report it when it has been held.")
        return Refusal(words % {"day": late.isoformat()})
    if not people:
        return Refusal(_("Write who took part."))
    return None
