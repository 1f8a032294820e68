"""Many people who register, each once, over a few open connections; a process of its own.

    python -m bench.crowd PORT HOW PEOPLE CONNECTIONS ROUND…     HOW is `api` or `form`

Prints JSON: seconds in all, milliseconds of each registration, how many were acknowledged and
how many came to nothing. One registration by form is what a browser does: the page with the form,
and the form sent; by machine it is one request.
"""

import json
import re
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

from bench.press import HOST, read_head

HIDDEN = {
    name: re.compile(rf'name="{name}"[^>]*? value="([^"]+)"'.encode())
    for name in ("csrfmiddlewaretoken", "key")
}
COOKIE = re.compile(rb"(?i)\r\nset-cookie: *(csrftoken=[^;\r]+)")
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


@dataclass
class Told:
    """What the crowd has been answered."""

    milliseconds: list[float] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass
class Line:
    """One open connection to the site."""

    port: int
    opened: socket.socket

    def ask(self, verb: str, path: str, body: bytes = b"", **headers: str) -> tuple[bytes, bytes]:
        """Head and body of the answer."""
        lines = [f"{verb} {path} HTTP/1.1", f"Host: {HOST}:{self.port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}"] if body else []
        self.opened.sendall(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        head, _, got = read_head(self.opened)
        length = LENGTH.search(head)
        left = int(length[1]) - len(got) if length else 0
        parts = [got]
        while left > 0:
            parts.append(self.opened.recv(min(left, 1 << 18)))
            left -= len(parts[-1])
        return head, b"".join(parts)


def by_machine(line: Line, slug: str, email: str) -> str:
    told = {"name": "Anna Ek", "email": email, "place": "0160"}
    told |= {"principal": "kommun-0160", "profession": "social_worker"}
    head, body = line.ask(
        "POST",
        f"/api/v1/rounds/{slug}/registrations",
        json.dumps(told).encode(),
        Content_Type="application/json",
        Idempotency_Key=str(uuid.uuid4()),
    )
    return "" if head.startswith(b"HTTP/1.1 201") else f"{head[:30]!r} {body[:200]!r}"


def by_form(line: Line, slug: str, email: str) -> str:
    path = f"/kalender/{slug}/anmalan/"
    head, page = line.ask("GET", path)
    found, cookie = {name: one.search(page) for name, one in HIDDEN.items()}, COOKIE.search(head)
    if cookie is None or not all(found.values()):
        return f"no form: {head[:30]!r}"
    told = {name: one[1].decode() for name, one in found.items() if one}
    told |= {"name": "Anna Ek", "email": email, "place": "0160", "principal": "municipality"}
    told |= {"profession": "social_worker"}
    head, _page = line.ask(
        "POST",
        path,
        urlencode(told).encode(),
        Content_Type="application/x-www-form-urlencoded",
        Cookie=cookie[1].decode(),
        Referer=f"http://{HOST}:{line.port}{path}",
    )
    return "" if head.startswith(b"HTTP/1.1 302") else f"{head[:30]!r}"


HOW: dict[str, Callable[[Line, str, str], str]] = {"api": by_machine, "form": by_form}


def main() -> None:
    port, how, people, connections, *rounds = sys.argv[1:]
    waiting: SimpleQueue[tuple[str, str]] = SimpleQueue()
    for number in range(int(people)):
        slug = rounds[number % len(rounds)]
        waiting.put((slug, f"{rounds[0]}-{how}-{number}@brygga.example"))
    told = Told()
    threads = [
        threading.Thread(target=register, args=(int(port), HOW[how], waiting, told))
        for _ in range(int(connections))
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"seconds": time.perf_counter() - started, **vars(told)}))


def register(
    port: int,
    how: Callable[[Line, str, str], str],
    waiting: "SimpleQueue[tuple[str, str]]",
    told: Told,
) -> None:
    """One connection: the next person, until there is nobody left."""
    with socket.create_connection((HOST, port), timeout=60) as opened:
        line = Line(port, opened)
        while True:
            try:
                slug, email = waiting.get_nowait()
            except Empty:
                return
            started = time.perf_counter()
            trouble = how(line, slug, email)
            told.milliseconds.append((time.perf_counter() - started) * 1000)
            (told.failed if trouble else told.acknowledged).append(trouble or email)


if __name__ == "__main__":
    main()
