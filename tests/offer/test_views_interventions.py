"""Interventions and who answers for them, as pages."""

from datetime import date

import pytest

from brygga import clock
from brygga.offer.models import CareResponsibility, Intervention
from tests.builders import offer as build
from tests.builders import people
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(client):
    client.force_login(people.county().user)
    return client


def text(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_reads_what_an_intervention_is_and_where(client):
    what = build.intervention(
        "met", name="MET", plain_words="Några samtal.", provisions=policy().values()
    )
    build.responsibility(what, valid_to=date(2027, 6, 30))
    build.offer(what, verified=clock.today())
    found = text(client.get("/insatser/met/"))
    for words in ("Några samtal.", "Riktlinje 3", "socialtjänst", "till 30 juni 2027", "Enhet"):
        assert words in found
    assert "Ändra" not in found
    assert "Några samtal." in text(client.get("/insatser/"))


def test_one_that_nobody_offers_says_so(client):
    build.intervention("met")
    found = text(client.get("/insatser/met/"))
    assert "Ingen enhet erbjuder den i dag" in found
    assert "Ingen har sagt vem som ansvarar." in found


def test_a_county_enters_its_own(leader):
    policy()
    page = leader.get("/utbud/01/ny-insats/?riktlinje=policy/3")
    assert page.context["form"].initial == {"provisions": ["policy/3"]}
    said = {"name": "MET", "plain_words": "Några samtal.", "provisions": ["policy/3"]}
    said["contact_words"] = " MET ;motiverande samtal; MET;"
    answer = leader.post("/utbud/01/ny-insats/", said, follow=True)
    made = Intervention.objects.get()
    assert answer.redirect_chain[0][0] == f"/insatser/{made.slug}/"
    assert (made.place.code, made.provisions.count()) == ("01", 1)
    assert made.contact_words == "MET; motiverande samtal"
    assert "I kontaktdata: MET, motiverande samtal" in " ".join(answer.content.decode().split())


def test_and_changes_it(leader):
    made = build.intervention("met", at="01", provisions=policy(slug="old", place="00").values())
    form = leader.get("/insatser/met/andra/").context["form"]
    assert form.initial["provisions"] == ["old/3"]
    leader.post("/insatser/met/andra/", {"name": "MET", "plain_words": "Samtal", "provisions": []})
    made.refresh_from_db()
    assert (made.plain_words, made.provisions.count()) == ("Samtal", 0)


def test_who_answers_is_said_with_day_and_source(leader):
    what = build.intervention("met")
    build.responsibility(what)
    assert "Länets överenskommelse" in text(leader.get("/utbud/01/ansvar/met/"))
    said = {
        "principal_kind": "region",
        "sector": "addiction_care",
        "valid_from": "2027-01-01",
        "source": "Ny lag",
    }
    leader.post("/utbud/01/ansvar/met/", said)
    found = CareResponsibility.objects.order_by("pk").values_list("valid_to", "principal_kind")
    assert list(found) == [(date(2026, 12, 31), "municipality"), (None, "region")]


def test_without_a_source_the_form_comes_back(leader):
    build.intervention("met")
    said = {"principal_kind": "region", "sector": "addiction_care", "valid_from": "2027-01-01"}
    answer = leader.post("/utbud/01/ansvar/met/", said)
    assert answer.status_code == 200
    assert answer.context["form"].errors["source"]
    assert not CareResponsibility.objects.exists()
