"""Outcomes and waits over time are what a plain and slow version says, on every engine."""

from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.pathways.engine import NotAsked, Outcomes, Preparation, Store, WaitsOverTime
from brygga.pathways.engine import prepare as prepared_by
from tests.builders.pathways import COLUMNS, KEY, SMALL, write
from tests.oracles.pathways import plain
from tests.oracles.pathways.deliveries import (
    ACTIVITIES,
    FIRST,
    periods,
    places,
)

OTHER = ("handed_over", "left", "transferred")
DAYS = [date(2008, 10, 1), date(2008, 12, 1), date(2009, 3, 1), date(2009, 9, 1), date(2010, 9, 1)]

groups = st.lists(
    st.lists(st.sampled_from([*ACTIVITIES, "nothing"]), min_size=1, max_size=3, unique=True).map(
        tuple
    ),
    max_size=4,
).map(tuple)


def met(question, journeys):
    return [
        (person, contact)
        for person, contacts in journeys.items()
        for contact in contacts
        if plain.inside(question, plain.day(contact)) and plain.placed(question, contact)
    ]


def begun(question, journeys):
    """Activity by which each referral was first treated, and the days it had waited."""
    found = []
    for contacts in journeys.values():
        told = set()
        for contact in contacts:
            if contact["referral"] is not None:
                told.add(contact["referral"].astimezone(plain.SWEDEN).date())
            elif plain.means(contact["activity"], "referral"):
                told.add(plain.day(contact))
        for referred in told:
            treatments = [
                each
                for each in contacts
                if plain.means(each["activity"], "treatment") and plain.day(each) >= referred
            ]
            if treatments:
                first = treatments[0]
                if plain.inside(question, plain.day(first)) and plain.placed(question, first):
                    found.append((first["activity"], (plain.day(first) - referred).days))
    return found


def ended(contact):
    if contact["outcome"] is None:
        return None
    if plain.means(contact["outcome"], "planned_end"):
        return "planned"
    return "other" if any(plain.means(contact["outcome"], kind) for kind in OTHER) else "unplanned"


def row(words, contacts, waits):
    mine = [each for each in contacts if each[1]["activity"] in words]
    waited = [days for activity, days in waits if activity in words]
    ends = [ended(contact) for _person, contact in mine]
    return {
        "activity": ", ".join(words),
        "contacts": len(mine),
        "persons": len({person for person, _contact in mine}),
        "ended": sum(each is not None for each in ends),
        "planned": ends.count("planned"),
        "unplanned": ends.count("unplanned"),
        "other": ends.count("other"),
        "treated": len(waited),
        "median_days": median(waited) if waited else None,
    }


def outcomes(question, journeys):
    contacts, waits = met(question, journeys), begun(question, journeys)
    asked = question.groups or [
        (each,) for each in {contact["activity"] for _p, contact in contacts}
    ]
    return [row(words, contacts, waits) for words in asked]


def insist(store, question, journeys):
    try:
        rows = store.ask(question, threshold=0).rows
    except NotAsked:
        everything = [each for contacts in journeys.values() for each in contacts]
        assert not any(plain.placed(question, each) for each in everything)
        return
    expected = outcomes(question, journeys)
    if question.groups:
        assert rows == expected
    else:
        by_name = itemgetter("activity")
        assert sorted(rows, key=by_name) == sorted(expected, key=by_name)


asked = st.builds(
    lambda period, place, chosen: Outcomes(
        since=period[0], until=period[1], place=place, groups=chosen
    ),
    periods,
    places,
    groups,
)


@pytest.mark.slow  # dozens of questions
@settings(max_examples=60, deadline=None)
@given(question=asked)
def test_outcomes_are_as_the_plain_version_says(prepared, on_duckdb, question):
    insist(on_duckdb, question, prepared.journeys)


@pytest.mark.slow  # a server answers every question
@settings(max_examples=30, deadline=None)
@given(question=asked)
def test_postgresql_tells_the_same_outcomes(prepared, on_postgres, question):
    insist(on_postgres, question, prepared.journeys)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.spark
@pytest.mark.slow  # Spark takes ten seconds to start
@settings(max_examples=4, deadline=None)
@given(question=asked)
def test_spark_tells_the_same_outcomes(prepared, on_spark, question):
    insist(on_spark, question, prepared.journeys)


def test_something_happens_in_what_is_compared(prepared):
    """Each kind of end, waits, and two words in one group with fewer persons than the sum."""
    both = outcomes(Outcomes(groups=(("assessment", "treatment"),)), prepared.journeys)[0]
    apart = outcomes(Outcomes(groups=(("assessment",), ("treatment",))), prepared.journeys)
    assert both["persons"] < sum(each["persons"] for each in apart)
    assert min(both[name] for name in ("planned", "unplanned", "other", "treated")) > 0


@pytest.mark.parametrize("place", [None, "01", "0160"])
def test_waits_over_time_are_those_of_each_period(prepared, on_duckdb, place):
    question = WaitsOverTime(place=place, days=tuple(DAYS))
    rows = on_duckdb.ask(question, threshold=0).rows
    assert len(rows) == len(DAYS) - 1
    for told, (first, after) in zip(rows, pairwise(DAYS), strict=True):
        asked_of = WaitsOverTime(place=place, since=first, until=after, days=tuple(DAYS))
        expected = plain.wait(list(plain.referrals_in(asked_of, prepared.journeys)), question)
        assert told == {"since": first.isoformat(), "until": after.isoformat(), **expected}
    assert sum(told["referrals"] for told in rows) > 50 or place == "0160"


@pytest.mark.parametrize("days", [(), DAYS[:1], (DAYS[1], DAYS[0]), (DAYS[0], DAYS[0])])
def test_periods_must_follow_each_other(on_duckdb, days):
    with pytest.raises(NotAsked, match="in order"):
        on_duckdb.ask(WaitsOverTime(days=tuple(days)))


def test_a_few_cannot_be_worked_out_from_a_group_and_its_parts(tmp_path):
    """Seven have talks, three of them medicine too: the group would give the three away."""
    rows = [contact(f"p{n}", "talks") for n in range(7)] + [
        contact(f"p{n}", "medicine") for n in range(3)
    ]
    write(rows, tmp_path / "events.parquet")
    prepared_by(tmp_path, store=tmp_path / "store", key=KEY, how=Preparation(limits=SMALL))
    with Store(tmp_path / "store", limits=SMALL) as store:
        talks, both = store.ask(Outcomes(groups=(("talks",), ("talks", "medicine")))).rows
        medicine = store.ask(Outcomes(groups=(("medicine",),))).rows[0]
    kept = {"suppressed": True}
    assert medicine["contacts"] == medicine["persons"] == kept
    assert kept in (talks["contacts"], both["contacts"])


def test_waits_of_many_are_told_though_each_waited_its_own_days(tmp_path):
    rows = [
        contact(f"p{n}", "treatment") | {"referral": FIRST - timedelta(days=n)} for n in range(12)
    ]
    write(rows, tmp_path / "events.parquet")
    prepared_by(tmp_path, store=tmp_path / "store", key=KEY, how=Preparation(limits=SMALL))
    with Store(tmp_path / "store", limits=SMALL) as store:
        (told,) = store.ask(Outcomes()).rows
    assert (told["treated"], told["median_days"]) == (12, 5.5)


def contact(person, activity):
    told = {"person": person, "activity": activity, "unit": "u", "sector": "psychiatry"}
    return dict.fromkeys(COLUMNS) | told | {"start": FIRST, "place": "0160"}
