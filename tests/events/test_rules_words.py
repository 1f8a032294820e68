"""How it stands, and why somebody got a seat, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from brygga.events.enums import QueueRule, StepKind
from brygga.events.rules import Window
from brygga.events.rules.letters import is_moot
from brygga.events.rules.steps import StepFacts, queue_rule_words, step_words
from brygga.events.rules.words import hours_words, seats_words, span_words, standing

NOW = datetime(2010, 11, 1, 12, tzinfo=UTC)
STARTS = datetime(2010, 11, 18, 8, tzinfo=UTC)


def window(**changed):
    fields = {
        "status": "published",
        "mode": "open",
        "opens_at": None,
        "closes_at": None,
        "starts_at": STARTS,
    }
    return Window(**fields | changed)


@pytest.mark.parametrize(
    ("free", "capacity", "words"),
    [
        (None, None, "Antalet platser är inte begränsat."),
        (0, 10, "Alla platser är tagna. Du kan ställa dig i kön."),
        (1, None, "1 plats finns kvar."),
        (2, None, "2 platser finns kvar."),
        (36, 100, "36 av 100 platser finns kvar."),
    ],
)
def test_seats_left_are_said_in_words(free, capacity, words):
    assert seats_words(free, capacity) == words


@pytest.mark.parametrize(
    ("changed", "free", "words"),
    [
        ({}, 3, "Öppen för anmälan"),
        ({}, None, "Öppen för anmälan"),
        ({}, 0, "Fullt, med kö"),
        ({"mode": "coordinators"}, 3, "Din samordnare anmäler"),
        ({"mode": "none"}, 3, "Ingen anmälan"),
        ({"status": "cancelled"}, 3, "Inställd"),
        ({"opens_at": NOW + timedelta(days=2)}, 3, "Öppnar 3 november 2010"),
        ({"closes_at": NOW}, 3, "Anmälan är stängd"),
        ({"starts_at": NOW}, 3, "Anmälan är stängd"),
        ({"starts_at": None}, 3, "Anmälan är stängd"),
    ],
)
def test_a_list_says_how_it_stands(changed, free, words):
    ends_at = NOW + timedelta(days=30)
    assert standing(window(**changed), free=free, ends_at=ends_at, now=NOW).words == words


def test_what_has_been_has_been():
    ended = NOW - timedelta(days=1)
    assert standing(window(), free=3, ends_at=ended, now=NOW).words == "Har varit"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (STARTS, "18 november 2010"),
        (datetime(2010, 11, 25, 8, tzinfo=UTC), "18–25 november 2010"),
        (datetime(2010, 12, 2, 8, tzinfo=UTC), "18 november–2 december 2010"),
        (datetime(2011, 1, 2, 8, tzinfo=UTC), "18 november 2010 – 2 januari 2011"),
    ],
)
def test_days_that_follow_are_written_as_one_span(last, words):
    assert span_words(STARTS, last) == words


def test_hours_are_sweden_s_and_left_out_where_nobody_knows_them():
    assert hours_words(STARTS, STARTS + timedelta(hours=7), times_known=True) == "09.00–16.00"
    assert hours_words(STARTS, STARTS + timedelta(hours=7), times_known=False) == ""


def step(kind, **changed):
    fields = {
        "kind": kind,
        "gathering": "Baskursen",
        "rule": "",
        "position": None,
        "waiting": None,
        "share": None,
        "reason": "",
        "origin": "Täby, Täby kommun",
    }
    return step_words(StepFacts(**fields | changed))


@pytest.mark.parametrize("kind", StepKind.values)
def test_every_step_is_a_sentence(kind):
    words = step(kind, reason="Därför.")
    assert "%" not in words
    assert words.split(".")[0]


def test_an_offer_says_where_one_stood_and_what_decided():
    offered = {"position": 1, "waiting": 7, "rule": QueueRule.EVEN, "share": 2}
    words = step(StepKind.OFFERED, **offered)
    assert "du stod först av 7" in words
    assert "Från Täby, Täby kommun hade 2 redan fått plats." in words
    assert "du var ensam i kön" in step(StepKind.OFFERED, **offered | {"waiting": 1})
    words = step(StepKind.OFFERED, **offered | {"position": 3, "rule": QueueRule.NEED})
    assert "nummer 3 av 7, och de före dig kunde inte få just den" in words
    assert "hade" not in words


def test_each_rule_of_a_queue_has_its_own_sentence():
    assert len({queue_rule_words(rule) for rule in QueueRule.values}) == len(QueueRule)


@pytest.mark.parametrize(
    ("kind", "status", "approval", "moot"),
    [
        ("seat", "seated", "not_needed", False),
        ("seat", "cancelled", "not_needed", True),
        ("queue", "offered", "not_needed", True),
        ("offer", "offered", "not_needed", False),
        ("offer", "seated", "not_needed", True),
        ("approval", "seated", "asked", False),
        ("approval", "seated", "given", True),
        ("approval", "cancelled", "asked", True),
        ("cancelled", "cancelled", "not_needed", False),
        ("certificate", "seated", "not_needed", False),
    ],
)
def test_a_letter_is_moot_when_what_it_says_is_no_longer_so(kind, status, approval, moot):
    assert is_moot(kind, status=status, approval=approval) is moot
