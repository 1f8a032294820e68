"""The page of the care chain: what a coordinator, a visitor and a spreadsheet are shown."""

import csv
from io import StringIO

import pytest

from brygga import clock
from tests.builders import offer as build_offer
from tests.builders import pathways as build
from tests.builders import people

pytestmark = pytest.mark.django_db
HANDOVER = (
    "8 gånger gick någon från beroendevården till socialtjänsten utan att någon kontakt är känd "
    "inom 30 dagar."
)
ENDED = "15 gånger slutade kontakterna med socialtjänsten utan planerat avslut"


def text(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rows(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def met():
    return build_offer.intervention("met", name="MET", contact_words="MET")


def test_without_data_the_page_says_so_and_what_to_do(client, settings, tmp_path, met):
    settings.PATHWAYS_STORE = tmp_path
    build_offer.offer(met)
    found = text(client.get("/vardkedjan/0160/"))
    assert "Inga kontaktdata är förberedda här." in found
    assert "brygga pathways prepare FILER --store LAGER" in found
    assert ">MET</a>" in found
    assert "Var det brister" not in found
    assert "Inga kontaktdata" in text(client.get("/vardkedjan/"))


def test_data_of_somewhere_else_are_said_to_be(client, care_chain, met):
    build_offer.offer(met, at="0184", where=None)
    found = text(client.get("/vardkedjan/0180/"))
    assert "säger inget om Stockholm" in found


def test_one_chooses_a_county_those_with_data_first(client, care_chain):
    found = text(client.get("/vardkedjan/"))
    assert found.index("Stockholms län") < found.index("Blekinge län")
    assert "påhittade" in found
    assert 'href="/vardkedjan/01/"' in found


def test_the_breaks_are_told_in_words(client, care_chain):
    found = text(client.get("/vardkedjan/0160/"))
    assert HANDOVER in found
    assert ENDED in found
    assert "Börja en aktivitet" not in found


def test_a_break_is_one_click_from_an_activity_in_the_plan(client, care_chain):
    client.force_login(people.municipality().user)
    found = client.get("/vardkedjan/0160/").content.decode()
    assert found.count("Börja en aktivitet") == 2
    address = found.split(f"/plan/0160/{clock.today().year}/ny-aktivitet/?")[1].split('"')[0]
    form = text(client.get(f"/plan/0160/{clock.today().year}/ny-aktivitet/?{address}"))
    assert "Sök upp dem vars kontakt med socialtjänsten slutar oplanerat" in form


def test_offer_beside_reality(client, care_chain, met):
    build_offer.offer(met, verified=clock.today(), wait=9)
    build_offer.intervention("laro", name="LARO", contact_words="LARO")
    audit = build_offer.intervention("audit", name="AUDIT", contact_words="AUDIT")
    build_offer.offer(audit)
    found = text(client.get("/vardkedjan/0160/"))
    assert "Ges, men står inte i katalogen" in found
    assert "Erbjuds, men ingen kontakt är känd" in found
    assert "Väntan är längre än enheterna säger" in found
    table = rows(client.get("/vardkedjan/0160/?format=csv&tabell=utbud"))
    assert table[0][:2] == ["Insats", "Enheter som erbjuder den"]
    told = {row[0]: row for row in table[1:]}
    assert told["MET"][6:9] == ["28", "28", "20.0"]
    assert told["LARO"][1] == "0"


def test_what_is_too_few_is_not_shown_anywhere(client, care_chain):
    build_offer.intervention("tolv", name="Tolvsteg", contact_words="tolvsteg")
    found = text(client.get("/vardkedjan/0160/"))
    row = found.split(">Tolvsteg</a>")[1].split("</tr>")[0]
    assert row.count("visas inte") >= 2
    table = rows(client.get("/vardkedjan/0160/?format=csv&tabell=utbud"))
    assert table[1][6:8] == ["visas inte", "visas inte"]


def test_the_picture_is_drawn_and_stands_as_a_table_and_a_file(client, care_chain):
    found = text(client.get("/vardkedjan/0160/"))
    assert found.count('<svg xmlns="http://www.w3.org/2000/svg" class="flow"') == 2
    assert "style=" not in found
    assert "<script>" not in found
    assert "Från Beroendevården till Socialtjänsten: 8 gånger" in found
    table = rows(client.get("/vardkedjan/0160/?format=csv"))
    assert table == [
        ["Från", "Till", "Gånger", "Personer", "Dagar, median", "Dagar för 9 av 10"],
        ["Beroendevården", "Socialtjänsten", "8", "8", "75.0", "75.0"],
    ]


def test_waits_are_drawn_with_the_table_beside(client, care_chain):
    found = text(client.get("/vardkedjan/0160/"))
    assert '<svg class="waits"' in found
    assert "<title>2010: 20 dagar, median</title>" in found
    table = rows(client.get("/vardkedjan/0160/?format=csv&tabell=vantan"))
    assert table[1][:4] == ["2010-01-01", "2010-12-31", "20", "20.0"]
    breaks = rows(client.get("/vardkedjan/0160/?format=csv&tabell=brott"))
    assert ["Överlämning som brister", "Beroendevården", "Socialtjänsten", "8", "8"] in breaks


def test_a_chosen_year_is_told(client, care_chain):
    found = text(client.get("/vardkedjan/0160/?ar=2010"))
    assert '<option value="2010" selected>' in found
    assert "Siffrorna gäller <strong>2010</strong>" in found
    assert "ar=2010&amp;format=csv" in found
    latest = text(client.get("/vardkedjan/0160/"))
    assert "1 november 2009 till 31 oktober 2010" in latest


def test_the_source_says_until_when_and_that_it_is_invented(client, care_chain):
    found = text(client.get("/vardkedjan/0160/"))
    assert "Källa: kontaktdata från beroendevården, primärvården och socialtjänsten" in found
    assert "till 14 november 2010" in found
    assert "Kontakterna är påhittade." in found
    assert "En del av det som sidan visar är påhittat" in found


def test_real_contacts_are_not_called_invented(client, settings, tmp_path):
    real = [each | {"unit": "Vuxenenheten"} for each in build.contacts()]
    settings.PATHWAYS_STORE = build.store(tmp_path, real)
    assert "påhittad" not in text(client.get("/vardkedjan/0160/"))


def test_the_page_is_in_english_too(client, care_chain):
    found = text(client.get("/en/vardkedjan/0160/"))
    assert "8 times somebody went from addiction care to social services" in found
    assert "From Addiction care to Social services: 8 times" in found
    assert "Var det brister" not in found


def test_frequent_attenders_are_numbers_and_continuity_a_line(client, settings, tmp_path):
    often = [
        build.contact(f"f{n}", "visit", build.at(2010, 5, day), sector="emergency_care")
        for n in range(6)
        for day in range(1, 6)
    ]
    settings.PATHWAYS_STORE = build.store(tmp_path, build.contacts() + often)
    found = text(client.get("/vardkedjan/0160/"))
    assert "<strong>6 personer</strong> gjorde fyra akutbesök eller fler" in found
    assert "sammanlagt 30 besök" in found
    assert "(UPC)" in found


def test_a_fragment_is_the_page_without_its_frame(client, care_chain):
    found = client.get("/vardkedjan/0160/", headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in found
    assert "Var det brister" in found


def test_a_visitor_is_handed_the_kept_page(client, care_chain, django_assert_num_queries):
    first = client.get("/vardkedjan/0160/")
    with django_assert_num_queries(1):
        assert client.get("/vardkedjan/0160/").content == first.content
