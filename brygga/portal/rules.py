"""Decisions of the hall on plain values: when a demo's day may move, and where a reader may go."""

from datetime import date

from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal

LAST_DEMO_DAY = date(2100, 12, 31)
# A browser is sent to no longer address (Django stops at twice this).
_LONGEST_PATH = 1000


def refuse_demo_day(*, to: date, today: date) -> Refusal | None:
    if to <= today:
        return Refusal(
            _(
                "The demo's day only goes forward, because what has been done here has its date. "
                "To go back, stop the demo, empty its home (BRYGGA_HOME) and start it again."
            )
        )
    if to > LAST_DEMO_DAY:
        return Refusal(_("The demo's days end with the year 2100. Choose an earlier day."))
    return None


def is_own_path(path: str) -> bool:
    """Whether a path from a form leads to this site and nowhere else."""
    is_local = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path.startswith("/") and len(path) <= _LONGEST_PATH and is_local
