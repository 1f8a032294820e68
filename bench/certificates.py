"""Ten thousand certificates as PDF by the command, and the pages that show one.

    python -m bench.certificates [COUNT]      alone, on SQLite in a folder of its own

They are made by hand in the tables, one day of one course for each person: issuing them one by
one is not what is measured here.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import place
from bench.figures import Figure

COUNT = 10_000
BUDGET_S = 180
COURSE = "bench-intyg"

FILL = """
import datetime, sys, django
django.setup()
from brygga.competence.models import Certificate
from brygga.events.models import Attendance, Attendee, Course, Gathering, Session
from brygga.people.models import Place
count, slug = int(sys.argv[1]), sys.argv[2]
day = datetime.datetime(2010, 11, 18, 8, tzinfo=datetime.UTC)
here = Place.objects.get(code="01")
course = Course.objects.create(
    slug=slug, title="Nationell baskurs: riskbruk, missbruk och beroende", kind="base",
    place=here, days=1, validity_months=24, goals="Kunna fråga\\nKunna bedöma\\nKunna samverka",
)
held = Gathering.objects.create(
    slug=slug, kind="course_round", title="Omgång", course=course, place=here, status="published"
)
session = Session.objects.create(
    gathering=held, number=1, course_day=1, starts_at=day, ends_at=day.replace(hour=16)
)
who = Attendee.objects.bulk_create(
    [
        Attendee(
            code=f"bench-{n}", email=f"bench{n}@brygga.example", name=f"Deltagare nummer {n}",
            place=here, profession="nurse",
        )
        for n in range(count)
    ]
)
Attendance.objects.bulk_create(
    [Attendance(attendee=one, session=session, present=True, method="list") for one in who]
)
Certificate.objects.bulk_create(
    [
        Certificate(
            uid=f"{n:032x}", attendee=one, course=course, name=one.name,
            issued_on=day.date(), valid_to=datetime.date(2012, 11, 18),
        )
        for n, one in enumerate(who)
    ]
)
"""
DUE = """
import json, time, django
django.setup()
from brygga.competence.queries.certificates import due
from django.db import connection
connection.ensure_connection()
samples = []
for _ in range(5):
    started = time.perf_counter()
    assert due(200) == []
    samples.append((time.perf_counter() - started) * 1000)
print(json.dumps(samples))
"""


def figures(where: place.Where, count: int = COUNT) -> Iterator[Figure]:
    """Write them all from nothing, and then once more, when nothing is left to write."""
    where.run(sys.executable, "-c", FILL, str(count), COURSE)
    out = where.home / "certificates"
    seconds = written(where, out)
    files = len(list(out.glob("*.pdf")))
    if files != count:
        raise SystemExit(f"{files} certificates instead of {count}")
    budget = BUDGET_S * count / COUNT
    yield Figure(f"{count} certificates as PDF, `brygga certificates`", [seconds], "s", budget)
    yield Figure("The same again, all of them there", [written(where, out)], "s")
    looks = json.loads(where.run(sys.executable, "-c", DUE))
    yield Figure("Looking for certificates that are due, none", looks, "ms")


def written(where: place.Where, out: Path) -> float:
    started = time.perf_counter()
    where.run(place.BRYGGA, "certificates", COURSE, "--out", str(out))
    return time.perf_counter() - started


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with (
        tempfile.TemporaryDirectory(prefix="brygga-bench-") as folder,
        place.database("sqlite", Path(folder), "") as where,
    ):
        for figure in figures(where, count):
            print(figure.line, flush=True)


if __name__ == "__main__":
    main()
