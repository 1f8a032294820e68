"""Preparing a demo: once, on a day of its own. No other test of the file loads anything first."""

from datetime import date

import pytest

from brygga import clock
from brygga.people.actions import DEMO_PASSWORD, PERSONAS
from brygga.people.models import Programme, User
from brygga.programme.commands.demo import prepare, welcome

pytestmark = pytest.mark.django_db
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.DEMO, settings.HOME, settings.STATIC_ROOT = True, tmp_path, tmp_path


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
