"""What pages will ask is answered before anybody asks, the widest place first."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches

from brygga.pathways.engine import Store
from brygga.pathways.queries.beforehand import Beforehand
from brygga.pathways.queries.page import care_page
from brygga.people.models import Place
from tests.builders import pathways as build

pytestmark = pytest.mark.django_db
DAY = date(2010, 11, 17)


@pytest.fixture(autouse=True)
def nothing_is_answered():
    caches["answers"].clear()


def answered(beforehand):
    found = []
    while place := beforehand.answer_next():
        found.append(place.code)
    return found


def page(code):
    return care_page(Place.objects.get(code=code), "", DAY)


def nobody_asks(monkeypatch):
    monkeypatch.setattr(Store, "ask", lambda *_all: pytest.fail("asked"))


def test_of_places_that_the_data_tell_of_the_widest_come_first(care_chain):
    beforehand = Beforehand()
    assert answered(beforehand) == ["00", "01", "0126", "0160"]
    assert beforehand.answer_next() is None


def test_then_the_page_asks_nothing(care_chain, monkeypatch):
    answered(Beforehand())
    nobody_asks(monkeypatch)
    shown = page("0160")
    assert shown.is_told
    assert shown.flow["rows"]


def test_a_page_that_nobody_answered_beforehand_asks(care_chain, monkeypatch):
    """The negative control."""
    nobody_asks(monkeypatch)
    with pytest.raises(pytest.fail.Exception):
        page("0160")


def test_new_data_are_answered_anew(settings, tmp_path):
    settings.PATHWAYS_STORE = build.store(tmp_path)
    beforehand = Beforehand()
    answered(beforehand)
    more = build.contact("new", "MET", build.at(2010, 5, 1) + timedelta(days=1))
    build.store(tmp_path, [*build.contacts(), more])
    assert answered(beforehand) == ["00", "01", "0126", "0160"]


def test_without_data_there_is_nothing_to_answer(settings, tmp_path, django_assert_num_queries):
    settings.PATHWAYS_STORE = tmp_path / "nothing"
    with django_assert_num_queries(0):
        assert Beforehand().answer_next() is None
