"""The report's pages: open to everybody, own words by those who write it, no harm done."""

import csv
import json
from io import StringIO

import pytest

from brygga.audit.models import Event
from brygga.followup.enums import TextSection
from brygga.followup.models import ReportText
from brygga.followup.queries import report_texts
from tests.builders import people
from tests.builders.followed import NASTY, followed_county, own_words

pytestmark = pytest.mark.django_db

REPORT = "/laget/01/uppfoljning/2010/"
TEXT = f"{REPORT}text/"


@pytest.fixture(autouse=True)
def provisions():
    return followed_county(invented=True)


def signed_in(client, person):
    client.force_login(person.user)
    return client


def test_everybody_reads_the_same_report(client):
    own_words()
    page = client.get(REPORT).content.decode()
    assert "3 av 4 lokala samråd har skickat in sina svar, 2 är godkända." in page
    assert "påhittade" in page
    assert "Ladda ner PDF" in page
    assert "HEMLIG" not in page
    assert "<b>&amp;</b>" not in page
    assert "Skriv egen text" not in page


def test_every_table_can_be_had_as_a_file(client):
    page = client.get(REPORT).content.decode()
    for key in ("svar", "levels", "focus", "structure", "skillnader", "glapp", "deltagare"):
        address = f"?format=csv&tabell={key}"
        assert address.replace("&", "&amp;") in page
        answer = client.get(REPORT + address)
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert f"-{key}.csv" in answer["Content-Disposition"]


def test_the_file_of_levels_has_bare_numbers(client):
    answer = client.get(f"{REPORT}?format=csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Riktlinje eller rekommendation", "Ej påbörjat", "Planerat"]
    assert rows[1] == ["Riktlinje 3 Sak 3", "1", "0", "1", "0", "0", "0", "1", "1", "1", "0"]
    assert rows[2][-1] == "2"


@pytest.mark.parametrize(
    ("kind", "content_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("json", "application/json", b"{"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_the_report_as_a_file(client, kind, content_type, start):
    answer = client.get(REPORT, {"format": kind})
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="uppfoljning-01-2010.{kind}"'
    assert answer.content.lstrip().startswith(start)


def test_the_json_is_the_report(client):
    data = json.loads(client.get(REPORT, {"format": "json"}).content)
    assert data["completeness"] == {"expected": 4, "submitted": 3, "accepted": 2}


def test_htmx_gets_the_report_alone(client):
    page = client.get(REPORT, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Kort sagt" in page


@pytest.mark.parametrize("code", ["00", "0160", "0138", "0162"])
def test_every_kind_of_place_has_a_page(client, code):
    assert client.get(f"/laget/{code}/uppfoljning/2010/").status_code == 200


def test_the_page_in_english(client):
    page = client.get(f"/en{REPORT}").content.decode()
    assert "Follow-up 2010: Stockholms län" in page
    assert "3 of 4 local consultations" in page


def test_other_years_are_a_click_away(client):
    assert "/laget/01/uppfoljning/2009/" in client.get(REPORT).content.decode()


@pytest.mark.parametrize("year", ["2012", "0", "99999999999999999999"])
def test_a_year_without_a_round_tells_which_there_are(client, year):
    answer = client.get(f"/laget/01/uppfoljning/{year}/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "/laget/01/uppfoljning/2009/" in page
    assert "/laget/01/uppfoljning/2010/" in page


def test_a_county_without_any_round_says_so(client):
    answer = client.get("/laget/12/uppfoljning/2010/")
    assert answer.status_code == 404
    assert "ingen kartläggning har öppnats" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/laget/nowhere/uppfoljning/2010/", "/laget/01/uppfoljning/x/"]
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", [{"format": "docx"}, {"format": "csv", "tabell": "'><"}])
def test_odd_questions_fall_back(client, query):
    assert client.get(REPORT, query).status_code == 200


def test_who_may_write(client):
    assert signed_in(client, people.county()).get(TEXT).status_code == 200
    assert "Skriv egen text" in client.get(REPORT).content.decode()
    assert signed_in(client, people.national()).get(TEXT).status_code == 200


def test_who_may_not_write(client):
    assert client.get(TEXT).status_code == 302
    assert signed_in(client, people.outsider()).get(TEXT).status_code == 404
    # Beside and below: inside the county, but not the one who writes its report.
    member = people.person("consultation-member", "01")
    assert signed_in(client, member).get(TEXT).status_code == 403
    assert client.post(TEXT, {"introduction": "Mitt"}).status_code == 403
    assert signed_in(client, people.municipality()).get(TEXT).status_code == 404
    assert not ReportText.objects.exists()


def test_own_words_are_kept_and_shown_to_everybody(client):
    leader = people.county()
    answer = signed_in(client, leader).post(
        TEXT, {"introduction": "Ett.\r\n\r\nTvå.", "ahead": NASTY}, follow=True
    )
    assert answer.redirect_chain == [(REPORT, 302)]
    page = answer.content.decode()
    assert "Texten är sparad." in page
    assert "<p>Ett.</p>" in page
    assert report_texts(people.place("01"), 2010) == {
        TextSection.INTRODUCTION: "Ett.\n\nTvå.",
        TextSection.AHEAD: NASTY,
    }
    assert Event.objects.filter(kind="followup.text.saved", actor_id=leader.user.pk).count() == 2
    client.logout()
    assert "Vad vi gör härnäst" in client.get(REPORT).content.decode()


def test_saving_the_same_again_leaves_no_trace(client):
    signed_in(client, people.county())
    words = {section.value: f"Om {section.value}" for section in TextSection}
    client.post(TEXT, words)
    logged = Event.objects.count()
    client.post(TEXT, words)
    assert Event.objects.count() == logged


def test_an_empty_box_takes_the_text_away(client):
    own_words(TextSection.AHEAD, "Nästa år.")
    signed_in(client, people.county()).post(TEXT, {})
    assert report_texts(people.place("01"), 2010) == {}
    assert "Vad vi gör härnäst" not in client.get(REPORT).content.decode()


def test_too_long_a_text_is_not_lost(client):
    long = "ord " * 3000
    answer = signed_in(client, people.county()).post(TEXT, {"introduction": long})
    assert answer.status_code == 200
    assert long.strip() in answer.content.decode()
    assert not ReportText.objects.exists()


def test_there_is_nothing_to_write_about_without_a_round(client):
    signed_in(client, people.county())
    address = "/laget/01/uppfoljning/2012/text/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"introduction": "Hej"}).status_code == 404
    assert not ReportText.objects.exists()
