"""Words are known however they are spelt, and what they mean can be said in a file."""

import pytest

from brygga.pathways.engine import Preparation, Steps, Store, Unusable, Waits, Words, prepare
from brygga.pathways.engine.sectors import ACUTE, CODES, SECTORS
from brygga.pathways.engine.spelling import plain
from brygga.pathways.engine.words import ids_of

KEY = b"a key for tests, of no person"
HEADING = "person,unit,sector,activity,start,referral"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Socialtjänst", "socialtjanst"),
        ("primärvård", "PRIMARVARD"),
        ("beroendevård", "Beroendevard"),
        ("överlämnad", "overlamnad"),
        ("Social_services", "social-services"),
        ("non-profit", "non profit"),
        ("Hälso- och sjukvård", "halso och sjukvard"),
        ("a\N{COMBINING RING ABOVE}terfall", "återfall"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert plain(one) == plain(other)


def test_different_words_stay_different():
    assert plain("psychiatry") != plain("psychiatric")
    assert plain("ed") != plain("er")


@pytest.mark.parametrize(
    ("principal", "words"),
    [
        ("municipality", "social,social service,socialtjansten,municipality"),
        (
            "region",
            "primary,addiction,addiction treatment,psychiatric,psychiatric care,ed,er,inpatient,"
            "psychiatry emergency,emergency department,hospital,somatic emergency,Primarvard",
        ),
        ("state", "probation,prison,kriminalvard"),
        ("other", "non profit,Non-Profit,civil society"),
    ],
)
def test_common_names_of_sectors_are_known(principal, words):
    assert {SECTORS.get(plain(word)) for word in words.split(",")} == {principal}


def test_emergencies_are_acute_and_nothing_else_is():
    names = ["ED", "er", "Emergency Department", "Psychiatry emergency", "somatic emergency"]
    others = ["inpatient", "hospital", "psychiatry", "somatic care", "primary"]
    assert ids_of(ACUTE, dict(enumerate(names + others))) == frozenset(range(len(names)))


def test_every_code_that_is_told_is_known():
    assert {plain(code) for code in CODES} <= SECTORS.keys()


def test_activities_and_outcomes_are_known_without_marks():
    assert Words().ids("inpatient", {0: "Slutenvard"}) == {0}
    assert Words().ids("handed_over", {0: "overlamnad"}) == {0}
    assert Words().ids("left", {0: "DOD"}) == {0}


def delivered(folder, *rows):
    file = folder / "events.csv"
    file.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    return file


def test_answers_keep_the_spelling_that_was_delivered(tmp_path):
    rows = ["a,u,Primarvard,x,2009-01-01,", "a,u,primärvård,x,2009-01-09,"]
    prepare(delivered(tmp_path, *rows), store=tmp_path / "store", key=KEY)
    with Store(tmp_path / "store") as store:
        [row] = store.ask(Steps(by="sector"), threshold=0).rows
    assert (row["from"], row["to"]) == ("Primarvard", "primärvård")


def test_an_unknown_sector_is_told_the_known_ones(tmp_path):
    with pytest.raises(Unusable, match=r"social_services, primary_care, .*--sectors"):
        prepare(delivered(tmp_path, "a,u,moon,x,2009-01-01,"), store=tmp_path / "store", key=KEY)


# -- What words mean, said in a file ---------------------------------------------------------------


def said(folder, text):
    file = folder / "words.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_words_are_added_or_stand_alone(tmp_path):
    file = said(
        tmp_path, '[more]\ntreatment = ["Uppsökande"]\nleft = ["x"]\n[only]\nleft = ["y"]\n'
    )
    words = Words.from_file(file)
    assert words.treatment == (*Words().treatment, "Uppsökande")
    assert words.left == ("y", "x")
    assert words.inpatient == Words().inpatient


def test_a_word_that_is_said_to_be_treatment_ends_the_wait(tmp_path):
    events = delivered(tmp_path, "a,u,social,uppsokande,2009-01-09,2009-01-01")
    words = Words.from_file(said(tmp_path, '[more]\ntreatment = ["uppsökande"]\n'))
    prepare(events, store=tmp_path / "store", key=KEY, how=Preparation(words=words))
    with Store(tmp_path / "store") as store:
        assert store.ask(Waits(), threshold=0).content["median_days"] == 8


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[more", "no TOML"),
        ("[other]\nleft = []", "other"),
        ('more = "treatment"', "more"),
        ('[more]\ncure = ["x"]', "cure is none of treatment"),
        ('[only]\nleft = "x"', "list of words"),
        ("[only]\nleft = [1]", "list of words"),
    ],
)
def test_a_file_of_words_that_is_wrong_says_how(tmp_path, text, reason):
    with pytest.raises(Unusable, match=reason):
        Words.from_file(said(tmp_path, text))
