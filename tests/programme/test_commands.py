"""The command line: help, exit codes, what goes to which stream."""

import json
import os
import socket
import subprocess
import sys
import threading
from datetime import date
from importlib import import_module

import click
import pytest
from click.testing import CliRunner
from django.core import mail

from brygga import clock
from brygga.access.actor import SYSTEM, Actor
from brygga.people.models import Programme
from brygga.programme.commands import brygga
from brygga.programme.commands.serve import insist_on_free_port
from brygga.programme.commands.worker import Rounds
from tests.builders import events
from tests.builders.programme import DEMO, FACTS, folder

# The package's own name for it is the command.
worker_module = import_module("brygga.programme.commands.worker")
COMMANDS = (
    "load", "export", "digest", "simulate", "thread", "report", "demo", "serve", "worker", "invite",
    "certificates", "pathways",
)  # fmt: skip


def run(*arguments: object):
    return CliRunner().invoke(brygga, [str(one) for one in arguments])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: brygga {name}")


def test_every_command_is_listed():
    assert set(brygga.commands) == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("load",),
        ("load", "/no/such/folder"),
        ("thread", "0160"),
        ("simulate", "x"),
        ("nonsense",),
        ("report", "01", "tjugohundratio", "--out", "x.pdf"),
        ("report", "01", "2010", "--out", "x.doc"),
        ("serve", "--port", "0"),
    ],
)
def test_wrong_use_is_2(arguments):
    assert run(*arguments).exit_code == 2


@pytest.mark.django_db
def test_loading_says_what_changed():
    result = run("load", FACTS)
    assert result.exit_code == 0
    assert "rows read" in result.output
    assert "0 changed" in run("load", FACTS).output


@pytest.mark.django_db
def test_a_dry_run_says_what_would_change():
    result = run("load", FACTS, "--dry-run")
    assert "would change" in result.output
    assert not Programme.objects.exists()


@pytest.mark.django_db
def test_faults_go_to_stderr_one_a_line(tmp_path):
    path = folder(tmp_path, places="x,stad,X,0180,,,")
    result = run("load", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    first, last = result.stderr.splitlines()
    assert first.startswith("places.csv:2:2: 'stad'; expected one of nation, county")
    assert last == "1 faults; nothing was loaded."


@pytest.mark.django_db
def test_faults_as_json_go_to_stdout(tmp_path):
    path = folder(tmp_path, places="x,stad,X,0180,,,")
    result = run("load", path, "--json")
    assert result.exit_code == 1
    (fault,) = json.loads(result.stdout)
    assert fault.keys() == {"file", "sheet", "line", "column", "message"}
    assert (fault["file"], fault["sheet"], fault["line"]) == ("places.csv", None, 2)


@pytest.mark.django_db
def test_json_without_faults_is_an_empty_list():
    result = run("load", FACTS, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


@pytest.mark.usefixtures("demo")
def test_the_thread_as_the_contract_says():
    result = run("thread", "0162", "stockholm-policy/3", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert (answer["place"], answer["provision"]) == ("0162", "stockholm-policy/3")
    assert [link["link"] for link in answer["links"]] == [
        "mapping", "gap", "priority", "activity", "competence", "care_offered", "care_delivered",
        "outcome", "voice", "next_focus",
    ]  # fmt: skip
    states = {"present", "missing", "contradicts", "not_built"}
    assert {link["state"] for link in answer["links"]} <= states
    assert {"link", "state", "value", "on", "source"} <= answer["links"][0].keys()


@pytest.mark.usefixtures("demo")
def test_the_thread_in_words_is_in_swedish():
    assert "Kartläggning" in run("thread", "0162", "stockholm-policy/3").output


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "arguments",
    [("thread", "9999", "stockholm-policy/3"), ("thread", "0162", "stockholm-policy/99"),
     ("thread", "0162", "skräp")],
)  # fmt: skip
def test_what_is_not_there_is_1_and_a_sentence(arguments):
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.output.startswith("Error: There is no ")


@pytest.mark.usefixtures("demo")
def test_a_report_is_written(tmp_path):
    out = tmp_path / "r.json"
    assert run("report", "01", "2010", "--out", out).exit_code == 0
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["completeness"]["accepted"] == 19
    assert report["invented"] is True
    refused = run("report", "01", "1999", "--out", tmp_path / "s.json")
    assert refused.exit_code == 1
    assert not (tmp_path / "s.json").exists()


@pytest.mark.usefixtures("demo")
def test_export_refuses_a_folder_with_other_files(tmp_path):
    (tmp_path / "brev.txt").write_text("Hej", encoding="utf-8")
    assert run("export", tmp_path).exit_code == 1
    assert run("export", tmp_path / "new").exit_code == 0


@pytest.mark.django_db
def test_digest_is_one_line():
    result = run("digest")
    assert len(result.output) == 65
    assert int(result.output, 16)


def test_a_port_that_is_taken_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(click.ClickException, match="choose another --port"):
            insist_on_free_port("127.0.0.1", taken.getsockname()[1])


@pytest.fixture
def caught_up(monkeypatch):
    """As whom the worker looks for new editions, each time it looks."""
    who: list[Actor] = []
    monkeypatch.setattr(worker_module, "catch_up", lambda *, by: who.append(by))
    return who


def test_the_worker_reminds_once_a_day_and_stops_when_told(caught_up, monkeypatch, time_machine):
    time_machine.move_to("2010-11-01T06:00:00Z")
    reminded: list[date] = []
    monkeypatch.setattr(
        worker_module, "send_due_reminders", lambda *, today: reminded.append(today)
    )
    rounds = Rounds(starter=None)
    monkeypatch.setattr(worker_module, "issue_due", lambda **_asked: 0)
    monkeypatch.setattr(rounds.jobs, "run", lambda: None)
    monkeypatch.setattr(worker_module, "keep_house", lambda: 0)
    monkeypatch.setattr(worker_module, "_SECONDS_BETWEEN_LOOKS", 0.01)
    threading.Timer(0.1, rounds.stop, (15, None)).start()
    rounds.run()
    assert reminded == [date(2010, 11, 1)]
    assert all(each == SYSTEM for each in caught_up)
    assert len(caught_up) > len(reminded)
    assert rounds.jobs.running is False


@pytest.mark.usefixtures("caught_up")
def test_in_a_demo_the_worker_reminds_on_the_demos_day(monkeypatch, settings, tmp_path):
    settings.DEMO, settings.HOME = True, tmp_path
    clock.stand_on(date(2010, 11, 23))
    reminded: list[date] = []
    monkeypatch.setattr(
        worker_module, "send_due_reminders", lambda *, today: reminded.append(today)
    )
    monkeypatch.setattr(worker_module, "_REMINDING_HOUR", 0)
    rounds = Rounds(starter=None)
    monkeypatch.setattr(rounds.jobs, "run", lambda: None)
    rounds.look()
    rounds.look()
    clock.stand_on(date(2010, 11, 29))
    rounds.look()
    assert reminded == [date(2010, 11, 23), date(2010, 11, 29)]


@pytest.mark.usefixtures("caught_up")
def test_the_worker_sleeps_at_night(monkeypatch, time_machine):
    time_machine.move_to("2010-11-01T03:00:00Z")
    monkeypatch.setattr(worker_module, "send_due_reminders", pytest.fail)
    monkeypatch.setattr(worker_module, "issue_due", lambda **_asked: 0)
    monkeypatch.setattr(worker_module, "keep_house", lambda: 0)
    monkeypatch.setattr(worker_module, "catch_up", lambda *, by: 0)
    rounds = Rounds(starter=None)
    monkeypatch.setattr(rounds.jobs, "run", lambda: None)
    rounds.look()


def test_the_worker_looks_through_all_presence_once_an_hour(monkeypatch, time_machine):
    looks: list[object] = []
    monkeypatch.setattr(worker_module, "issue_due", lambda *, since=None: looks.append(since) or 0)
    monkeypatch.setattr(worker_module, "send_due_reminders", lambda *, today: None)
    monkeypatch.setattr(worker_module, "keep_house", lambda: 0)
    monkeypatch.setattr(worker_module, "catch_up", lambda *, by: 0)
    rounds = Rounds(starter=None)
    monkeypatch.setattr(rounds.jobs, "run", lambda: None)
    for instant in ("06:00", "06:30", "07:00", "07:59"):
        time_machine.move_to(f"2010-11-01T{instant}:00Z", tick=False)
        rounds.look()
    hours = [since and since.hour for since in looks]
    assert hours == [None, 5, None, 6]


def test_the_worker_goes_on_looking_while_many_are_due(monkeypatch):
    looks: list[object] = []
    monkeypatch.setattr(
        worker_module, "issue_due", lambda *, since=None: looks.append(since) or 200
    )
    monkeypatch.setattr(worker_module, "send_due_reminders", lambda *, today: None)
    monkeypatch.setattr(worker_module, "keep_house", lambda: 0)
    monkeypatch.setattr(worker_module, "catch_up", lambda *, by: 0)
    rounds = Rounds(starter=None)
    monkeypatch.setattr(rounds.jobs, "run", lambda: None)
    rounds.look()
    rounds.look()
    assert looks == [None, None]


@pytest.mark.django_db
def test_the_worker_sends_the_letters_of_those_who_register(monkeypatch):
    monkeypatch.setattr(worker_module, "send_due_reminders", lambda *, today: None)
    rounds = Rounds(starter=None)
    monkeypatch.setattr(rounds.jobs, "run", lambda: None)
    events.registered(events.gathering(title="Baskursen"))
    rounds.look()
    assert [letter.subject for letter in mail.outbox] == ["Din plats: Baskursen"]


def test_a_look_that_fails_is_told_of_and_the_next_goes_on(monkeypatch, caplog):
    looks: list[int] = []

    def stumble() -> int:
        looks.append(1)
        raise ValueError("a letter that cannot be written")

    monkeypatch.setattr(worker_module, "issue_due", lambda **_asked: 0)
    monkeypatch.setattr(worker_module, "send_due_reminders", lambda *, today: None)
    monkeypatch.setattr(worker_module, "catch_up", lambda *, by: 0)
    monkeypatch.setattr(worker_module, "keep_house", stumble)
    rounds = Rounds(starter=None)
    rounds.look()
    rounds.look()
    assert len(looks) == 2
    assert "a letter that cannot be written" in caplog.text


@pytest.mark.slow  # starts a process
def test_a_fault_in_the_environment_is_one_line_and_2(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "brygga.cli", "digest"],
        env={**os.environ, "BRYGGA_HOME": str(tmp_path), "BRYGGA_DEMO": "kanske"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "BRYGGA_DEMO: is 'kanske'; it takes 1 (on) or 0 (off)\n"


def test_the_demo_folders_are_where_the_command_looks():
    assert FACTS.is_dir()
    assert DEMO.is_dir()
