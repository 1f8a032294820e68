"""The system under test: `brygga demo` in a home of its own, served as people run it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.house.source import ROOT

PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Served:
    """A running system: its address and the environment that other commands reach it by."""

    address: str
    environment: dict[str, str]

    def python(self, *command: str) -> str:
        """What a Python of its own says about this system's data."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def addresses(self) -> dict[str, object]:
        return json.loads(self.python("-m", "tests.browser.addresses"))


@contextmanager
def served(home: Path) -> Iterator[Served]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BRYGGA_")} | {
        "BRYGGA_HOME": str(home),
        "BRYGGA_DEMO": "1",
        "BRYGGA_BASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "brygga.config.settings",
    }
    system = Served(address, environment)
    system.python("tools/static.py")
    command = [str(Path(sys.executable).with_name("brygga")), "demo", "--port", str(port)]
    log = home / "served.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        wait_for(f"{address}/readyz", process, log)
        yield system
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 -- our own server
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the demo did not start:\n{log.read_text(encoding='utf-8')}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
