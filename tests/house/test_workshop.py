"""What the repository promises about itself: locks without addresses, decisions in order."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = sorted([*ROOT.glob("*.lock"), *(ROOT / "tools").glob("*.lock"), ROOT / "package-lock.json"])
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))[1:]  # the first is the template


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_packages_by_hash_and_never_by_address(lock: Path):
    text = lock.read_text("utf-8")
    assert "sha256:" in text or "sha512-" in text
    assert not re.search(r"://|--index-url|--extra-index|--find-links|file:", text)


def test_every_runtime_dependency_has_its_sentence():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    names = tomllib.loads(text)["project"]["dependencies"]
    assert len(names) <= 23
    bare = [name for name in names if not re.search(rf'#.+\n  "{re.escape(name)}"', text)]
    assert bare == []


def test_every_runtime_dependency_is_locked():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    locked = set(re.findall(r"^([^\s=]+)==", lock, re.MULTILINE))
    assert {re.split(r"[\[<>=]", name)[0] for name in names} <= locked


def test_what_runs_in_tests_is_what_runs_in_production():
    runtime = set(re.findall(r"^\S+==\S+", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    dev = set(re.findall(r"^\S+==\S+", (ROOT / "requirements-dev.lock").read_text(), re.MULTILINE))
    assert runtime <= dev


def test_another_environment_that_is_active_is_left_alone(tmp_path):
    """uv installs into the one that VIRTUAL_ENV names, whoever set it."""
    told = subprocess.run(
        [
            shutil.which("make") or "make",
            "--silent",
            "--eval",
            "told: ; @echo $$VIRTUAL_ENV",
            "told",
        ],
        cwd=ROOT,
        env=os.environ | {"VIRTUAL_ENV": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == str(ROOT / ".venv")


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_tests_live_in_a_home_of_their_own():
    assert Path(os.environ["BRYGGA_HOME"]).name.startswith("brygga-test-")
