"""A rush of 1,500 people for 3 × 100 seats of one course, through the form and by machine.

    python -m bench.rush open HOW NUMBER       makes the rounds; prints their names
    python -m bench.rush count ROUND…          what has become of them, from the rows

Two workers; the crowd and the database share the cores with them. Each registration is validated,
logged and has its letter in the outbox, as always.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from statistics import quantiles
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")

from bench.figures import Figure
from bench.place import BRYGGA, ROOT, Where
from bench.start import free_port, running, wait_for

PEOPLE, SEATS, ROUNDS = 1500, 100, 3
CONNECTIONS, WORKERS, WARM = 32, 2, 60
AT_LEAST, P99_MS = 150, 500
HOW = {"form": "the form", "api": "the machine interface"}
PEER = "The same rush in pretix 2026.8, PostgreSQL and Redis"
PEERS_RATE = 11


def figures(where: Where, runs: int) -> Iterator[Figure]:
    """Both ways in, `runs` rushes each with rounds of its own."""
    port = free_port()
    # One address registers everybody here; that it may is what the operator says by this.
    more = {"BRYGGA_BASE_URL": f"http://127.0.0.1:{port}", "BRYGGA_RATE_LIMITS": ""}
    command = [BRYGGA, "serve", "--port", str(port), "--workers", str(WORKERS)]
    with running(command, ROOT, where.environment | more) as process:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        for how, name in HOW.items():
            _rush(where, port, how, "warm", people=WARM)
            rushes = [_rush(where, port, how, str(number)) for number in range(runs)]
            yield from _of(f"Rush by {name}", rushes)
    yield Figure(PEER, [PEERS_RATE], "orders/s")


def _of(what: str, rushes: list[dict[str, Any]]) -> Iterator[Figure]:
    rates = [len(one["acknowledged"]) / one["seconds"] for one in rushes]
    yield Figure(what, rates, "registrations/s", at_least=AT_LEAST)
    for name, budget in (("p50", None), ("p99", P99_MS)):
        yield Figure(f"{what}: {name}", [one[name] for one in rushes], "ms", budget)
    for name in ("failed", "lost", "oversold", "undersold"):
        yield Figure(f"{what}: {name}", [one[name] for one in rushes], "", 0)


def _rush(where: Where, port: int, how: str, number: str, people: int = PEOPLE) -> dict[str, Any]:
    asked = [sys.executable, "-m", "bench.rush"]
    rounds = json.loads(where.run(*asked, "open", how, number))
    crowd = [sys.executable, "-m", "bench.crowd", str(port), how, str(people), str(CONNECTIONS)]
    told = json.loads(where.run(*crowd, *rounds))
    stands = json.loads(where.run(*asked, "count", *rounds))
    cut = quantiles(told["milliseconds"], n=100)
    known = set(stands["emails"])
    for trouble in told["failed"][:3]:
        print(trouble, file=sys.stderr)
    return told | {
        "p50": cut[49],
        "p99": cut[98],
        "failed": len(told["failed"]),
        "lost": sum(email not in known for email in told["acknowledged"]),
        "oversold": sum(max(0, one - SEATS) for one in stands["seated"]),
        "undersold": sum(max(0, SEATS - one) for one in stands["seated"]),
    }


# -- What runs in a process of its own, with the database --------------------------------------


def open_rounds(how: str, number: str) -> list[str]:
    """Three rounds of four days of a course of their own, open to all."""
    from brygga import clock  # noqa: PLC0415 -- needs the apps ready
    from brygga.events import enums, models  # noqa: PLC0415 -- as above
    from brygga.people.models import Place, Principal  # noqa: PLC0415 -- as above

    county, slug = Place.objects.get(code="01"), f"rush-{how}-{number}"
    seat = {"name": "Täby kommun", "kind": "municipality", "place": Place.objects.get(code="0160")}
    Principal.objects.get_or_create(slug="kommun-0160", defaults=seat)
    course = models.Course.objects.create(
        slug=slug, title="Baskurs", kind=enums.CourseKind.BASE, place=county, days=4
    )
    made = [
        models.Gathering.objects.create(
            slug=f"{slug}-{each}",
            kind=enums.GatheringKind.COURSE_ROUND,
            title="Baskurs",
            course=course,
            place=county,
            mode=enums.RegistrationMode.OPEN,
            status=enums.GatheringStatus.PUBLISHED,
            capacity=SEATS,
        )
        for each in range(ROUNDS)
    ]
    first = clock.now() + timedelta(days=30)
    models.Session.objects.bulk_create(
        models.Session(
            gathering=each,
            number=day,
            course_day=day,
            seats=SEATS,
            starts_at=first + timedelta(days=day),
            ends_at=first + timedelta(days=day, hours=8),
        )
        for each in made
        for day in range(1, 5)
    )
    return [each.slug for each in made]


def count(*rounds: str) -> dict[str, Any]:
    from brygga.events.models import Registration  # noqa: PLC0415 -- needs the apps ready

    rows = Registration.objects.filter(gathering__slug__in=rounds)
    seated = [rows.filter(gathering__slug=one, status="seated").count() for one in rounds]
    return {"seated": seated, "emails": list(rows.values_list("attendee__email", flat=True))}


def main() -> None:
    import django  # noqa: PLC0415 -- the home is named by whoever started us

    django.setup()
    what, *rest = sys.argv[1:]
    print(json.dumps(open_rounds(*rest) if what == "open" else count(*rest)))


if __name__ == "__main__":
    main()
