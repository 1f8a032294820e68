"""The commands: what they print, and how they end."""

import json
import os
import stat
import subprocess
import sys

import pytest
from click.testing import CliRunner

from brygga.pathways.command import pathways

HEADING = "person,unit,sector,activity,start,end,referral,plan,outcome,place\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in a home of its own, beside a delivery of twelve persons."""
    monkeypatch.setenv("BRYGGA_HOME", str(tmp_path / "home"))
    rows = [
        f"p{n},u{n % 2},{sector},{what},2009-03-{day:02},,2009-02-20,,,0160\n"
        for n in range(12)
        for day, sector, what in ((1, "akuten", "assessment"), (9, "psychiatry", "treatment"))
    ]
    (tmp_path / "events.csv").write_text(HEADING + "".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(pathways, list(arguments))


@pytest.fixture
def prepared(run):
    done = run("prepare", "events.csv", "--store", "store", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["kept"] == 24
    return run


SHAPES = {
    "steps": {"threshold", "rows"},
    "variants": {"persons", "rows"},
    "waits": {"referrals", "treated", "still_waiting", "median_days", "p90_days", "within"},
    "attenders": {"threshold_visits", "window_days", "persons", "contacts", "share_of_contacts"},
    "breaks": {"rows"},
    "continuity": {"rows"},
    "flow": {"nodes", "rows"},
}
ROWS = {
    "steps": {"from", "to", "count", "persons", "median_days", "p90_days"},
    "variants": {"path", "count", "share"},
    "breaks": {"kind", "from", "to", "count", "persons"},
    "continuity": {"level", "persons", "upc", "coc", "secon", "mmci"},
}


@pytest.mark.slow  # seven questions in three forms
def test_every_question_has_the_shape_of_the_contract(prepared):
    for question, shape in SHAPES.items():
        told = json.loads(prepared("ask", question, "--store", "store", "--json").stdout)
        assert shape <= told.keys(), question
        for row in told["rows"] if question in ROWS else ():
            assert row.keys() == ROWS[question]
        for form in ("--csv", "--threshold=0"):
            assert prepared("ask", question, "--store", "store", form).exit_code == 0
    picture = prepared("ask", "flow", "--store", "store", "--svg")
    assert picture.stdout.startswith("<svg")


def test_waits_are_those_of_the_delivery(prepared):
    told = json.loads(prepared("ask", "waits", "--store", "store", "--json").stdout)
    assert (told["referrals"], told["treated"], told["median_days"]) == (12, 12, 17.0)


def test_the_last_day_is_part_of_the_period(prepared):
    period = ["--from", "2009-03-01", "--to", "2009-03-09"]
    found = prepared("ask", "steps", "--store", "store", "--json", *period)
    assert json.loads(found.stdout)["rows"][0]["count"] == 12
    period[-1] = "2009-03-08"
    assert (
        json.loads(prepared("ask", "steps", "--store", "store", "--json", *period).stdout)["rows"]
        == []
    )


WRONG = {
    "no such question": (["ask", "who", "--store", "store"], 2),
    "no store named": (["ask", "steps"], 2),
    "an option of another question": (["ask", "steps", "--store", "store", "--acute", "x"], 2),
    "a period that ends before it begins": (
        ["ask", "steps", "--store", "store", "--from", "2010-01-01", "--to", "2009-01-01"],
        2,
    ),
    "a picture of what has none": (["ask", "waits", "--store", "store", "--svg"], 1),
    "nothing prepared": (["ask", "steps", "--store", "elsewhere"], 1),
    "an unknown place": (["ask", "steps", "--store", "store", "--place", "9999"], 1),
    "an unknown sector": (["ask", "attenders", "--store", "store", "--acute", "moon"], 1),
    "an unknown engine": (["ask", "steps", "--store", "store", "--engine", "abacus"], 1),
    "no file": (["prepare", "nothing.csv", "--store", "store"], 1),
    "half a column": (["prepare", "events.csv", "--store", "store", "--columns", "person"], 2),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use_and_refusals_end_with_a_sentence(prepared, name):
    arguments, status = WRONG[name]
    done = prepared(*arguments)
    assert done.exit_code == status
    assert done.stderr.strip()
    assert "Traceback" not in done.output


def test_what_words_mean_is_said_in_a_file(run, tmp_path):
    (tmp_path / "words.toml").write_text('[only]\ntreatment = ["assessment"]\n', encoding="utf-8")
    done = run("prepare", "events.csv", "--store", "store", "--words", "words.toml")
    assert done.exit_code == 0, done.output
    told = json.loads(run("ask", "waits", "--store", "store", "--json").stdout)
    assert told["median_days"] == 9
    (tmp_path / "words.toml").write_text("[only", encoding="utf-8")
    done = run("prepare", "events.csv", "--store", "store", "--words", "words.toml")
    assert done.exit_code == 1
    assert "words.toml" in done.stderr


def test_faults_come_as_json_too(run, tmp_path):
    (tmp_path / "bad.csv").write_text(HEADING + "a,,akuten,x,2009-03-01,,,,,\n", encoding="utf-8")
    done = run("prepare", "bad.csv", "--store", "store", "--json")
    assert done.exit_code == 1
    [fault] = json.loads(done.stdout)["faults"]
    assert fault == {"file": "bad.csv", "row": 2, "reason": "there is no unit."}


def test_a_key_is_made_for_its_owner_only(prepared, tmp_path):
    key = tmp_path / "home" / "pathways.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 64


@pytest.mark.slow  # a process of its own
def test_the_command_does_not_start_django(prepared, tmp_path):
    program = (
        "import sys; from brygga import cli\n"
        "sys.argv = ['brygga', 'pathways', 'ask', 'steps', '--store', 'store']\n"
        "try: cli.main()\n"
        "finally: print(sorted(m for m in sys.modules if m in {'django', 'pandas'}),"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stderr.splitlines()[-1] == "[]"
