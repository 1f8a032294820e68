"""The directory of a place, an offer's page, and what is written from them."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.urls import reverse

from brygga import clock
from brygga.offer.models import Offer, Verification, WaitingTime
from tests.builders import coverage, people
from tests.builders import offer as build

pytestmark = pytest.mark.django_db
DIRECTORY = "/utbud/0160/"


@pytest.fixture
def leader(client):
    client.force_login(people.municipality().user)
    return client


def text(answer):
    return " ".join(answer.content.decode().split())


def rows(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_everybody_reads_what_there_is_and_nobody_outside_is_asked_to_check(client):
    what = build.intervention(name="Återfallsprevention")
    build.offer(what, verified=clock.today(), wait=14, by_referral=True, by_self=True)
    found = text(client.get(DIRECTORY))
    for words in ("Återfallsprevention", "Man söker själv", "Med remiss", "14 dagar"):
        assert words in found
    assert "Stämmer fortfarande" not in found
    assert "Nytt erbjudande" not in found


def test_an_empty_directory_says_so_and_leads_on(leader):
    found = text(leader.get(DIRECTORY))
    assert "Ingen har skrivit in vad enheterna här erbjuder." in found
    assert 'href="/utbud/0160/nytt/"' in found


def test_one_press_and_the_offer_is_checked(leader):
    old = build.offer(verified=clock.today() - timedelta(days=400))
    assert "1 erbjudande att kontrollera" in text(leader.get(DIRECTORY))
    url = f"/erbjudande/{old.slug}/stammer/"
    answer = leader.post(url, {"tillbaka": "utbud"}, follow=True)
    assert answer.redirect_chain == [("/utbud/0160/#kontrollera", 302)]
    assert "är kontrollerat i dag" in text(answer)
    assert "Allt är kontrollerat" in text(answer)
    leader.post(url)
    today = Verification.objects.get(verified_on=clock.today())
    assert today.said_by == "Lokal processledare, Täby"


def test_what_has_ended_cannot_be_checked(leader):
    ended = build.offer(ends_on=clock.today() - timedelta(days=1))
    assert leader.post(f"/erbjudande/{ended.slug}/stammer/").status_code == 403
    found = text(leader.get(f"/erbjudande/{ended.slug}/"))
    assert "Erbjudandet har slutat. Skriv in ett nytt om det ges igen." in found
    assert 'aria-disabled="true"' in found


def test_an_offer_is_entered_from_the_form(leader):
    what, unit = build.intervention("met", name="MET"), coverage.unit("Vuxenenheten")
    page = leader.get(f"/utbud/0160/nytt/?insats=met&enhet={unit.slug}")
    assert page.context["form"].initial["intervention"] == "met"
    said = {
        "intervention": what.slug,
        "unit": unit.slug,
        "for_whom": "Du som vill dricka mindre",
        "ways": ["self", "decision"],
        "places": ["0160", "01"],
        "age_from": "18",
        "web_page": "example.org/vuxen",
    }
    answer = leader.post("/utbud/0160/nytt/", said, follow=True)
    made = Offer.objects.get()
    assert answer.redirect_chain[0][0] == f"/erbjudande/{made.slug}/"
    assert made.web_page == "https://example.org/vuxen"
    assert {each.place.code for each in made.serves.all()} == {"01", "0160"}
    assert "Du som vill dricka mindre, från 18 år" in text(answer)


def test_what_is_wrong_comes_back_with_the_reason(leader):
    what, unit = build.intervention("met"), coverage.unit()
    said = {
        "intervention": what.slug,
        "unit": unit.slug,
        "for_whom": "Ring 08-123 45 67",
        "ways": ["self"],
        "places": ["0160"],
    }
    found = text(leader.post("/utbud/0160/nytt/", said))
    assert "Skriv inga telefonnummer eller e-postadresser." in found
    assert not Offer.objects.exists()


def test_without_units_the_way_there_is_shown(leader):
    assert 'href="/kompetens/0160/ny-enhet/"' in text(leader.get("/utbud/0160/nytt/"))


def test_an_offer_is_changed_from_how_it_is(leader):
    made = build.offer(age_from=18, serves=["0160", "01"])
    form = leader.get(f"/erbjudande/{made.slug}/andra/").context["form"]
    assert form.initial["ways"] == ["self"]
    assert form.initial["places"] == ["01", "0160"]
    said = {"for_whom": "Alla", "ways": ["referral"], "places": ["0160"], "age_from": ""}
    leader.post(f"/erbjudande/{made.slug}/andra/", said)
    made.refresh_from_db()
    assert (made.for_whom, made.by_self, made.by_referral, made.age_from) == (
        "Alla", False, True, None,
    )  # fmt: skip


def test_an_offer_is_ended_and_leaves_the_public_page(leader):
    made = build.offer(begins_on=date(2020, 1, 1))
    yesterday = clock.today() - timedelta(days=1)
    leader.post(f"/erbjudande/{made.slug}/avsluta/", {"on": yesterday.isoformat()})
    made.refresh_from_db()
    assert made.ends_on == yesterday
    assert made.intervention.name not in text(leader.get("/stod/0160/"))
    assert "1 erbjudande som har slutat" in text(leader.get(DIRECTORY))


def test_a_head_of_unit_says_how_long_one_waits(client):
    client.force_login(people.person("unit-head", "0160").user)
    made = build.offer(wait=[(date(2026, 1, 1), 40)])
    said = {"days": "12", "measured_on": clock.today().isoformat(), "source": "Bokningen"}
    answer = client.post(f"/erbjudande/{made.slug}/vantetid/", said, follow=True)
    assert list(WaitingTime.objects.values_list("days", flat=True)) == [40, 12]
    assert "Bokningen" in text(answer)
    assert client.get(f"/erbjudande/{made.slug}/andra/").status_code == 403


def test_waits_and_offers_as_files(client):
    made = build.offer(wait=[(date(2026, 1, 1), 40), (date(2026, 6, 1), 12)])
    waits = rows(client.get(f"/erbjudande/{made.slug}/?format=csv"))
    assert [row[:2] for row in waits[1:]] == [["2026-06-01", "12"], ["2026-01-01", "40"]]
    [_header, row] = rows(client.get(f"{DIRECTORY}?format=csv"))
    assert row[:2] == [made.intervention.name, made.unit.name]


def test_no_page_names_who_checked(client):
    made = build.offer()
    head = people.person("unit-head", "0160", name="Anna Hemlig")
    build.verification(made, clock.today(), verified_by=head.user)
    for url in (DIRECTORY, f"/erbjudande/{made.slug}/", "/stod/0160/"):
        assert "Hemlig" not in text(client.get(url))


def test_what_is_invented_says_so(client):
    made = build.offer(invented=True)
    for url in (DIRECTORY, f"/erbjudande/{made.slug}/", "/stod/0160/", "/insatser/"):
        expected = url != "/insatser/"
        assert ("påhittat, för att prova" in text(client.get(url))) is expected


def test_a_fragment_is_the_offers_alone(client):
    build.offer()
    found = text(client.get(DIRECTORY, headers={"HX-Request": "true"}))
    assert "<html" not in found
    assert "Ges av enheter här" in found


def test_an_unknown_offer_is_not_found(client):
    assert client.get(reverse("offer:offer", args=["ingen"])).status_code == 404
