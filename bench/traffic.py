"""The pages as a browser gets them: through granian with two workers, over the loopback."""

import json
import sys
import time
import urllib.request
from collections.abc import Iterator

from bench.figures import Figure
from bench.place import BRYGGA, ROOT, Where
from bench.start import free_port, running, wait_for

WORKERS, CONNECTIONS, AT_LEAST = 2, 8, 150
DESCRIBE = "import django; django.setup(); from bench import country; print(country.described())"


def figures(where: Where, runs: int, seconds: float) -> Iterator[Figure]:
    """Latency of one page at a time, then answers a second under pressure."""
    about = json.loads(where.run(sys.executable, "-c", DESCRIBE))
    port = free_port()
    more = {"BRYGGA_BASE_URL": f"http://127.0.0.1:{port}"}
    command = [BRYGGA, "serve", "--port", str(port), "--workers", str(WORKERS)]
    with running(command, ROOT, where.environment | more) as process:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield from _latencies(about, port, runs)
        yield from _pressed(where, about, port, runs, seconds)


def _latencies(about: dict[str, dict[str, str]], port: int, runs: int) -> Iterator[Figure]:
    for name, path in about["pages"].items():
        url = f"http://127.0.0.1:{port}{path}"
        for _ in range(2 * WORKERS):
            _ask(url)
        yield Figure(f"{name}, through granian", [_ask(url) for _ in range(runs)], "ms")


def _ask(url: str) -> float:
    started = time.perf_counter()
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 -- our own server
        answer.read()
    return (time.perf_counter() - started) * 1000


def _pressed(
    where: Where, about: dict[str, str], port: int, runs: int, seconds: float
) -> Iterator[Figure]:
    for who, cookie in (("visitor", ""), ("process leader", about["cookie"])):
        press = [sys.executable, "-m", "bench.press", str(port), about["thread"]]
        where.run(*press, "1", str(CONNECTIONS), cookie)
        samples = []
        for _ in range(runs):
            said = json.loads(where.run(*press, str(seconds), str(CONNECTIONS), cookie))
            samples.append(said["answers"] / said["seconds"])
        what = f"Thread page, {who}, {WORKERS} workers"
        yield Figure(what, samples, "answers/s", at_least=AT_LEAST)
