"""brygga certificates: every certificate that stands as a file, and on from where it was."""

import json
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from brygga.access.actor import SYSTEM
from brygga.competence.actions.certificates import issue_due, revoke
from brygga.competence.models import Certificate
from brygga.competence.paper import many
from brygga.programme.commands import brygga
from tests.builders import competence_days as days
from tests.builders import events as build

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(brygga, ["certificates", *[str(one) for one in arguments]])


@pytest.fixture
def course():
    """Three certificates, one of them revoked."""
    made = build.course("baskurs", days=1)
    held = days.held_round(made)
    for name in ("Anna", "Bo", "Cia"):
        days.there_all_days(build.attendee(name=name), held)
    issue_due()
    revoke(certificate=Certificate.objects.get(name="Cia"), reason="Fel", by=SYSTEM)
    return made


def test_those_that_stand_are_written(course, tmp_path):
    result = run("baskurs", "--out", tmp_path / "ut")
    assert result.exit_code == 0
    assert "2 written, 0 there already" in result.output
    texts = [
        PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text()
        for file in (tmp_path / "ut").iterdir()
    ]
    assert sorted(name for text in texts for name in ("Anna", "Bo", "Cia") if name in text) == [
        "Anna",
        "Bo",
    ]


def test_what_is_there_is_left_alone(course, tmp_path):
    run("baskurs", "--out", tmp_path)
    first, second = sorted(tmp_path.iterdir())
    first.write_bytes(b"ours")
    second.unlink()
    result = run("baskurs", "--out", tmp_path, "--json")
    assert json.loads(result.stdout) == {
        "course": "baskurs",
        "folder": str(tmp_path),
        "written": 1,
        "skipped": 1,
    }
    assert first.read_bytes() == b"ours"


def test_a_file_is_there_whole_or_not_at_all(course, tmp_path, monkeypatch):
    def breaks(_page):
        raise OSError(28, "No space left on device", str(tmp_path))

    monkeypatch.setattr("brygga.competence.paper.setting.pdf", breaks)
    result = run("baskurs", "--out", tmp_path)
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert "Run it again" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_several_processes_write_the_same(course, tmp_path, monkeypatch):
    """Slow: it starts two processes."""
    run("baskurs", "--out", tmp_path / "one")
    monkeypatch.setattr(many, "ALONE", 0)
    monkeypatch.setattr(many, "AT_A_TIME", 1)
    assert run("baskurs", "--out", tmp_path / "two").exit_code == 0
    one, two = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 2


def test_an_unknown_course_is_1_and_tells_which_there_are(course, tmp_path):
    result = run("ingen", "--out", tmp_path)
    assert result.exit_code == 1
    assert "There is no course ingen. There are: baskurs." in result.output


@pytest.mark.parametrize("arguments", [(), ("baskurs",), ("baskurs", "--out", "/no/such/folder")])
def test_wrong_use_is_2(arguments):
    assert run(*arguments).exit_code == 2


def test_a_course_without_certificates_writes_nothing(tmp_path):
    build.course("tom")
    result = run("tom", "--out", tmp_path)
    assert (result.exit_code, result.output) == (0, f"{tmp_path}: 0 written, 0 there already.\n")
