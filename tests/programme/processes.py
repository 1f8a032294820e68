"""Runs `brygga` in real processes, many of them, without paying each time for Django's start.

A process that has imported everything forks for each command; the child runs the command as
`.venv/bin/brygga` does, with its own connection to the database, and can be killed like any other.
Run as a script it is that process: a command a line on stdin, an outcome a line on stdout.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
# What has no end would take for ever; a busy machine takes its time.
SECONDS, MEBIBYTES = 60, 200


class Outcome(NamedTuple):
    """How a command ended. `code` is negative when a signal ended it; `peak` is memory in MiB."""

    code: int
    out: str
    err: str
    seconds: float
    peak: float


class Shell:
    """A home and a database of its own, and commands run there."""

    def __init__(self, home: Path, database_url: str, **environment: str) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BRYGGA_")},
            "BRYGGA_HOME": str(home),
            "BRYGGA_DATABASE_URL": database_url,
            "PYTHONPATH": str(REPOSITORY),
            **environment,
        }
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def brygga(self, *arguments: object, kill_after: float | None = None) -> Outcome:
        """Run a command to its end, or until it is killed without warning."""
        wanted = {"arguments": [str(one) for one in arguments], "kill_after": kill_after}
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        return Outcome(**json.loads(self.process.stdout.readline()))

    def digest(self) -> str:
        outcome = self.brygga("digest")
        assert outcome.code == 0, outcome.err
        return outcome.out.strip()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


def refused(shell: Shell, plain: tuple[float, str], folder: Path) -> list[str]:
    """The faults of a folder that must be refused: no trace, in time, and little more memory."""
    outcome = shell.brygga("load", folder)
    assert outcome.code == 1, outcome.err[-2000:]
    *faults, last = outcome.err.splitlines()
    assert last == f"{len(faults)} faults; nothing was loaded."
    assert outcome.seconds < SECONDS
    assert outcome.peak < plain[0] + MEBIBYTES
    return faults


# -- What runs inside ------------------------------------------------------------------------------


def serve() -> None:
    """Answer until there is no more to do."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "brygga.config.settings"
    import django  # noqa: PLC0415 -- the settings must be named first

    django.setup()
    from brygga.programme.commands import brygga  # noqa: PLC0415 -- needs the apps ready

    for line in sys.stdin:
        wanted = json.loads(line)
        print(json.dumps(_run(brygga, **wanted)._asdict()), flush=True)  # noqa: T201 -- the answer


def _run(command, arguments: list[str], kill_after: float | None) -> Outcome:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        child = os.fork()
        if not child:
            _become(command, arguments, out.fileno(), err.fileno())
        if kill_after is not None:
            threading.Timer(kill_after, _kill, [child]).start()
        _pid, status, usage = os.wait4(child, 0)
        seconds = time.monotonic() - began
        code = os.waitstatus_to_exitcode(status)
        return Outcome(code, _read(out), _read(err), seconds, usage.ru_maxrss / 1024)


def _become(command, arguments: list[str], out: int, err: int) -> None:
    """In the child: run the command and end as it ends."""
    os.dup2(out, 1)
    os.dup2(err, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    code = 70
    try:
        command(arguments, prog_name="brygga")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        if code == 70:
            sys.excepthook(*sys.exc_info())
        os._exit(code)


def _kill(child: int) -> None:
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        return


def _read(stream) -> str:
    stream.seek(0)
    return stream.read().decode()


if __name__ == "__main__":
    serve()
