"""Swedish time, whole columns at a time, as Python's own time zones have it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brygga.pathways.engine.calendar import from_wall, swedish_day
from brygga.pathways.engine.days import EPOCH

SWEDEN = ZoneInfo("Europe/Stockholm")
ORIGIN = datetime(1970, 1, 1)  # noqa: DTZ001 -- a wall clock knows no time zone
walls = st.datetimes(datetime(1900, 1, 2), datetime(2099, 12, 30))  # noqa: DTZ001 -- as above


def milliseconds(at):
    return np.array([(at - ORIGIN) // timedelta(milliseconds=1)])


@settings(deadline=None)  # the first makes the tables that all others look in
@given(walls)
@example(datetime(2009, 3, 29, 2, 30))  # noqa: DTZ001 -- as above
@example(datetime(2009, 10, 25, 2, 30))  # noqa: DTZ001 -- as above
def test_wall_clock_and_instant_agree_with_python(wall):
    wall = wall.replace(microsecond=0)
    there = wall.replace(tzinfo=SWEDEN).astimezone(UTC)
    is_real = there.astimezone(SWEDEN).replace(tzinfo=None) == wall
    utc, never_was = from_wall(milliseconds(wall))
    assert bool(never_was[0]) is not is_real
    if is_real:
        assert utc[0] == milliseconds(there.replace(tzinfo=None))[0]
        assert EPOCH + timedelta(days=int(swedish_day(utc)[0])) == wall.date()
