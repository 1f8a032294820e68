"""The same data are the same bytes and the same digest, in every home, database and shell."""

from pathlib import Path

import pytest

from brygga.programme.digest import digest
from tests.builders.programme import DEMO, FACTS
from tests.programme.planting import awkward
from tests.programme.processes import Shell

pytestmark = pytest.mark.slow  # real processes with homes of their own

ELSEWHERE = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Another home: SQLite from nothing, far away, and with another order of hashes."""
    home = tmp_path_factory.mktemp("elsewhere")
    shell = Shell(home, f"sqlite:///{home}/brygga.sqlite3", **ELSEWHERE)
    yield shell
    shell.close()


@pytest.fixture
def here(shell, outside):
    """The home of the run, on its database, with nothing in it but the country."""
    outside.reset()
    return shell


def load(shell: Shell, *folders: Path) -> str:
    """Load folders; returns the digest."""
    for folder in folders:
        outcome = shell.brygga("load", folder)
        assert outcome.code == 0, outcome.err
    return shell.digest()


def export(shell: Shell, folder: Path) -> dict[str, bytes]:
    outcome = shell.brygga("export", folder)
    assert outcome.code == 0, outcome.err
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.django_db
def test_a_new_home_has_what_every_database_has(shell, elsewhere):
    assert elsewhere.digest() == shell.digest() == digest()


def test_another_database_in_another_place_has_the_same_digest_and_export(
    here, elsewhere, tmp_path
):
    simulated = {}
    for shell in (here, elsewhere):
        path = tmp_path / f"county-{len(simulated)}"
        assert shell.brygga("simulate", path, "--seed", 3, "--scale", "county").code == 0
        simulated[path] = {
            str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*.*")
        }
    first, second = simulated
    assert simulated[first] == simulated[second]
    assert load(here, FACTS, DEMO, first) == load(elsewhere, FACTS, DEMO, first)
    assert export(here, tmp_path / "here") == export(elsewhere, tmp_path / "there")


def test_awkward_texts_go_through_every_home_unchanged(here, outside, tmp_path):
    load(here, FACTS, DEMO)
    export(here, tmp_path / "first")
    assert awkward(tmp_path / "first") > 1000
    outside.reset()
    expected = load(here, tmp_path / "first")
    second = export(here, tmp_path / "second")
    outside.reset()
    assert load(here, tmp_path / "second") == expected
    assert export(here, tmp_path / "third") == second


def test_another_seed_is_another_country(shell, tmp_path):
    answers = set()
    for seed in (1, 2):
        path = tmp_path / str(seed)
        assert shell.brygga("simulate", path, "--seed", seed, "--scale", "county").code == 0
        answers.add((path / "answers.csv").read_bytes())
    assert len(answers) == 2
