"""What is missing: a county's matrix, a place's list, the country; and one click to the plan."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from brygga import clock
from brygga.guidance.enums import PriorityClass
from brygga.guidance.models import Wording
from tests.builders import offer as build
from tests.builders import people
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def provision():
    found = policy(place="00")["3"]
    Wording.objects.update(priority_class=PriorityClass.SHOULD)
    return found


@pytest.fixture
def carried(provision):
    made = build.intervention("met", name="MET", provisions=[provision])
    build.responsibility(made, at="00")
    return made


def text(answer):
    return " ".join(answer.content.decode().split())


def test_from_a_gap_an_activity_is_one_click_away(client, carried):
    client.force_login(people.municipality().user)
    found = text(client.get("/utbud/0160/glapp/"))
    assert "Erbjuds inte" in found
    year = clock.today().year
    assert f'href="/plan/0160/{year}/ny-aktivitet/?riktlinje=policy/3"' in found
    assert 'href="/utbud/0160/nytt/?insats=met"' in found


def test_a_visitor_sees_the_gap_and_the_thread(client, carried):
    found = text(client.get("/utbud/0160/glapp/"))
    assert 'href="/laget/0160/policy/3/"' in found
    assert "Börja en aktivitet" not in found


def test_what_is_well_is_no_gap(client, carried):
    build.offer(carried, verified=clock.today(), wait=3)
    found = text(client.get("/utbud/0160/glapp/"))
    assert "Inget fattas av det som är känt här." in found


def test_what_nothing_carries_out_is_said_to_be_unknown(client, provision):
    found = text(client.get("/utbud/0160/glapp/"))
    assert "ingen kan säga om de erbjuds" in found


def test_how_long_is_long_can_be_asked(client, carried):
    build.offer(carried, verified=clock.today(), wait=20)
    assert "Lång väntan" not in table(client.get("/utbud/0160/glapp/"))
    assert "Lång väntan" in table(client.get("/utbud/0160/glapp/?dagar=14"))


def table(answer):
    return text(answer).partition("<table")[2]


def test_a_county_is_a_matrix_of_doors(client, carried):
    build.offer(carried, verified=clock.today() - timedelta(days=500))
    found = text(client.get("/utbud/01/glapp/"))
    assert "Inte kontrollerat på länge" in found
    assert 'href="/utbud/0160/glapp/#policy-3"' in found
    assert found.count('class="cell tone-l0') == 25
    assert found.count('class="cell tone-l2') == 1


def test_the_country_is_counted_county_by_county(client, carried):
    build.offer(carried, verified=clock.today())
    found = text(client.get("/utbud/00/glapp/"))
    assert 'href="/utbud/01/glapp/"' in found
    assert '<td class="number">25</td>' in found


def test_the_same_as_a_file(client, carried):
    build.offer(carried, verified=clock.today(), wait=3)
    content = client.get("/utbud/01/glapp/?format=csv").content.decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(StringIO(content))}
    assert rows["0160"][2:7] == ["policy/3", "Sak 3", "Erbjuds", "1", "3"]
    assert rows["0162"][4] == "Erbjuds inte"


def test_one_provision_is_shown_whatever_its_rank(client):
    made = policy()
    build.intervention(provisions=made.values())
    assert "Sak 3" not in text(client.get("/utbud/0160/glapp/"))
    assert "Sak 3" in text(client.get("/utbud/0160/glapp/?riktlinje=policy/3"))
    assert "Sak 3" in text(client.get("/utbud/0160/glapp/?visa=alla"))
