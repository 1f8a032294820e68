"""Somebody at a desk with the system's own database, in a process of its own.

What is asked is done by the product's own actions, here or in a fork that may be killed without
warning. Run as a script it is that process: a question a line on stdin, an answer a line on stdout.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
CLEAN = 0


class Desk:
    """Ask by the names of the functions below. `environment` tells which database."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.events.rush.desk"],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, name: str, *arguments: object) -> object:
        return self._told({"calls": [[name, *arguments]]})

    def together(self, *calls: tuple[object, ...], kill_after: float | None = None) -> list[int]:
        """Do all at once, each in a process of its own; gives how each ended."""
        return self._told({"calls": calls, "fork": True, "kill_after": kill_after})

    def _told(self, wanted: dict[str, object]) -> object:
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


# -- What runs inside ------------------------------------------------------------------------------


def gathering(seats: int) -> str:
    """A round of a course with four days, open to all."""
    return build.gathering(of=build.course(), seats=seats, days=4).slug


def crowd(slug: str, people: int) -> list[int]:
    """So many register, one after the other; gives their registrations."""
    made = Gathering.objects.select_related("course").get(slug=slug)
    return [build.registered(made, flexible=True).pk for _ in range(people)]


def principal() -> str:
    return build.principal().slug


def facts(slug: str) -> dict[str, object]:
    """How a round stands, counted from its rows."""
    made = Gathering.objects.get(slug=slug)
    rows = Registration.objects.filter(gathering=made).order_by("pk")
    live = rows.filter(status__in=LIVE)
    return {
        "seats": made.capacity,
        "taken": list(made.sessions.order_by("number").values_list("taken", flat=True)),
        "rows": list(rows.values_list("pk", "attendee__email", "status")),
        "twice": live.count() - live.values("attendee").distinct().count(),
        "unwritten": rows.filter(Q(letters=None) | Q(steps=None)).count()
        + rows.count()
        - Event.objects.filter(
            kind="events.registration.made",
            subject__in=[f"events.registration:{row.pk}" for row in rows],
        ).count(),
    }


def cancel(pk: int) -> None:
    actions.cancel(registration=Registration.objects.get(pk=pk), by=VISITOR)


def promote() -> int:
    return actions.promote_all()


def offers(slug: str) -> list[list[object]]:
    """All who have waited in the order they joined: status, steps of an offer, letters of one."""
    rows = Registration.objects.filter(gathering__slug=slug, queued_at__isnull=False)
    return [
        [
            row.status,
            row.steps.filter(kind=StepKind.OFFERED).count(),
            row.letters.filter(kind=LetterKind.OFFER).count(),
        ]
        for row in rows.order_by("queued_at", "pk")
    ]


def end_connections() -> None:
    """What PostgreSQL does to those it serves when somebody restarts it; only our own database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def serve() -> None:
    """Answer until there is no more to do."""
    for line in sys.stdin:
        wanted = json.loads(line)
        if wanted.get("fork"):
            told = _in_forks(wanted["calls"], wanted["kill_after"])
        else:
            [[name, *arguments]] = wanted["calls"]
            told = globals()[name](*arguments)
        print(json.dumps(told), flush=True)  # noqa: T201 -- the answer


def _in_forks(calls: list[list[object]], kill_after: float | None) -> list[int]:
    """A child waits for the pipe to close, so that all begin in the same moment."""
    connections.close_all()
    waits, starts = os.pipe()
    children = [_fork(call, waits, starts) for call in calls]
    os.close(waits)
    os.close(starts)
    if kill_after is not None:
        threading.Timer(kill_after, _kill, [children]).start()
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def _fork(call: list[object], waits: int, starts: int) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.close(starts)
        os.read(waits, 1)
        name, *arguments = call
        globals()[name](*arguments)
        code = CLEAN
    finally:
        os._exit(code)


def _kill(children: list[int]) -> None:
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "brygga.config.settings"
    import django

    django.setup()
    from django.db import connection, connections
    from django.db.models import Q

    from brygga.access.actor import VISITOR
    from brygga.audit.models import Event
    from brygga.events import actions
    from brygga.events.enums import LetterKind, StepKind
    from brygga.events.models import LIVE, Gathering, Registration
    from tests.builders import events as build

    serve()
