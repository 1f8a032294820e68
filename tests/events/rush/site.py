"""The site as it is run: granian and two workers, over the loopback; and what kills them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from tests.browser.served import free_port, wait_for
from tests.house.source import ROOT

NAIVE = "tests.events.rush.naive:application"


class Site:
    """Two workers on a port of their own. `target` is another WSGI module than the product's."""

    def __init__(self, environment: dict[str, str], home: Path, target: str = "") -> None:
        self.port = free_port()
        self.log = home / "served.log"
        self.environment = environment | {"BRYGGA_BASE_URL": f"http://127.0.0.1:{self.port}"}
        self.target = target
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def start(self) -> None:
        brygga = [str(Path(sys.executable).with_name("brygga")), "serve", "--workers", "2"]
        other = [sys.executable, "-m", "tests.events.rush.other", self.target]
        command = [*(other if self.target else brygga), "--port", str(self.port)]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=out, stderr=out
            )
        self.starts += 1
        wait_for(f"http://127.0.0.1:{self.port}/readyz", self.process, self.log)

    def workers(self) -> list[int]:
        """Process ids below ours, as the kernel tells them."""
        pid = self.process.pid
        with suppress(FileNotFoundError):
            told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
            return [int(each) for each in told.split() if _is_worker(int(each))]
        return []

    def kill_one(self, random: Random) -> bool:
        """Without warning. Gives whether there was one to kill."""
        found = self.workers()
        if found:
            with suppress(ProcessLookupError):
                os.kill(random.choice(found), signal.SIGKILL)
        return bool(found)

    def keep_up(self) -> None:
        """Start again what has given up: granian ends when a new worker is killed at once."""
        if self.process.poll() is not None:
            self.start()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)


def _is_worker(pid: int) -> bool:
    """Not the helper process that Python starts beside them."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


@contextmanager
def served(environment: dict[str, str], home: Path, target: str = "") -> Iterator[Site]:
    site = Site(environment, home, target)
    try:
        site.start()
        yield site
    finally:
        site.stop()
        # A server that was killed hard leaves its workers behind for a moment.
        time.sleep(0.05)
