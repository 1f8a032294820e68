"""Preparing a demo: once, on a day of its own. No other test of the file loads anything first."""

from datetime import date

import pytest

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.offer.models import Intervention
from brygga.pathways.queries.prepared import prepared
from brygga.people.actions import DEMO_PASSWORD, PERSONAS
from brygga.people.models import Programme, User
from brygga.programme.commands.demo import FIRST_DAY, prepare, welcome
from brygga.programme.demo_contacts import LAST_DAY, places_of_the_demo
from brygga.thread.queries.chain import chain_at
from brygga.thread.queries.links import links_of
from tests.builders import pathways as build

pytestmark = pytest.mark.django_db
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def home(settings, tmp_path, monkeypatch):
    settings.DEMO, settings.HOME, settings.STATIC_ROOT = True, tmp_path, tmp_path
    settings.PATHWAYS_STORE = tmp_path / "pathways"
    # The key of the store is made there as well.
    monkeypatch.setenv("BRYGGA_HOME", str(tmp_path))


@pytest.mark.slow(reason="loads the whole programme")
def test_the_demo_is_prepared_once():
    prepare()
    assert Programme.objects.count() == 2
    assert clock.today() == date(2010, 11, 17)
    Programme.objects.filter(slug="kunskap-till-praktik").update(name="Ändrat")
    clock.stand_on(date(2011, 1, 10))
    prepare()
    assert User.objects.count() == len(PERSONAS)
    assert Programme.objects.filter(name="Ändrat").exists()
    assert clock.today() == date(2011, 1, 10)


@pytest.mark.slow(reason="makes up contacts of five years")
def test_contacts_are_made_up_once_and_end_before_the_demos_day(settings):
    Programme.objects.create(slug="kunskap-till-praktik", name="Kunskap till praktik")
    prepare()
    known = prepared()
    assert (known.last_day, known.invented) == (LAST_DAY, True)
    assert known.last_day < FIRST_DAY
    codes = {place.code for place in places_of_the_demo()}
    assert known.places == codes
    prepare()
    assert prepared().version == known.version


@pytest.mark.slow(reason="loads the whole programme and makes up contacts of five years")
def test_the_demos_contacts_speak_the_words_of_its_interventions():
    """Most contacts are of something that can be offered, and Täby has enough to be told."""
    prepare()
    named = {word for each in Intervention.objects.all() for word in each.activities}
    activities = set(prepared().activities)
    assert len(activities & named) >= 9
    assert activities - named == {"acute visit", "follow-up", "hand-over", "referral"}
    chain = chain_at("0160", "stockholm-policy/3", None, VISITOR)
    states = {link.link.value: link.state for link in links_of(chain)}
    assert states["care_delivered"] == states["outcome"] == "present"
    assert chain.delivered.given.contacts.value > 0


def test_what_somebody_else_has_prepared_stays(settings, tmp_path):
    Programme.objects.create(slug="kunskap-till-praktik", name="Kunskap till praktik")
    settings.PATHWAYS_STORE = build.store(tmp_path, name="pathways")
    version = prepared().version
    prepare()
    assert prepared().version == version


def test_whoever_starts_it_is_told_where_to_go_and_what_day_it_is():
    Programme.objects.create(slug="kunskap-till-praktik", name="Kunskap till praktik")
    clock.stand_on(date(2010, 11, 17))
    prepare()
    told = welcome(ADDRESS)
    assert f"{ADDRESS}/prova/" in told
    for persona in PERSONAS:
        assert persona.email in told
    assert DEMO_PASSWORD in told
    assert "Demons dag är 17 november 2010; flytta den" in told


def test_a_demo_from_before_it_had_a_day_follows_the_calendar():
    Programme.objects.create(slug="kunskap-till-praktik", name="Kunskap till praktik")
    prepare()
    assert clock.demo_day() is None
    assert "Demons dag" not in welcome(ADDRESS)
