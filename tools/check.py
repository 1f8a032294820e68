"""Runs every check that needs no test, and lists all that failed rather than stopping at the first.

python tools/check.py            everything
python tools/check.py ruff mypy  only the checks whose names contain one of these words
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
CHECKS: dict[str, list[str | Path]] = {
    "types (mypy)": [BIN / "mypy"],
    "format (ruff)": [BIN / "ruff", "format", "--check", "--quiet", "--diff"],
    "lint (ruff)": [BIN / "ruff", "check", "--quiet"],
    "import contracts (import-linter)": [BIN / "lint-imports", "--no-logo"],
    "template format (djlint)": [BIN / "djlint", "brygga", "--check"],
    "template lint (djlint)": [BIN / "djlint", "brygga", "--lint", "--quiet"],
    "missing migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
    "unsafe migrations": [PYTHON, "-m", "tools.migrations"],
    "translations": [PYTHON, "-m", "tools.messages", "check"],
    "system check (Django)": [PYTHON, "-W", "error", "-m", "django", "check"],
}


class Verdict(NamedTuple):
    name: str
    passed: bool
    output: str


def main(wanted: list[str]) -> int:
    names = [name for name in CHECKS if not wanted or any(word in name for word in wanted)]
    # Settings make a home at import: a check must not leave one behind, nor read a living one.
    with tempfile.TemporaryDirectory(prefix="brygga-check-") as home:
        environment = os.environ | {
            "BRYGGA_HOME": home,
            "DJANGO_SETTINGS_MODULE": "brygga.config.settings",
        }
        environment.pop("BRYGGA_DATABASE_URL", None)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            verdicts = list(pool.map(lambda name: judge(name, environment), names))
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        print(f"\n--- {verdict.name} ---\n{verdict.output.strip()}")
    if failed:
        print(f"\n{len(failed)} of {len(names)} checks failed:")
        print(*(f"  {verdict.name}" for verdict in failed), sep="\n")
        return 1
    print(f"All {len(names)} checks passed.")
    return 0


def judge(name: str, environment: dict[str, str]) -> Verdict:
    started = time.monotonic()
    done = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    passed = done.returncode == 0
    took = time.monotonic() - started
    print(f"{'ok    ' if passed else 'FAILED'}  {name}  ({took:.1f} s)", flush=True)
    return Verdict(name, passed, done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
