"""A load that is killed leaves everything or nothing, and can be done again."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brygga.programme.digest import digest
from tests.programme.planting import seeded
from tests.programme.processes import REPOSITORY

pytestmark = pytest.mark.slow  # real processes, killed, and begun again


@pytest.fixture(scope="module")
def country(shell, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "county"
    assert shell.brygga("simulate", folder, "--seed", 7, "--scale", "county").code == 0
    return folder


@pytest.fixture(scope="module")
def whole(shell, outside, country) -> tuple[str, str, float]:
    """The digest before, the digest when all is loaded, and the seconds between."""
    before = shell.digest()
    loaded = shell.brygga("load", country)
    assert loaded.code == 0, loaded.err
    after = shell.digest()
    outside.reset()
    assert shell.digest() == before != after
    return before, after, loaded.seconds


@pytest.mark.django_db
def test_a_database_outside_is_like_that_of_the_tests(shell):
    assert shell.digest() == digest()


def test_killed_at_any_moment_a_load_leaves_all_or_nothing(shell, outside, country, whole):
    before, after, seconds = whole
    random, ends = seeded(2010), []
    for _ in range(10):
        killed = shell.brygga("load", country, kill_after=random.uniform(0.03, seconds))
        ends.append(killed.code)
        if killed.code == 0:
            # It was faster than we thought.
            seconds = min(seconds, killed.seconds)
        left = shell.digest()
        assert left in {before, after}
        assert left == after or killed.code == -signal.SIGKILL
        if left == after:
            outside.reset()
    assert ends.count(-signal.SIGKILL) >= 5
    assert shell.brygga("load", country).code == 0
    assert shell.digest() == after


def test_the_command_that_people_run_leaves_nothing_when_killed_in_the_middle(
    shell, outside, country, whole
):
    """Without the short cut of `Shell`."""
    before, after, seconds = whole
    outside.reset()
    command = [Path(sys.executable).with_name("brygga"), "load", country]
    with subprocess.Popen(command, env=shell.environment, cwd=REPOSITORY) as process:
        while process.poll() is None and not outside.is_written():
            time.sleep(0.02)
        time.sleep(seconds / 3)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert shell.digest() in {before, after}


def test_half_a_load_would_be_seen(shell, outside, country, whole, tmp_path):
    outside.reset()
    half = shutil.copytree(country, tmp_path / "half")
    answers = (half / "answers.csv").read_text("utf-8").splitlines(keepends=True)
    (half / "answers.csv").write_text("".join(answers[: len(answers) // 2]), encoding="utf-8")
    assert shell.brygga("load", half).code == 0
    assert shell.digest() not in whole[:2]


def test_loading_twice_doubles_nothing(shell, outside, country, whole):
    outside.reset()
    for _ in range(2):
        assert shell.brygga("load", country).code == 0
        assert shell.digest() == whole[1]
