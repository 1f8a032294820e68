"""What day and time it is; a demo can stand on a day of its own, nothing else can.

Every room asks here and never the calendar itself. The demo's day lies in a file in the home, so
that the server's workers and the job worker turn it together and a new start finds it again.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils import timezone

DEMO_DAY = "demo-day"
"""Name of the file in the home: one day, such as 2010-11-17."""


def now() -> datetime:
    """This instant, in UTC. In a demo: the time of day that it is, on the demo's day."""
    real = timezone.now()  # noqa: TID251 -- the one place that asks the calendar
    day = demo_day()
    if day is None:
        return real
    moved = timezone.localtime(real).replace(year=day.year, month=day.month, day=day.day)
    return moved.astimezone(UTC)


def today() -> date:
    """The day in Sweden."""
    return timezone.localdate(now())


def demo_day() -> date | None:
    """The day that a demo stands on; None where it follows the calendar, and outside a demo."""
    if not settings.DEMO:
        return None
    file = demo_day_file()
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return _read(file, (found.st_mtime_ns, found.st_ino))


def demo_day_file() -> Path:
    return Path(settings.HOME) / DEMO_DAY


def stand_on(day: date) -> None:
    """From now on a demo stands on this day. Whoever reads meanwhile finds the old or the new."""
    file = demo_day_file()
    with TemporaryDirectory(dir=file.parent) as aside:
        written = Path(aside) / DEMO_DAY
        written.write_text(f"{day.isoformat()}\n", encoding="utf-8")
        written.replace(file)


@lru_cache(maxsize=4)
def _read(file: Path, _written: tuple[int, int]) -> date:
    """Read once for each time it is written: a file laid in its place is another file."""
    return date.fromisoformat(file.read_text(encoding="utf-8").strip())
