"""The folders we ship: what the documents say, nobody's name, and what is invented says so."""

import csv
import hashlib
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from brygga.followup.models import Answer, Mapping, Question, Round
from brygga.followup.rules import evidence_is_old
from brygga.guidance.models import Provision, Wording
from brygga.people.models import Appointment, Participation, Place, User
from brygga.people.queries import answering_principal
from brygga.plans.models import Activity, Plan
from brygga.programme.commands.demo import FIRST_DAY
from tests.builders.programme import DEMO, FACTS, PROGRAMMES, load

ROOT = PROGRAMMES.parent

# The first half of SHA-256 of each name in the five documents, in small letters. The names
# themselves must stand nowhere, so they do not stand here either.
NAMES = {
    "63f27b695a18b6f9", "1e91895c6c0e8200", "616486bbd77f057b", "4db8bb599b4b5eb9",
    "a0c2284e1fdb5010", "5e522b0402f9c7e2", "3c0b2d4c0c1914a9", "2ae89563736de866",
    "c02231df852b6e92", "9fd7d9063e802094", "db743fde4d1b74a8", "41b6f5fcdfc46c92",
    "38f4f54108ddaddf", "d65ec4d12181af32", "1b5cf8b148751ef5", "8028b62adda66c26",
    "849d27552d8fa54a", "7cc57ec418c2d14a", "64661e9ffe921e83", "0ccea6598b85efc4",
    "e0250cc15d46f378", "ea32b084a9f2c470", "7ed26d346487d1a8", "8dbace599b2026ae",
    "3e0e17f26d46780a", "fe80bbc2e13f6075", "e1092c523966c35b", "7d05d57ec1bd71d1",
    "87665e9bbf842923",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
TELEPHONE = re.compile(r"(?<![\d-])0\d{1,3}\s?[-–]\s?\d{2,3}[ \d]{3,}|\b07\d{8}\b")
SEVEN = {"01", "03", "12", "14", "18", "20", "25"}


def names_in(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    hashes = {hashlib.sha256(f"{a} {b}".encode()).hexdigest()[:16] for a, b in pairwise(words)}
    return hashes & NAMES


def papers() -> list[Path]:
    folders = [ROOT / name for name in ("programmes", "brygga", "docs", "tests", "bench", "tools")]
    kinds = {".md", ".csv", ".toml", ".py", ".html", ".po", ".txt", ".typ"}
    found = [file for folder in folders for file in folder.rglob("*") if file.suffix in kinds]
    return [*found, *ROOT.glob("*.md")]


def test_nobody_in_the_documents_is_named_anywhere():
    named = [file for file in papers() if names_in(file.read_text(encoding="utf-8"))]
    assert named == []


def demo_rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DEMO / f"{table}.csv").read_text(encoding="utf-8").splitlines()))


def test_every_adopted_plan_tells_when_it_was():
    """A plan that is adopted here leaves a step; one that is loaded as adopted has had one."""
    adopted = {
        (row["place"], row["year"], row["adopted_on"])
        for row in demo_rows("plans")
        if row["status"] == "adopted"
    }
    last = {(row["place"], row["year"]): row for row in demo_rows("plan_steps")}
    told = {(*key, row["at"][:10]) for key, row in last.items() if row["status"] == "adopted"}
    assert told == adopted


LIES_AHEAD = {"due_on", "settles_on", "closes_on", "closes_at", "mix_until", "starts_at", "ends_at"}
"""What is to be done by a day; every other day has been."""


def test_nothing_invented_has_happened_after_the_demos_first_day():
    late = [
        f"{file.name}: {column} {value}"
        for file in DEMO.glob("*.csv")
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        for column, value in row.items()
        if column not in LIES_AHEAD and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value)
        if value[:10] > FIRST_DAY.isoformat()
    ]
    assert late == []


def test_the_finder_of_names_finds_one():
    # A name that nobody in the documents has, hashed as theirs are.
    NAMES.add(hashlib.sha256("pippi långstrump-ek".encode()).hexdigest()[:16])
    assert names_in("Välkommen, Pippi\nLångstrump-Ek!")


def test_no_telephone_number_and_no_address_to_mail_in_a_programme():
    """But for addresses that lead nowhere, of people who do not exist."""
    for file in PROGRAMMES.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert not TELEPHONE.search(text), file
            addresses = re.findall(r"\S*@\S*", text)
            assert all("@demo.example" in each for each in addresses), file
            assert not addresses or file.is_relative_to(DEMO), file


def test_every_fact_names_its_source():
    for file in FACTS.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                assert row.get("source", "no column") != "", (file.name, row)


def test_every_source_is_used():
    sources = tomllib.loads((FACTS / "programme.toml").read_text(encoding="utf-8"))["source"]
    text = "".join(
        file.read_text(encoding="utf-8") for file in FACTS.iterdir() if file.stem != "programme"
    )
    assert [one["key"] for one in sources if one["key"] not in text] == []


def test_what_is_invented_says_so():
    settings = tomllib.loads((DEMO / "programme.toml").read_text(encoding="utf-8"))
    assert settings["invented"] is True
    assert (
        tomllib.loads((FACTS / "programme.toml").read_text(encoding="utf-8"))["invented"] is False
    )


@pytest.mark.django_db
class TestFacts:
    """What the documents say, after loading the facts alone."""

    @pytest.fixture(autouse=True)
    def _facts(self):
        load(FACTS)

    def test_thirty_one_take_part_in_stockholm(self):
        taking = Participation.objects.filter(programme__slug="lokalt-processtod-stockholm")
        kinds = sorted(taking.values_list("place__kind", flat=True))
        assert kinds == ["district"] * 8 + ["municipality"] * 22 + ["unit"]

    def test_seven_counties_were_chosen_and_none_is_said_to_have_agreed(self):
        chosen = Participation.objects.filter(programme__slug="kunskap-till-praktik")
        assert set(chosen.filter(status="invited").values_list("place__code", flat=True)) == SEVEN
        assert list(chosen.filter(status="agreed").values_list("place__code", flat=True)) == ["07"]

    def test_the_policy_has_guideline_3_only(self):
        numbers = Provision.objects.filter(document__slug="stockholm-policy")
        assert [provision.number for provision in numbers] == ["3"]
        wording = Wording.objects.get(provision__document__slug="stockholm-policy")
        assert wording.measure == "Barn till föräldrar med missbruk måste uppmärksammas tidigt."

    def test_an_unknown_priority_stays_unknown(self):
        known = Wording.objects.filter(provision__document__slug="nr-2019", priority__isnull=False)
        unknown = Wording.objects.filter(priority_class="unknown")
        assert (known.count(), unknown.count()) == (21, 13)
        assert not unknown.filter(priority__isnull=False).exists()

    def test_the_documents_hold_no_answers(self):
        assert not Answer.objects.exists()
        assert not Mapping.objects.exists()

    def test_the_plan_of_taby_is_a_draft_with_the_one_activity_that_is_told(self):
        assert Plan.objects.get().status == "draft"
        assert Activity.objects.get().slug == "taby-2010-mote-i-danderyd"

    def test_nobody_sits_on_a_seat(self):
        assert Appointment.objects.filter(group__slug="regionala-samradet-stockholm").count() == 13
        assert not Appointment.objects.filter(user__isnull=False).exists()
        assert not User.objects.exists()

    def test_the_county_council_answers_for_care_in_2010_and_the_region_in_2019(self):
        round_2010 = Round.objects.get()
        taby = Place.objects.get(code="0160")
        then = answering_principal(taby, "health_care", round_2010.opens_on)
        now = answering_principal(taby, "health_care", round_2010.opens_on.replace(year=2019))
        assert (then.name, now.name) == ("Stockholms läns landsting", "Region Stockholm")


@pytest.mark.usefixtures("demo")
def test_the_demo_is_as_the_sketch_says():
    statuses = list(Mapping.objects.filter(round__year=2010).values_list("status", flat=True))
    assert len(statuses) == 31
    assert statuses.count("accepted") == 19
    assert statuses.count("submitted") == 5
    assert Question.objects.filter(round__year=2010).count() == 12


@pytest.mark.usefixtures("demo")
def test_taby_has_something_left_to_answer_and_to_settle():
    mapping = Mapping.objects.get(place__code="0160", round__year=2010)
    assert mapping.status == "open"
    for side in ("social_services", "health_care"):
        assert 6 < mapping.answers.filter(side=side).count() < 12
    levels = dict(mapping.answers.filter(question__key="riktlinje-3").values_list("side", "level"))
    assert levels == {"social_services": "planned", "health_care": "not_begun"}


@pytest.mark.usefixtures("demo")
def test_some_evidence_in_the_demo_is_old():
    round_2010 = Round.objects.get(year=2010)
    shown = Answer.objects.filter(mapping__round=round_2010, evidence_on__isnull=False)
    old = [
        answer
        for answer in shown
        if evidence_is_old(answer.evidence_on, round_2010.closes_on, round_2010.evidence_months)
    ]
    assert 0 < len(old) < shown.count()


@pytest.mark.usefixtures("demo")
def test_activities_in_the_demo_stand_in_every_status():
    assert set(Activity.objects.values_list("status", flat=True)) == {
        "planned", "ongoing", "done", "dropped",
    }  # fmt: skip
