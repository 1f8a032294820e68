"""Answers are asked once of each version, by one at a time; nothing where nothing is prepared."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.core.cache import caches

from brygga.pathways.command import pathways
from brygga.pathways.engine import Outcomes, Steps, Store
from brygga.pathways.queries import answers
from brygga.pathways.queries.answers import answer
from brygga.pathways.queries.beside import beside
from brygga.pathways.queries.delivered import delivered_at
from brygga.pathways.queries.page import care_page
from brygga.pathways.queries.prepared import prepared
from brygga.pathways.queries.provisions import provision_of_break
from brygga.pathways.rules.periods import Days, latest_twelve
from tests.builders import offer as build_offer
from tests.builders import pathways as build
from tests.builders import people
from tests.builders.thread import policy

DAY = date(2010, 11, 17)
QUESTION = Steps(by="sector", place="0160")


@pytest.fixture
def asked(monkeypatch):
    """Questions that reach the engine."""
    found = []
    ask = Store.ask

    def listening(self, question, **told):
        found.append(question)
        return ask(self, question, **told)

    monkeypatch.setattr(Store, "ask", listening)
    caches["answers"].clear()
    return found


def test_what_is_prepared_is_told(care_chain):
    known = prepared()
    assert (known.first_day, known.last_day) == (date(2010, 3, 21), date(2010, 11, 14))
    assert (known.contacts, known.persons) == (20 + 16 + 2 + 6, 36)
    assert known.prepared_on >= date(2026, 1, 1)
    assert known.invented
    assert set(known.sectors) == {"social_services", "addiction_care", "primary_care"}


@pytest.mark.parametrize(
    ("code", "is_told"),
    [("00", True), ("01", True), ("0160", True), ("0180", False), ("14", False), ("1601", False)],
)
def test_of_which_places_the_data_tell(care_chain, code, is_told):
    assert prepared().tells_of(code) is is_told


def test_nothing_is_prepared_nowhere(settings, tmp_path):
    settings.PATHWAYS_STORE = tmp_path / "nothing"
    assert prepared() is None


def test_real_data_are_not_called_invented(settings, tmp_path):
    rows = [each | {"unit": "Vuxenenheten"} for each in build.contacts()]
    settings.PATHWAYS_STORE = build.store(tmp_path, rows)
    assert not prepared().invented


def test_a_question_is_asked_once(care_chain, asked):
    first = answer(prepared(), QUESTION)
    assert first == answer(prepared(), QUESTION)
    assert (len(asked), len(first["rows"])) == (1, 1)
    assert first["threshold"] == 5


def test_another_version_is_asked_anew_and_tells_of_itself(settings, tmp_path, asked):
    settings.PATHWAYS_STORE = build.store(tmp_path)
    old = prepared()
    before = answer(old, QUESTION)
    more = [
        build.contact(f"e{n}", "MET", build.at(2010, 5, 1) + timedelta(days=day))
        for n in range(9)
        for day in (0, 7)
    ]
    build.store(tmp_path, build.contacts() + more)
    assert prepared().version != old.version
    assert answer(prepared(), QUESTION)["rows"] != before["rows"]
    # What was kept of the old version is still told of it.
    assert answer(old, QUESTION) == before
    assert len(asked) == 2


def test_an_answer_of_new_data_is_not_kept_as_one_of_old(settings, tmp_path, asked):
    settings.PATHWAYS_STORE = build.store(tmp_path)
    old = prepared()
    build.store(tmp_path)
    answer(old, QUESTION)
    answer(old, QUESTION)
    assert len(asked) == 2


def test_a_place_of_which_there_is_nothing_is_asked_once_too(care_chain, asked):
    question = Steps(place="1280")
    assert answer(prepared(), question) is answer(prepared(), question) is None
    assert len(asked) == 1


def test_a_store_that_goes_away_is_no_fault(settings, tmp_path, asked):
    settings.PATHWAYS_STORE = build.store(tmp_path)
    known = prepared()
    shutil.rmtree(settings.PATHWAYS_STORE)
    assert answer(known, Steps(place="01")) is None
    settings.PATHWAYS_STORE = build.store(tmp_path)
    assert answer(prepared(), QUESTION) is not None


def test_threads_that_ask_at_once_get_each_their_own_answer(care_chain, asked):
    known = prepared()
    groups = [(("MET",),), (("LARO",),), (("tolvsteg",), ("MET",)), (("assessment",),)] * 4
    questions = [
        Outcomes(place="01", groups=each, until=date(2011, 1, n + 1))
        for n, each in enumerate(groups)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda question: answer(known, question), questions))
    for question, content in zip(questions, found, strict=True):
        assert [row["activity"] for row in content["rows"]] == [w for (w,) in question.groups]


def test_no_pseudonym_and_no_count_below_five_is_kept(care_chain, asked):
    told = answer(prepared(), Outcomes(place="0160"))
    twelve = next(row for row in told["rows"] if row["activity"] == "tolvsteg")
    assert twelve["contacts"] == twelve["persons"] == {"suppressed": True}
    assert answers.caches["answers"] is caches["answers"]


@pytest.fixture
def intervention(db):
    return build_offer.intervention("met", name="MET", contact_words="MET")


def test_offer_stands_beside_what_is_given(care_chain, intervention):
    build_offer.offer(intervention, verified=date(2010, 10, 1), wait=[(date(2010, 10, 1), 5)])
    known = prepared()
    (row,) = beside(people.place("0160"), DAY, known, latest_twelve(known.last_day))
    assert (row.units, row.given.contacts.value, row.given.persons.value) == (1, 28, 28)
    assert (row.given.treated.value, row.given.median_days.value) == (20, 20)
    assert (row.given.planned.value, row.given.ended.value) == (15, 20)
    assert [each.value for each in row.contradictions] == ["longer_wait"]


def test_without_data_the_offer_stands_alone(settings, tmp_path, intervention):
    settings.PATHWAYS_STORE = tmp_path
    build_offer.offer(intervention)
    page = care_page(people.place("0160"), "", DAY)
    assert (page.known, page.is_told, page.days) == (None, False, None)
    assert [row.units for row in page.shown] == [1]
    assert page.shown[0].contradictions == ()


@pytest.mark.parametrize("number", [1, 3])
def test_as_few_queries_for_three_interventions_as_for_one(
    care_chain, db, number, django_assert_num_queries
):
    for n in range(number):
        what = build_offer.intervention(contact_words=["MET", "LARO", "tolvsteg"][n])
        build_offer.offer(what, wait=10)
    taby = people.place("0160")
    with django_assert_num_queries(4):
        page = care_page(taby, "", DAY)
    assert len(page.shown) == number


def test_the_waits_of_a_municipality_are_told_by_year_and_of_a_county_by_half(care_chain, db):
    taby, county = (care_page(people.place(code), "", DAY) for code in ("0160", "01"))
    assert [(row.days.since, row.referrals.value) for row in taby.waits] == [(date(2010, 1, 1), 20)]
    assert [row.days.since for row in county.waits] == [date(2010, 1, 1), date(2010, 7, 1)]
    assert taby.waits[0].median_days.value == 20


def test_what_units_say_is_beside_the_wait_that_was_measured(care_chain, intervention):
    said = [(date(2010, 2, 1), 10), (date(2010, 3, 1), 30), (date(2009, 1, 1), 99)]
    build_offer.offer(intervention, wait=said)
    (row,) = care_page(people.place("0160"), "", DAY).waits
    assert (row.stated, row.statements) == (20, 2)


def test_activities_that_no_intervention_is_are_listed(care_chain, intervention):
    page = care_page(people.place("0160"), "", DAY)
    assert page.unnamed == ("assessment", "LARO", "tolvsteg")


def test_the_thread_is_told_of_all_activities_of_the_provision(care_chain, intervention):
    laro = build_offer.intervention("laro", contact_words="LARO")
    taby = people.place("0160")
    found = delivered_at(taby, [intervention, laro], 2010)
    assert (found.given.contacts.value, found.given.persons.value) == (36, 28)
    assert found.days == Days(date(2009, 11, 1), date(2010, 11, 1))


def test_the_thread_is_told_nothing_where_nothing_is_known(care_chain, intervention, settings):
    taby, solna = people.place("0160"), people.place("0184")
    nameless = build_offer.intervention("utan-ord")
    assert delivered_at(taby, [nameless], 2010) is None
    assert delivered_at(taby, [], 2010) is None
    assert delivered_at(solna, [intervention], 2010) is None
    assert delivered_at(taby, [intervention], 2009) is None
    settings.PATHWAYS_STORE = settings.PATHWAYS_STORE / "nowhere"
    assert delivered_at(taby, [intervention], 2010) is None


def test_the_thread_of_a_later_year_is_told_of_the_latest_months(care_chain, intervention):
    assert delivered_at(people.place("0160"), [intervention], 2012).days.until == date(2010, 11, 1)


def test_an_earlier_year_is_told_of_that_year(settings, tmp_path, intervention):
    rows = [*build.contacts(), build.contact("x", "MET", build.at(2012, 1, 31))]
    settings.PATHWAYS_STORE = build.store(tmp_path, rows)
    found = delivered_at(people.place("0160"), [intervention], 2010)
    assert (found.days.since, found.days.until) == (date(2010, 1, 1), date(2011, 1, 1))


def test_a_break_has_a_provision_where_its_sector_has_only_one(care_chain, db):
    provisions = policy(("3", "1"))
    taby = people.place("0160")
    met = build_offer.intervention("met", provisions=[provisions["3"]])
    build_offer.responsibility(met, at="00")
    breaks = care_page(taby, "", DAY).largest
    assert provision_of_break(taby, breaks, DAY) == {"social_services": "policy/3"}
    other = build_offer.intervention("annat", provisions=[provisions["1"]])
    build_offer.responsibility(other, at="00")
    assert provision_of_break(taby, breaks, DAY) == {}


def test_the_command_prepares_where_the_environment_says(tmp_path, monkeypatch, settings):
    """So that whoever has told the server need not tell the command."""
    build.write(build.contacts(), tmp_path / "events.parquet")
    monkeypatch.setenv("BRYGGA_PATHWAYS_STORE", str(tmp_path / "told"))
    monkeypatch.setenv("BRYGGA_HOME", str(tmp_path))
    done = CliRunner().invoke(pathways, ["prepare", str(tmp_path / "events.parquet")])
    assert (done.exit_code, done.stderr) == (0, "")
    settings.PATHWAYS_STORE = tmp_path / "told"
    assert prepared().contacts == 44
