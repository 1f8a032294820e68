"""Many people who press the button in the same moment, each over a connection of their own."""

import json
import threading
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException

PATIENCE = 60


@dataclass(slots=True)
class Asked:
    """One registration that somebody asks for. `answers` are those that came, in order."""

    email: str
    principal: str
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def body(self) -> bytes:
        told = {"name": "Deltagare", "email": self.email, "place": "0160"}
        told |= {"principal": self.principal, "profession": "social_worker"}
        return json.dumps(told).encode()

    @property
    def acknowledged(self) -> dict[str, object] | None:
        """What a 201 told, if one came."""
        found = [body for status, body in self.answers if status == 201]
        return json.loads(found[0]) if found else None


def people(count: int, principal: str, tag: str) -> list[Asked]:
    return [Asked(f"{tag}-{n}@brygga.example", principal) for n in range(count)]


def rush(port: int, slug: str, asked: Sequence[Asked], *, again: bool = False) -> None:
    """All press at once, when everybody has a connection. `again`: until they are answered."""
    start = threading.Barrier(len(asked))
    with ThreadPoolExecutor(len(asked)) as pool:
        list(pool.map(lambda one: _ask(port, slug, one, start, again=again), asked))


def _ask(port: int, slug: str, one: Asked, start: threading.Barrier, *, again: bool) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.connect()
    except OSError:
        connection.close()
    start.wait(PATIENCE)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        began = time.monotonic()
        answer = _answer(connection, slug, one)
        one.seconds = time.monotonic() - began
        if answer is not None:
            one.answers.append(answer)
        if not again or (answer is not None and answer[0] < 500):
            break
        time.sleep(0.1)
    connection.close()


def _answer(connection: HTTPConnection, slug: str, one: Asked) -> tuple[int, bytes] | None:
    """None where none came, or none that settles it: then nobody knows whether it was done."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": one.key}
    try:
        connection.request("POST", f"/api/v1/rounds/{slug}/registrations", one.body, headers)
        answer = connection.getresponse()
        if answer.headers["Retry-After"]:
            # Being carried out, or the database was away: nothing has been settled.
            answer.read()
            return None
        return answer.status, answer.read()
    except (OSError, HTTPException):
        connection.close()
        return None
