"""The line that says a demo's day, and the form that moves it."""

import re
from datetime import date

import pytest
from django.test import Client

from brygga import clock
from brygga.people.actions import create_demo_personas
from tests.builders import people
from tests.builders.programme import load_demo
from tests.portal.conftest import FIRST_DAY

pytestmark = pytest.mark.django_db
LINE = "Demons dag: 17 november 2010"
ADDRESS = "/prova/dag/"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def move(client, day, path="/om/"):
    return client.post(ADDRESS, {"demo_day": day, "next": path})


@pytest.mark.usefixtures("demo_home")
class TestTheLine:
    @pytest.mark.parametrize("path", ["/", "/om/", "/laget/", "/kunskap/", "/konto/login/"])
    def test_stands_on_every_page_with_a_form_that_suggests_the_next_day(self, client, path):
        page = text(client.get(path))
        assert LINE in page
        assert f'name="next" value="{path}"' in page
        field = re.search(r'<input type="date" name="demo_day"[^>]*>', page)[0]
        assert 'value="2010-11-18"' in field
        assert 'min="2010-11-18"' in field
        assert 'max="2100-12-31"' in field

    def test_stands_on_pages_that_are_not_there_and_in_english(self, client):
        assert LINE in text(client.get("/finns-inte/"), 404)
        assert "The demo's day: 17 November 2010" in text(client.get("/en/om/"))

    def test_knows_the_way_back_with_what_was_chosen(self, client):
        assert 'value="/laget/?ar=2010&amp;x=%C3%A5"' in text(
            client.get("/laget/?ar=2010&x=%C3%A5")
        )

    def test_costs_no_query(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            text(client.get("/om/"))


def test_outside_a_demo_there_is_neither_line_nor_address(client, demo_home, settings):
    settings.DEMO = False
    assert "Demons dag" not in text(client.get("/om/"))
    assert client.get(ADDRESS).status_code == 404
    assert move(client, "2010-11-24").status_code == 404
    settings.DEMO = True
    assert clock.today() == FIRST_DAY


def test_a_demo_that_follows_the_calendar_has_neither(client, settings, tmp_path):
    settings.DEMO, settings.HOME = True, tmp_path
    assert "Demons dag" not in text(client.get("/om/"))
    assert move(client, "2100-01-01").status_code == 404
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("demo_home")
class TestMoving:
    @pytest.mark.parametrize("somebody", [None, people.outsider, people.county])
    def test_anybody_may_and_comes_back_to_the_page(self, client, somebody):
        if somebody:
            client.force_login(somebody().user)
        assert (
            move(client, "2010-11-24", "/laget/01/?sortera=namn").url == "/laget/01/?sortera=namn"
        )
        page = text(client.get("/om/"))
        assert "Demons dag är nu den 24 november 2010." in page
        assert "Demons dag: 24 november 2010" in page

    @pytest.mark.parametrize(
        "path", ["https://evil.example/", "//evil.example", "", "/\\evil", "x"]
    )
    def test_never_sends_anybody_elsewhere(self, client, path):
        assert move(client, "2010-11-24", path).url == "/"

    def test_needs_no_way_back(self, client):
        assert client.post(ADDRESS, {"demo_day": "2010-11-24"}).url == "/"
        assert client.post(f"/en{ADDRESS}", {"demo_day": "2010-11-25"}).url == "/en/"

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2010-11-17", "Demons dag går bara framåt"),
            ("2009-01-01", "Demons dag går bara framåt"),
            ("0001-01-01", "Demons dag går bara framåt"),
            ("2101-01-01", "Demons dagar tar slut med år 2100"),
            ("9999-12-31", "Demons dagar tar slut med år 2100"),
            ("2010-11-31", "Fyll i ett giltigt datum."),
            ("i morgon", "Fyll i ett giltigt datum."),
            ("\x00", "Fyll i ett giltigt datum."),
            ("9" * 5000, "Fyll i ett giltigt datum."),
            ("", "Detta fält måste fyllas i."),
        ],
    )
    def test_what_cannot_be_is_said_in_words_beside_what_was_written(self, client, day, said):
        page = text(move(client, day, "/laget/"))
        assert said in page
        assert 'name="next" value="/laget/"' in page
        assert clock.today() == FIRST_DAY
        # One form on the page, not the line's as well.
        assert page.count('name="demo_day"') == 1

    def test_the_page_says_what_the_day_is_for(self, client):
        assert "I den här demon är det den 17 november 2010" in text(client.get(ADDRESS))

    def test_needs_a_button_on_our_own_page(self):
        strict = Client(enforce_csrf_checks=True)
        assert move(strict, "2010-11-24").status_code == 403
        assert clock.today() == FIRST_DAY

    def test_the_last_day_is_the_last(self, client):
        assert move(client, "2100-12-31").url == "/om/"
        assert "Demons dag: 31 december 2100" in text(client.get("/om/"))
        assert "går bara framåt" in text(move(client, "2100-12-31"))


@pytest.mark.slow(reason="loads the whole programme")
def test_the_county_prepares_next_year_and_opens_it_when_it_has_come(client, demo_home):
    load_demo()
    create_demo_personas()
    client.post("/prova/", {"persona": "county-process-leader"})
    the_round_of_2011_is_prepared(client)
    board = "/kartlaggning/01/2011/"
    assert "Förbereds" in text(client.get(board))
    assert move(client, "2011-09-01", board).url == board
    assert client.post(f"{board}oppna/").url == board
    page = text(client.get(board))
    assert "Omgången är öppen. 31 platser kan svara." in page
    assert "90 dagar kvar" in page
    client.post("/prova/", {"persona": "local-process-leader"})
    mine = text(client.get("/min-sida/"))
    assert "Svara på 6 frågor som är kvar i Täby 2011" in mine
    # What was left of the year before is late by now; the new year's is not.
    assert mine.count("Försenat") == 2


def the_round_of_2011_is_prepared(client):
    form = {
        "county": "01",
        "year": "2011",
        "title": "Kartläggning 2011",
        "opens_on": "2011-09-01",
        "closes_on": "2011-11-30",
        "evidence_months": "24",
    }
    prepare = "/kartlaggning/01/2011/forbered/riktlinjer/"
    assert client.post("/kartlaggning/ny/", form).url == prepare
    page = text(client.get(prepare))
    (policy,) = re.findall(r'value="(\d+)"[^>]*>\s*<span>[^<]*Barn', page)[:1]
    assert client.post(prepare, {"provisions": [policy], "focus": policy}).status_code == 302


@pytest.mark.slow(reason="loads the whole programme")
def test_only_what_is_late_on_the_day_is_said_to_be(client, demo_home):
    load_demo()
    create_demo_personas()
    client.post("/prova/", {"persona": "local-process-leader"})
    assert "Försenat" not in text(client.get("/min-sida/"))
    assert "<td>Försenad" not in text(client.get("/laget/0160/"))
    move(client, date(2010, 11, 24).isoformat())
    page = text(client.get("/min-sida/"))
    # The consultation should have met the day before; the answers have a week left.
    assert page.count("Försenat") == 1
