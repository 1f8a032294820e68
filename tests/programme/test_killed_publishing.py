"""Who publishes may be killed at any moment; what the edition changes is asked about anyway."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builders.programme import folder
from tests.programme.processes import REPOSITORY
from tests.programme.publishing import AFTER_COMMIT, NEVER, WHILE_ASKING, publish

pytestmark = [
    pytest.mark.slow,  # real processes, killed, and a real job worker
    pytest.mark.django_db,
]

SECONDS = 30
TABLES = {
    "documents": "policy,Policy,Policyn,county_policy,Länet,01,Riktlinje,",
    "editions": "policy,1,Utgåva 1,published,2008-01-01,\npolicy,2,Utgåva 2,draft,,",
    "provisions": "policy,1,1\npolicy,3,3",
    "wordings": """
policy,1,1,Ett,,Gör ett,both,,unknown,
policy,1,2,Ett,,Gör ett,both,,unknown,
policy,3,1,Tre,,Gör tre,both,,unknown,
policy,3,2,Tre,,Gör tre bättre,both,,unknown,""",
    "rounds": "01,2010,Kartläggning,open,2010-09-01,2199-12-31,,,",
    "questions": """
01,2010,ett,1,provision,level,policy/1,Ett,Hur är det?,
01,2010,tre,2,provision,level,policy/3,Tre,Hur är det?,""",
    "mappings": "0160,2010,accepted,{0},{0},,{0},".format("2010-09-20T08:00:00Z"),
    "answers": "\n".join(
        f"0160,2010,{question},{side},planned,,,,,,2010-09-15T08:00:00Z,"
        for question in ("ett", "tre")
        for side in ("social_services", "health_care")
    ),
}


@pytest.fixture
def here(shell, outside, tmp_path):
    """An accepted mapping in a round that runs, and a draft that changes half of what it says."""
    outside.reset()
    loaded = shell.brygga("load", folder(tmp_path / "given", **TABLES))
    assert loaded.code == 0, loaded.err
    return shell


@pytest.fixture
def asked(here, tmp_path):
    """What stands in the database: editions, the mapping's status, and what is asked again."""

    def read() -> tuple[list[str], str, list[str]]:
        out = tmp_path / "out"
        assert here.brygga("export", out).code == 0
        editions = (out / "editions.csv").read_text("utf-8").splitlines()[1:]
        mapping = (out / "mappings.csv").read_text("utf-8").splitlines()[1]
        answers = (out / "answers.csv").read_text("utf-8").splitlines()[1:]
        doubted = [line.split(",")[2] for line in answers if "Utgåva 2" in line]
        return [line.split(",")[3] for line in editions], mapping.split(",")[2], doubted

    return read


UNTOUCHED = (["published", "published"], "accepted", [])
ASKED = (["published", "published"], "open", ["tre", "tre"])


def work(here, until) -> None:
    """Let the job worker that people run look about until it has done its work."""
    command = [Path(sys.executable).with_name("brygga"), "worker"]
    with subprocess.Popen(command, env=here.environment, cwd=REPOSITORY) as worker:
        try:
            give_up = time.monotonic() + SECONDS
            while not until() and time.monotonic() < give_up:
                time.sleep(0.2)
        finally:
            os.kill(worker.pid, signal.SIGTERM)
    assert worker.returncode == 0


def test_who_is_left_alone_asks_at_once(here, asked):
    assert publish(here, NEVER) == 0
    assert asked() == ASKED


@pytest.mark.parametrize("moment", [AFTER_COMMIT, WHILE_ASKING])
def test_killed_before_anything_is_asked_the_worker_asks(here, asked, moment):
    assert publish(here, moment) == -signal.SIGKILL
    # The control: the edition is there for everybody, and without the worker nobody is asked.
    assert asked() == UNTOUCHED
    work(here, until=lambda: asked() == ASKED)
    assert asked() == ASKED


def test_what_was_loaded_is_not_asked_about(here, asked, tmp_path):
    """The worker takes in the edition after it, which is how one sees that it has looked."""
    editions = TABLES["editions"].replace("draft,,", "published,2010-10-01,")
    third = "\npolicy,3,Utgåva 3,draft,,"
    loaded = folder(
        tmp_path / "more",
        editions=editions + third,
        wordings=TABLES["wordings"] + "\npolicy,1,3,Ett,,Gör ett bättre,both,,unknown,",
    )
    assert here.brygga("load", loaded).code == 0
    publish(here, AFTER_COMMIT)

    def is_asked() -> bool:
        answers = (tmp_path / "out" / "answers.csv").read_text("utf-8")
        return "Utgåva 3" in answers

    work(here, until=lambda: asked() and is_asked())
    assert asked()[1:] == ("open", [])
    assert is_asked()
