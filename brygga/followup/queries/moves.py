"""Whose move it is in a mapping, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from brygga.followup.enums import MappingStatus
from brygga.followup.permissions import SIDES
from brygga.followup.queries.tallies import Tally


def waits_for(tally: Tally) -> str:
    """Whose move it is: the county's, a principal's, the consultation's; empty when nobody's."""
    status = tally.mapping.status
    if status == MappingStatus.ACCEPTED:
        return ""
    if status == MappingStatus.SUBMITTED:
        return _("The county reviews")
    if tally.locked is not None:
        return str(tally.locked.reason)
    if not tally.begun:
        return _("Nobody has begun")
    return "; ".join(_missing(tally)) or _("The place submits")


def _missing(tally: Tally) -> Iterable[str]:
    for side in SIDES:
        progress = tally.sides[side]
        if progress.left:
            yield _("%(side)s: %(left)s left") % {"side": side.label, "left": progress.left}
        elif not progress.is_finished:
            yield _("%(side)s: not marked as finished") % {"side": side.label}
    if tally.joint_to_review:
        yield _("A joint answer must be settled again")
