"""Answers in any order, over places and periods: nothing small can be worked out of all of them."""

import itertools
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import find, given, settings
from hypothesis import strategies as st

from brygga.pathways.engine.protecting import Answer, Cell, Policy, Scope, Sum, open_ledger, protect
from brygga.pathways.engine.protecting.equations import Equations
from brygga.pathways.engine.protecting.onlooker import audit

THRESHOLD = 5
TOWNS = ("0114", "0160", "0180", "1280", "1281")
NOWHERE = ""
PLACES = (*TOWNS, "01", "12", "00")
MONTHS = (date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1))
PERIODS = tuple(itertools.combinations(MONTHS, 2))
ATOMS = tuple(itertools.product((*TOWNS, NOWHERE), range(2)))
"""Some are of no place at all."""
counts = st.lists(st.integers(0, 12), min_size=len(ATOMS), max_size=len(ATOMS))
turns = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(PERIODS)), min_size=2, max_size=12
)


def is_of(atom, place, period):
    town, month = atom
    return (place == "00" or town.startswith(place)) and (
        period[0] <= MONTHS[month] and MONTHS[month + 1] <= period[1]
    )


def answer_of(true, place, period):
    scope = Scope(("waits", "referrals"), place, *period)
    count = sum(n for atom, n in true.items() if is_of(atom, place, period))
    return Answer((Cell("n", count, of=scope),))


def told_in_turn(true, asked, *, remembers=True):
    """What was shown, by place and period."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in asked:
            answer = answer_of(true, *turn)
            if remembers:
                with open_ledger(Path(folder), version="1", places=TOWNS) as ledger:
                    hidden = ledger.protect(answer, Policy(threshold=THRESHOLD))
            else:
                hidden = protect(answer, Policy(threshold=THRESHOLD))
            if "n" not in hidden:
                found[turn] = answer.cells[0].count
    return found


def small_and_known(shown):
    """Pieces that all the numbers shown leave to be small for certain, and less than five wide."""
    pieces = {}
    for atom in ATOMS:
        over = frozenset(turn for turn in shown if is_of(atom, *turn))
        pieces.setdefault(over, f"piece {len(pieces)}")
    sums = [
        Sum(str(turn), tuple(piece for over, piece in pieces.items() if turn in over))
        for turn in shown
    ]
    numbers = {str(turn): n for turn, n in shown.items()} | dict.fromkeys(pieces.values())
    equations = Equations(numbers, tuple(sums), frozenset(pieces.values()))
    return [
        (low, high)
        for low, high in audit(equations).values()
        if high not in {0, None} and low < THRESHOLD and high - low < THRESHOLD
    ]


@settings(max_examples=80, deadline=None)
@given(counts, turns)
def test_no_piece_between_answers_is_small_and_known(numbers, asked):
    true = dict(zip(ATOMS, numbers, strict=True))
    assert small_and_known(told_in_turn(true, asked)) == []


def test_without_remembering_one_would_be():
    """The negative control: each answer protected on its own, somebody is found out."""
    numbers, asked = find(
        st.tuples(counts, turns),
        lambda told: small_and_known(
            told_in_turn(dict(zip(ATOMS, told[0], strict=True)), told[1], remembers=False)
        ),
        settings=settings(max_examples=2000, database=None, deadline=None),
    )
    true = dict(zip(ATOMS, numbers, strict=True))
    assert small_and_known(told_in_turn(true, asked)) == []
