"""The same steps and breaks by activity, sector and unit: one level gives another not away."""

from datetime import timedelta

import pytest

from brygga.pathways.engine import Breaks, FlowMap, Steps, Store
from brygga.pathways.engine.protecting.ledger import FILE
from tests.builders import pathways as build

FIRST = build.at(2010, 3, 1)
BETWEEN = SOCIAL, CARE = "social_services", "addiction_care"


def went(person, source, target, *, days=3):
    """Somebody from one (unit, sector, activity) to another."""
    return [
        build.contact(person, activity, FIRST + timedelta(days=after), unit=unit, sector=sector)
        for (unit, sector, activity), after in ((source, 0), (target, days))
    ]


def store_of(tmp_path, *groups):
    rows = [
        row
        for number, (many, source, target, days) in enumerate(groups)
        for n in range(many)
        for row in went(f"p{number}-{n}", source, target, days=days)
    ]
    # The data go on, so that whoever has no more contacts has stopped.
    rows += [build.contact(f"l{n}", "visit", FIRST + timedelta(days=300)) for n in range(9)]
    return build.store(tmp_path, rows)


@pytest.fixture
def two_units(tmp_path):
    """Nine and three go between two units each, of the same two sectors; late."""
    return store_of(
        tmp_path,
        (9, ("a1", SOCIAL, "visit"), ("b1", CARE, "visit"), 60),
        (3, ("a2", SOCIAL, "visit"), ("b2", CARE, "visit"), 60),
    )


def asked(folder, *questions, remembers=True):
    """Counts that are shown, None where kept back, by the way from and to; an answer each."""
    found = []
    for question in questions:
        if not remembers:
            (folder / FILE).unlink(missing_ok=True)
        with Store(folder, limits=build.SMALL) as store:
            rows = store.ask(question).rows
        found.append(
            {
                (row["from"], row["to"]): row["count"] if isinstance(row["count"], int) else None
                for row in rows
                if row.get("kind", "handover") == "handover"
            }
        )
    return found


@pytest.mark.parametrize("question", [Steps, Breaks])
def test_sectors_do_not_tell_of_the_one_unit_that_units_kept_back(two_units, question):
    by_unit, by_sector = asked(two_units, question(by="unit"), question(by="sector"))
    assert by_unit == {("a1", "b1"): 9, ("a2", "b2"): None}
    assert by_sector == {BETWEEN: None}


@pytest.mark.parametrize("question", [Steps, Breaks])
def test_nor_units_once_sectors_are_told(two_units, question):
    by_sector, by_unit = asked(two_units, question(by="sector"), question(by="unit"))
    assert by_sector == {BETWEEN: 12}
    assert by_unit == {("a1", "b1"): None, ("a2", "b2"): None}


@pytest.mark.parametrize("question", [Steps, Breaks])
def test_were_nothing_remembered_12_less_9_would_be_3(two_units, question):
    """The negative control."""
    by_unit, by_sector = asked(
        two_units, question(by="unit"), question(by="sector"), remembers=False
    )
    assert by_unit[("a1", "b1")] == 9
    assert by_sector == {BETWEEN: 12}


def test_the_whole_is_the_same_by_activity_and_by_sector(tmp_path):
    folder = store_of(
        tmp_path,
        (17, ("a", SOCIAL, "visit"), ("b", CARE, "visit"), 3),
        (3, ("a", SOCIAL, "counselling"), ("b", CARE, "visit"), 3),
    )
    questions = (FlowMap(by="sector"), Steps(by="activity"))
    by_sector, by_activity = asked(folder, *questions)
    assert by_sector == {BETWEEN: 20}
    assert by_activity == {("visit", "visit"): None, ("counselling", "visit"): None}
    # The negative control: apart, 20 less 17 is 3.
    assert asked(folder, *questions, remembers=False)[1][("visit", "visit")] == 17


def test_a_unit_of_two_sectors_takes_nothing_with_it(tmp_path):
    folder = store_of(
        tmp_path,
        (9, ("a", SOCIAL, "visit"), ("b", CARE, "visit"), 3),
        (9, ("a", CARE, "visit"), ("b", CARE, "visit"), 3),
    )
    by_unit, by_sector = asked(folder, Steps(by="unit"), Steps(by="sector"))
    assert by_unit == {("a", "b"): 18}
    assert by_sector == {BETWEEN: 9, (CARE, CARE): 9}
