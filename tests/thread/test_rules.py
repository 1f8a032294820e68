"""What the chain says when its links are laid side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.followup.enums import Level
from brygga.followup.rules import RANK
from brygga.thread import rules
from brygga.thread.enums import LinkState
from brygga.thread.rules import ChainFacts

levels = st.sampled_from(Level.values)
counts = st.dictionaries(levels, st.integers(1, 40), max_size=6)


@pytest.mark.parametrize(
    ("level", "steps"),
    [("not_begun", 3), ("planned", 2), ("partly", 1), ("in_place", 0), ("followed_up", 0)],
)
def test_a_gap_is_the_steps_left_to_in_place(level, steps):
    assert rules.gap(level) == steps


@pytest.mark.parametrize("level", ["", Level.DONT_KNOW])
def test_a_gap_nobody_knows_is_no_number(level):
    assert rules.gap(level) is None


def test_what_nobody_knows_counts_as_the_whole_way_in_the_sum():
    assert rules.total_gap([Level.DONT_KNOW, Level.PARTLY, ""]) == 4


def test_change_adds_up_what_was_ranked_both_years():
    before = {"p:1": "not_begun", "p:2": "in_place", "p:3": "partly"}
    now = {"p:1": "partly", "p:2": "partly", "p:4": "in_place"}
    assert rules.change(before, now) == 1


def test_change_is_unknown_when_nothing_was_ranked_both_years():
    assert rules.change({"p:1": "dont_know"}, {"p:1": "partly"}) is None
    assert rules.change({}, {"p:1": "partly"}) is None


@given(st.dictionaries(st.text(max_size=3), levels), st.dictionaries(st.text(max_size=3), levels))
def test_change_backwards_is_change_turned_round(before, now):
    forwards, backwards = rules.change(before, now), rules.change(now, before)
    assert forwards == (None if backwards is None else -backwards)


@given(counts)
def test_the_typical_answer_is_the_lower_middle_of_all_ranked(numbers):
    ranked = sorted(
        RANK[Level(level)] for level, n in numbers.items() if level in RANK for _ in range(n)
    )
    expected = ranked[(len(ranked) - 1) // 2] if ranked else None
    found = rules.typical(numbers)
    assert (RANK[Level(found)] if found else None) == expected


def test_the_share_in_place_counts_dont_know_among_all():
    numbers = {"in_place": 1, "followed_up": 1, "dont_know": 1, "planned": 1}
    assert rules.share_in_place(numbers) == 0.5
    assert rules.share_in_place({}) is None


FACTS = st.builds(
    ChainFacts,
    level=st.sampled_from(["", *Level.values]),
    evidence_is_old=st.booleans(),
    has_priority=st.booleans(),
    activities=st.integers(0, 4),
)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ChainFacts(level="dont_know"), LinkState.MISSING),
        (ChainFacts(level="in_place", evidence_is_old=True), LinkState.CONTRADICTS),
        (ChainFacts(level="in_place"), LinkState.PRESENT),
    ],
)
def test_gap_link(facts, state):
    assert rules.gap_state(facts) == state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ChainFacts(level="planned"), LinkState.MISSING),
        (ChainFacts(level="planned", has_priority=True), LinkState.PRESENT),
        (ChainFacts(level="in_place"), LinkState.PRESENT),
        (ChainFacts(), LinkState.MISSING),
    ],
)
def test_a_gap_wants_a_decision(facts, state):
    assert rules.priority_state(facts) == state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ChainFacts(level="planned", has_priority=True), LinkState.MISSING),
        (ChainFacts(level="planned", activities=1), LinkState.PRESENT),
        (ChainFacts(level="planned", activities=2, late=1), LinkState.CONTRADICTS),
        (ChainFacts(level="not_begun", activities=2, done=2), LinkState.CONTRADICTS),
        (ChainFacts(level="planned", activities=1, dropped=1), LinkState.MISSING),
        (ChainFacts(level="followed_up"), LinkState.PRESENT),
    ],
)
def test_a_decision_wants_an_activity(facts, state):
    assert rules.activity_state(facts) == state


@given(FACTS)
def test_every_combination_has_a_state(facts):
    for rule in (rules.gap_state, rules.priority_state, rules.activity_state):
        assert rule(facts) in {LinkState.PRESENT, LinkState.MISSING, LinkState.CONTRADICTS}
