"""A made-up country: the same bytes for a seed, plausible, and it loads."""

import csv
from collections import Counter

import pytest

from brygga.followup.models import Mapping, Standing
from brygga.followup.rules import RANK
from brygga.kernel.refusal import Refused
from brygga.offer.rules.contact_words import words_in
from brygga.programme.simulation.world import make_world
from brygga.programme.simulation.write import simulate
from tests.builders.programme import faults, load


def bytes_of(path):
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*.*")}


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    path = tmp_path_factory.mktemp("simulated") / "county"
    simulate(path, seed=7, scale="county")
    return path


def test_the_same_seed_gives_the_same_bytes(county, tmp_path):
    simulate(tmp_path / "again", seed=7, scale="county")
    simulate(tmp_path / "other", seed=8, scale="county")
    assert bytes_of(tmp_path / "again") == bytes_of(county)
    assert bytes_of(tmp_path / "other") != bytes_of(county)


def test_most_places_rise_some_stand_still_some_fall():
    world = make_world(1, "sweden")
    growth = Counter(
        "rise" if one > 0.1 else "fall" if one < -0.04 else "still" for one in world.growth.values()
    )
    assert len(world.spots) == 290
    assert growth["rise"] > growth["still"] > growth["fall"] > 10


def test_sides_are_alike_but_differ(county):
    levels: dict[tuple[str, ...], dict[str, str]] = {}
    with (county / "answers.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["level"] in RANK:
                key = (row["place"], row["year"], row["question"])
                levels.setdefault(key, {})[row["side"]] = row["level"]
    gaps = Counter(
        abs(RANK[both["social_services"]] - RANK[both["health_care"]])
        for both in levels.values()
        if {"social_services", "health_care"} <= both.keys()
    )
    total = sum(gaps.values())
    assert 0.3 < gaps[0] / total < 0.8
    assert (gaps[0] + gaps[1]) / total > 0.9


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "brev.txt").write_text("Hej", encoding="utf-8")
    with pytest.raises(Refused):
        simulate(tmp_path, seed=1, scale="county")


@pytest.mark.django_db
@pytest.mark.slow  # loads seven thousand rows
def test_it_loads_and_shows_accepted_answers(county):
    assert faults(county) == []
    accepted = Mapping.objects.filter(status="accepted")
    assert accepted.filter(round__year=2013).count() == 26
    assert Standing.objects.filter(mapping__in=accepted).count() == accepted.count() * 54
    assert sum(load(county).changed.values()) == 0


def test_every_adopted_plan_has_its_step(county):
    plans, steps = (rows_of(county, name) for name in ("plans", "plan_steps"))
    adopted = {
        (row["place"], row["year"], row["adopted_on"])
        for row in plans
        if row["status"] == "adopted"
    }
    assert {(row["place"], row["year"], row["at"][:10]) for row in steps} == adopted
    assert len(plans) > len(adopted)


def rows_of(folder, table):
    return list(csv.DictReader((folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.django_db
def test_contacts_are_left_alone_but_a_link_in_their_place_is_not(county, tmp_path):
    assert (county / "contacts" / "contacts-0001.parquet").is_file()
    simulate(tmp_path / "bare", seed=7, scale="county", contacts=0)
    assert not (tmp_path / "bare" / "contacts").exists()
    (tmp_path / "bare" / "contacts").symlink_to(county / "contacts")
    (tmp_path / "bare" / "letters").mkdir()
    told = faults(tmp_path / "bare")
    assert [fault.split(":")[0] for fault in told] == ["contacts", "letters"]


def test_a_county_has_its_contacts_as_csv_too(county):
    with (county / "contacts-csv" / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        places = Counter(row["place"][:2] for row in csv.DictReader(stream))
    assert places == {"01": 50_000}


def test_interventions_say_what_the_contacts_call_them(county):
    """Each word that an intervention gives is an activity of the contacts beside it."""
    words = {
        word for row in rows_of(county, "interventions") for word in words_in(row["contact_words"])
    }
    with (county / "contacts-csv" / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        activities = {row["activity"] for row in csv.DictReader(stream)}
    assert len(words) >= 9
    assert words <= activities
