"""What the clock on the wall shows in Sweden."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


def in_sweden(at: datetime) -> datetime:
    """The same instant as it is written in Sweden; `at` knows its own time zone."""
    return at.astimezone(SWEDEN)


def day_in_sweden(at: datetime) -> date:
    return in_sweden(at).date()
