"""The pages of the thread: what is shown, to whom, and that odd addresses do no harm."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from brygga.followup.enums import MappingStatus
from tests.builders import people
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db

ODD = ["", "0", "abc", "-1", "99999999999999999999", "²", "%00", "'\"><script>"]


@pytest.fixture
def county():
    """Two places in a round; Täby is accepted with differing answers, Danderyd is sent in."""
    provisions = policy(("1", "3"))
    year = opened_round(provisions)
    levels = {"1": ("in_place",) * 2, "3": ("planned", "not_begun")}
    mapping(year, people.place("0160"), levels, invented=True)
    mapping(year, people.place("0162"), levels, status=MappingStatus.SUBMITTED)
    return year


def _rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_the_nation_shows_a_county_a_line(client, county):
    page = client.get(reverse("thread:nation"))
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count('<th scope="row">') == 21
    assert "Stockholms län" in text
    assert "påhittade" in text


def test_the_nation_can_be_asked_about_one_provision(client, county):
    page = client.get(reverse("thread:nation"), {"riktlinje": "policy/1"})
    assert page.context["nation"].counts == {"in_place": 1}


def test_the_county_shows_accepted_levels_and_who_is_not_there_yet(client, county):
    text = client.get(reverse("thread:place", args=["01"])).content.decode()
    assert "tone-l3" in text
    assert "Inskickad" in text
    assert "HEMLIG" not in text
    assert f'href="{reverse("followup:mapping", args=[2010, "0162"])}"' not in text


def test_insiders_get_a_door_to_what_is_not_accepted(client, county):
    client.force_login(people.county().user)
    text = client.get(reverse("thread:place", args=["01"])).content.decode()
    assert f'href="{reverse("followup:mapping", args=[2010, "0162"])}"' in text


def test_the_county_gives_its_table_as_csv(client, county):
    rows = _rows(client.get(reverse("thread:place", args=["01"]), {"format": "csv"}))
    assert rows[0][3:5] == ["3 Sak 3", "1 Sak 1"]
    assert rows[1][:5] == ["0160", "Täby", "Godkänd", "Ej påbörjat", "På plats"]
    assert rows[2][3:5] == ["", ""]


def test_htmx_gets_the_matrix_alone(client, county):
    whole = client.get(reverse("thread:place", args=["01"]))
    part = client.get(reverse("thread:place", args=["01"]), headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert 'class="matrix"' in part.content.decode()


def test_a_place_is_the_room_of_its_consultation(client, county):
    text = client.get(reverse("thread:place", args=["0160"])).content.decode()
    assert "Sak 3" in text
    assert "HEMLIG" not in text


def test_a_gap_offers_an_activity_to_those_who_keep_the_plan(client, county):
    begin = f"{reverse('plans:activity_new', args=['0160', 2010])}?riktlinje=policy/3"
    for role, offered in (("local-process-leader", True), ("evaluator", False)):
        client.force_login(people.person(role).user)
        page = client.get(reverse("thread:place", args=["0160"])).content.decode()
        assert (f'href="{begin}"' in page) == offered, role


def test_a_place_not_accepted_shows_no_levels_to_anybody(client, county):
    client.force_login(people.municipality("0162").user)
    text = client.get(reverse("thread:place", args=["0162"])).content.decode()
    assert "tone-l3" not in text
    assert reverse("followup:mapping", args=[2010, "0162"]) in text


def test_the_thread_page_draws_every_link(client, county):
    page = client.get(reverse("thread:provision", args=["0160", "policy", "3"]))
    text = page.content.decode()
    assert text.count('<li class="link-') == 10
    assert "Riktlinje 3 i Täby" in text
    assert "HEMLIG" not in text


def test_the_thread_page_as_csv(client, county):
    address = reverse("thread:provision", args=["0160", "policy", "3"])
    rows = _rows(client.get(address, {"format": "csv"}))
    assert len(rows) == 11
    assert rows[1][3] == "2010-09-14"


@pytest.mark.parametrize("code", ["01", "0160"])
def test_the_years(client, county, code):
    address = reverse("thread:years", args=[code])
    assert client.get(address).status_code == 200
    assert len(_rows(client.get(address, {"format": "csv"}))) == (2 if code == "01" else 3)


def test_english_pages_are_the_same_pages(client, county):
    page = client.get("/en/laget/01/")
    assert page.status_code == 200
    assert "Largest gap" in page.content.decode()


@pytest.mark.parametrize("value", ODD)
def test_odd_questions_fall_back(client, county, value):
    for name, args in (("nation", []), ("place", ["01"]), ("place", ["0160"]), ("years", ["01"])):
        page = client.get(
            reverse(f"thread:{name}", args=args),
            {"ar": value, "sortera": value, "riktlinje": value, "format": value},
        )
        assert page.status_code == 200, (name, value)


@pytest.mark.parametrize(
    "address",
    ["/laget/9999/", "/laget/0160/policy/99/", "/laget/0160/ingen/3/", "/laget/9999/over-aren/"],
)
def test_what_does_not_exist_is_not_found(client, county, address):
    assert client.get(address).status_code == 404


def test_the_nation_has_one_address(client, county):
    assert client.get(reverse("thread:place", args=["00"])).url == reverse("thread:nation")
