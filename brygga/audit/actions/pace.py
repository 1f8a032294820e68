"""Asking too often: counted in the database, so that all who answer share one count."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.crypto import salted_hmac

from brygga import clock
from brygga.audit.models import Attempt

A_MINUTE = timedelta(minutes=1)
KEPT = timedelta(hours=1)


def seconds_to_wait(*, what: str, address: str, a_minute: int | None) -> int:
    """Count one attempt: 0 if it may be made, otherwise the seconds until the next may.

    At most `a_minute` in each minute of the clock from one address; None: as many as one likes,
    and nothing is counted. One query, four for the first in a minute.
    """
    if a_minute is None:
        return 0
    now = clock.now()
    minute = now.replace(second=0, microsecond=0)
    whom = salted_hmac("brygga.audit.pace", address, algorithm="sha256").hexdigest()
    if _counted(what, whom, minute, a_minute) or _begun(what, whom, minute, a_minute):
        return 0
    return int((minute + A_MINUTE - now).total_seconds()) + 1


def _counted(what: str, whom: str, minute: datetime, a_minute: int) -> bool:
    mine = Attempt.objects.filter(what=what, whom=whom, minute=minute, times__lt=a_minute)
    return bool(mine.update(times=F("times") + 1))


def _begun(what: str, whom: str, minute: datetime, a_minute: int) -> bool:
    """Nothing was counted: because it is too much, or because nobody has begun the minute."""
    if Attempt.objects.filter(what=what, whom=whom, minute=minute).exists():
        return False
    Attempt.objects.filter(minute__lt=minute - KEPT).delete()
    first = Attempt(what=what, whom=whom, minute=minute)
    # Two may begin it at once; the row is then both's, and each counts itself in it.
    Attempt.objects.bulk_create([first], ignore_conflicts=True)
    return _counted(what, whom, minute, a_minute)
