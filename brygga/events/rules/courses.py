"""What a course and a curriculum cannot be."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal


def refuse_teaching(*, is_itself: bool) -> Refusal | None:
    if is_itself:
        return Refusal(_("A course cannot give the right to teach itself."))
    return None


def refuse_modules(module_days: Iterable[int | None], *, days: int | None) -> Refusal | None:
    """Modules lie on days that the course has."""
    latest = max((day for day in module_days if day is not None), default=0)
    if latest and latest > (days or 0):
        words = _("A part is on day %(day)s, but the course has %(days)s. Change one of them.")
        return Refusal(words % {"day": latest, "days": days or 0})
    return None


def refuse_adoption(*, is_known: bool) -> Refusal | None:
    if is_known:
        return Refusal(_("They have adopted it already."))
    return None
