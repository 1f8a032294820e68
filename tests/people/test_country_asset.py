"""The list of Sweden's places that the programme starts from."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

# Municipalities per county, counted in Statistics Sweden's list of codes.
MUNICIPALITIES = {
    "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33,
    "13": 6, "14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15,
    "25": 14,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    text = files("brygga.people").joinpath("assets/country.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture(scope="module")
def principals(rows):
    return {row["name"]: row["principal"] for row in rows}


def test_one_nation_21_counties_and_290_municipalities(rows):
    assert Counter(row["kind"] for row in rows) == {
        "nation": 1,
        "county": 21,
        "municipality": 290,
    }


def test_codes_are_unique_and_say_the_parent(rows):
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        expected = {"nation": "", "county": "00", "municipality": row["code"][:2]}
        assert row["parent"] == expected[row["kind"]]


def test_codes_have_the_length_of_their_kind(rows):
    for row in rows:
        assert row["code"].isdigit()
        assert len(row["code"]) == (4 if row["kind"] == "municipality" else 2)


def test_a_parent_comes_before_its_children(rows):
    seen = {""}
    for row in rows:
        assert row["parent"] in seen
        seen.add(row["code"])


def test_every_county_has_its_municipalities(rows):
    counted = Counter(row["parent"] for row in rows if row["kind"] == "municipality")
    assert counted == MUNICIPALITIES


def test_a_name_stands_once_within_its_kind(rows):
    assert max(Counter((row["kind"], row["name"]) for row in rows).values()) == 1


@pytest.mark.parametrize(
    ("name", "principal"),
    [
        ("Täby", "Täby kommun"),
        ("Umeå", "Umeå kommun"),
        ("Mörbylånga", "Mörbylånga kommun"),
        ("Habo", "Habo kommun"),
        ("Håbo", "Håbo kommun"),
        ("Huddinge", "Huddinge kommun"),
        ("Upplands Väsby", "Upplands Väsby kommun"),
        ("Upplands-Bro", "Upplands-Bro kommun"),
        ("Östra Göinge", "Östra Göinge kommun"),
        ("Boden", "Bodens kommun"),
        ("Kil", "Kils kommun"),
        ("Höör", "Höörs kommun"),
        ("Säter", "Säters kommun"),
        ("Härjedalen", "Härjedalens kommun"),
        ("Dals-Ed", "Dals-Eds kommun"),
        ("Malung-Sälen", "Malung-Sälens kommun"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Torsås", "Torsås kommun"),
        ("Bengtsfors", "Bengtsfors kommun"),
        ("Grums", "Grums kommun"),
        ("Höganäs", "Höganäs kommun"),
        ("Kalix", "Kalix kommun"),
        ("Överkalix", "Överkalix kommun"),
        ("Falun", "Falu kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Orust", "Orust kommun"),
        ("Stockholm", "Stockholms stad"),
        ("Göteborg", "Göteborgs stad"),
        ("Malmö", "Malmö stad"),
        ("Borås", "Borås stad"),
        ("Solna", "Solna stad"),
        ("Haparanda", "Haparanda stad"),
        ("Gotland", "Region Gotland"),
        ("Sverige", ""),
        ("Kalmar län", "Region Kalmar län"),
        ("Gotlands län", "Region Gotland"),
        ("Skåne län", "Region Skåne"),
        ("Södermanlands län", "Region Sörmland"),
        ("Västra Götalands län", "Västra Götalandsregionen"),
        ("Jämtlands län", "Region Jämtland Härjedalen"),
    ],
)
def test_an_authority_has_the_name_it_goes_by(principals, name, principal):
    assert principals[name] == principal


def test_no_genitive_is_wrong_by_rule(rows):
    """No s after a vowel or another s: what lists made by a simple rule get wrong."""
    for row in rows:
        if row["kind"] == "municipality" and row["name"] != "Gotland":
            stem, kind = row["principal"].rsplit(" ", 1)
            assert kind in {"kommun", "stad"}
            assert stem in {row["name"], f"{row['name']}s"} or row["name"] == "Falun"
            assert not stem.endswith(("as", "es", "is", "os", "ys", "xs", "zs", "ss")) or (
                stem == row["name"]
            )


def test_fourteen_municipalities_call_themselves_stad(rows):
    assert sum(row["principal"].endswith(" stad") for row in rows) == 14


def test_every_county_has_a_regional_authority(rows):
    regions = [row["principal"] for row in rows if row["kind"] == "county"]
    assert len(set(regions)) == 21
    assert all("egion" in name for name in regions)
