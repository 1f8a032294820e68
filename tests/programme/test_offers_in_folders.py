"""Interventions, offers and what was said of them as files."""

import pytest

from brygga.offer.models import CareResponsibility, Intervention, Offer, Verification, WaitingTime
from brygga.programme.digest import digest
from brygga.programme.export import export_folder
from tests.builders.guidance import document, edition
from tests.builders.programme import faults, folder, load

pytestmark = pytest.mark.django_db

UNITS = "vuxen,Vuxenenheten,kommun-0160,0160,social_services,,,"
INTERVENTIONS = "met,MET,Några samtal,01,policy/3; policy/4,MET; samtal,,yes"
RESPONSIBILITIES = "met,01,municipality,social_services,no,,2026-12-31,,yes"
OFFERS = "o1,met,vuxen,Du som vill,18,,yes,no,yes,Kom hit,https://example.org/,2020-01-01,,,yes"
PLACES = "o1,0160\no1,01"
VERIFICATIONS = "o1,2026-10-01,Enhetschef,yes"
WAITS = "o1,2026-10-01,14,,yes\no1,2026-05-01,20,,yes"


@pytest.fixture(autouse=True)
def policy():
    edition(document("policy"), numbers=("3", "4"))


def with_offers(tmp_path, **more):
    files = {
        "units": UNITS,
        "interventions": INTERVENTIONS,
        "care_responsibilities": RESPONSIBILITIES,
        "offers": OFFERS,
        "offer_places": PLACES,
        "verifications": VERIFICATIONS,
        "waiting_times": WAITS,
    }
    return folder(tmp_path / "f", **files | more)


def bytes_of(path):
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())}


def test_what_is_loaded_is_there(tmp_path):
    load(with_offers(tmp_path))
    made = Offer.objects.get()
    assert [way.value for way in made.ways] == ["self", "decision"]
    assert {each.place.code for each in made.serves.all()} == {"0160", "01"}
    assert Intervention.objects.get().provisions.count() == 2
    assert Intervention.objects.get().activities == ("MET", "samtal")
    assert CareResponsibility.objects.count() == Verification.objects.count() == 1
    assert WaitingTime.objects.count() == 2


def test_loaded_again_it_changes_nothing(tmp_path):
    path = with_offers(tmp_path)
    load(path)
    before = digest()
    assert not any(load(path).changed.values())
    assert digest() == before


def test_export_load_export_gives_the_same_bytes(tmp_path):
    load(with_offers(tmp_path))
    export_folder(tmp_path / "one")
    first = bytes_of(tmp_path / "one")
    names = ("interventions", "care_responsibilities", "offers", "offer_places")
    assert {f"{name}.csv" for name in (*names, "verifications", "waiting_times")} <= set(first)
    before = digest()
    for model in (WaitingTime, Verification, CareResponsibility):
        model.objects.all().delete()
    Offer.objects.get().serves.all().delete()
    Offer.objects.all().delete()
    Intervention.objects.all().delete()
    assert digest() != before
    load(tmp_path / "one")
    export_folder(tmp_path / "two")
    assert bytes_of(tmp_path / "two") == first
    assert digest() == before


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        (
            "interventions",
            "met,MET,Ring 08-123 45 67,01,,,,yes",
            "interventions.csv:2:3: telephone",
        ),
        (
            "interventions",
            "met,MET,Samtal,01,policy/9,,,yes",
            "interventions.csv:2:5: no provisions",
        ),
        (
            "care_responsibilities",
            "met,01,region,psychiatry,no,2026-01-02,2026-01-01,,yes",
            "care_responsibilities.csv:2:7: the period ends",
        ),
        ("offers", "o1,met,vuxen,Alla,,,no,no,no,,,,,,yes", "offers.csv:2:7: no way in"),
        (
            "offers",
            "o1,met,vuxen,Alla,,,yes,no,no,,,2026-01-02,2026-01-01,,yes",
            "offers.csv:2:13: the offer ends",
        ),
        ("offers", "o1,met,vuxen,Alla,20,10,yes,no,no,,,,,,yes", "offers.csv:2:6: below age_from"),
        ("offers", "o1,met,vuxen,a@b.se,,,yes,no,no,,,,,,yes", "offers.csv:2:4: telephone"),
        ("offers", "o1,met,vuxen,Alla,,,yes,no,no,,ftp://x,,,,yes", "offers.csv:2:11: no address"),
        ("offers", "o1,met,ingen,Alla,,,yes,no,no,,,,,,yes", "offers.csv:2:3: no units 'ingen'"),
        ("offer_places", "o1,9999", "offer_places.csv:2:2: no places '9999'"),
        ("offer_places", "o2,0160", "offer_places.csv:2:1: no offers 'o2'"),
        ("verifications", "o1,2026-13-01,Chef,yes", "verifications.csv:2:2: '2026-13-01'"),
        ("verifications", "o1,2026-10-01,,yes", "verifications.csv:2:3: is empty"),
        ("waiting_times", "o1,2026-10-01,9999,,yes", "waiting_times.csv:2:3: '9999'"),
        ("waiting_times", "o1,2026-10-01,1,,yes\no1,2026-10-01,2,,yes", "waiting_times.csv:3:1: "),
    ],
)
def test_a_fault_is_told_with_file_line_and_column(tmp_path, table, row, told):
    found = faults(with_offers(tmp_path, **{table: row}))
    assert any(fault.startswith(told) for fault in found), found
    assert not Offer.objects.exists()


def test_the_same_offer_twice_without_an_end_is_a_fault(tmp_path):
    twice = f"{OFFERS}\n{OFFERS.replace('o1,', 'o2,', 1)}"
    [fault] = faults(with_offers(tmp_path, offers=twice))
    assert fault.startswith("offers.csv:3:4: the unit offers it to them already")
