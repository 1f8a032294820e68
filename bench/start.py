"""How long `make run` takes: the first time from a clean copy of the source, and again."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure
from bench.place import OURS, ROOT

FIRST, SECOND = 120, 6
PATIENCE = 600


def figures(runs: int, *, clean: bool) -> list[Figure]:
    """`clean` installs everything anew beside a copy of the source; else this folder is used."""
    with tempfile.TemporaryDirectory(prefix="brygga-start-") as name:
        source = copy_of_source(Path(name) / "source") if clean else ROOT
        home = Path(name) / "home"
        first = seconds_to_start(source, home)
        again = [seconds_to_start(source, home) for _ in range(runs)]
    label = "`make run`, first time (warm package cache)" if clean else "`make run`, new home"
    return [
        Figure(label, [first], "s", FIRST),
        Figure("`make run`, second start", again, "s", SECOND),
    ]


def copy_of_source(target: Path) -> Path:
    """What a clone would hold, and what is not committed yet."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    for name in names.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


def seconds_to_start(source: Path, home: Path) -> float:
    """From the command to the first answer of a ready system."""
    port = free_port()
    environment = {name: each for name, each in os.environ.items() if not name.startswith(OURS)}
    environment |= {"BRYGGA_HOME": str(home), "PORT": str(port)}
    started = time.perf_counter()
    command = ["make", "--silent", "run"]
    with running(command, source, environment) as process:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        return time.perf_counter() - started


@contextmanager
def running(
    command: list[str], folder: Path, environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, asked to stop when we are done with it."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 -- our own server
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.02)
        else:
            return
    raise SystemExit(f"{url} never answered")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
