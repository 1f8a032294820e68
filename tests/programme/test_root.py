"""A new home works at once, and a database that is away is told in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BRYGGA = str(Path(sys.executable).with_name("brygga"))


def _run(home, *words, **environment):
    cleared = {key: value for key, value in os.environ.items() if not key.startswith("BRYGGA_")}
    return subprocess.run(
        [BRYGGA, *words],
        env=cleared | {"BRYGGA_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
def test_a_command_in_an_empty_home_finds_its_tables(tmp_path):
    """Slow: real processes, the first of which makes every table."""
    first = _run(tmp_path, "digest")
    again = _run(tmp_path, "digest")
    assert (first.returncode, len(first.stdout.strip())) == (0, 64)
    assert again.stdout == first.stdout


@pytest.mark.slow
def test_a_database_that_is_away_is_told_in_a_sentence(tmp_path):
    """Slow: a real process."""
    told = _run(tmp_path, "digest", BRYGGA_DATABASE_URL="postgres://nobody@127.0.0.1:1/x")
    assert told.returncode == 1
    assert "BRYGGA_DATABASE_URL" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.slow
def test_a_wrong_setting_names_its_variable(tmp_path):
    """Slow: a real process."""
    told = _run(tmp_path, "digest", BRYGGA_DEMO="kanske")
    assert told.returncode == 2
    assert told.stderr.startswith("BRYGGA_DEMO")
