"""The thread's links about what is given and how it ends: value, date, source, contradictions."""

from datetime import date

import pytest

from brygga.access.actor import VISITOR
from brygga.guidance.enums import PriorityClass
from brygga.guidance.models import Wording
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import chain_at, chain_of
from brygga.thread.queries.links import links_of, thread_json
from brygga.thread.rules import DeliveredFacts
from tests.builders import coverage, events, people
from tests.builders import offer as build
from tests.builders import pathways as contacts
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db
CHECKED = date(2010, 10, 1)
LAST = date(2010, 10, 31)


@pytest.fixture(scope="module")
def prepared_store(tmp_path_factory):
    return contacts.store(tmp_path_factory.mktemp("thread-care-chain"))


@pytest.fixture(autouse=True)
def _prepared(prepared_store, settings):
    settings.PATHWAYS_STORE = prepared_store


@pytest.fixture
def provision():
    return policy()["3"]


def carried(provision, words="MET"):
    return build.intervention("met", name="MET", provisions=[provision], contact_words=words)


def offered(what):
    return build.offer(what, where=coverage.unit("Vuxenenheten"), verified=CHECKED)


def links(provision, actor=VISITOR, code="0160"):
    chain = chain_of(people.place(code), provision, 2010, actor)
    found = {each.link: each for each in links_of(chain)}
    return found[LinkKind.CARE_DELIVERED], found[LinkKind.OUTCOME]


def test_given_to_whom_until_when_and_how_it_ended(provision):
    offered(carried(provision))
    delivered, outcome = links(provision)
    assert (delivered.state, delivered.value, delivered.on) == (LinkState.PRESENT, "28", LAST)
    assert delivered.title == "28 kontakter för 28 personer"
    assert delivered.source == "Påhittade kontaktdata till och med 14 november 2010"
    assert "väntat högst 20 dagar" in delivered.meta
    assert (delivered.url, delivered.signal) == ("/vardkedjan/0160/", "")
    assert (outcome.state, outcome.value, outcome.on) == (LinkState.PRESENT, "15/20", LAST)
    assert outcome.title == "75 % av 20 avslut var planerade"


def test_machines_are_told_the_same(provision):
    offered(carried(provision))
    told = thread_json(chain_of(people.place("0160"), provision, 2010, VISITOR))
    assert told["invented"]
    found = {each["link"]: each for each in told["links"]}
    source = "Påhittade kontaktdata till och med 14 november 2010"
    assert found["care_delivered"] == {
        "link": "care_delivered",
        "state": "present",
        "value": "28",
        "on": "2010-10-31",
        "source": source,
    }
    assert found["outcome"]["value"] == "15/20"
    states = {each["state"] for each in told["links"]}
    assert states <= {"present", "missing", "contradicts", "not_built"}


def test_without_data_nothing_is_known(provision, settings, tmp_path):
    settings.PATHWAYS_STORE = tmp_path
    offered(carried(provision))
    for link in links(provision):
        assert (link.state, link.drawn, link.signal) == (LinkState.MISSING, "not_built", "")


def test_an_intervention_without_words_is_not_said_to_be_missing(provision):
    offered(carried(provision, words=""))
    assert [link.drawn for link in links(provision)] == ["not_built", "not_built"]


def test_offered_and_no_contact_contradicts(provision):
    offered(carried(provision, words="AUDIT"))
    delivered, outcome = links(provision)
    assert (delivered.state, delivered.value) == (LinkState.CONTRADICTS, "0")
    assert delivered.signal == "Det erbjuds, men ingen kontakt är känd."
    assert outcome.state == LinkState.MISSING


def test_trained_and_nothing_given_contradicts(provision):
    carried(provision, words="AUDIT")
    course = events.course("audit")
    course.provisions.add(provision)
    where = coverage.unit()
    coverage.staff(where, 60)
    coverage.trained(course, 40, at=where)
    mapping(opened_round({"3": provision}), people.place("0160"), {"3": ("partly",) * 2})
    delivered, _outcome = links(provision, people.municipality().actor)
    assert delivered.state == LinkState.CONTRADICTS
    assert delivered.signal == "40 utbildade, inget givet."
    assert delivered.signal_url == "/plan/0160/2010/ny-aktivitet/?riktlinje=policy/3"
    assert links(provision)[0].signal_url == "/vardkedjan/0160/"


def test_given_and_in_no_directory_contradicts(provision):
    carried(provision)
    delivered, _outcome = links(provision)
    assert delivered.state == LinkState.CONTRADICTS
    assert delivered.signal == "Det ges utan att stå i katalogen."
    assert delivered.signal_url == "/utbud/0160/"


def test_a_gap_and_nothing_given_breaks_the_thread(provision):
    carried(provision, words="AUDIT")
    mapping(opened_round({"3": provision}), people.place("0160"), {"3": ("partly",) * 2})
    delivered, _outcome = links(provision)
    assert (delivered.state, delivered.drawn) == (LinkState.MISSING, "missing")
    assert delivered.signal == "Tråden brister här: ingen kontakt är känd."


def test_what_is_too_few_is_known_and_not_told(provision):
    carried(provision, words="tolvsteg")
    delivered, _outcome = links(provision)
    assert (delivered.state, delivered.value) == (LinkState.PRESENT, None)
    assert delivered.as_json()["value"] == {"suppressed": True}
    assert not any(char.isdigit() for char in delivered.title)


def test_what_should_not_be_given_is_as_it_should_be_when_nobody_does(provision):
    what = carried(provision, words="AUDIT")
    Wording.objects.update(priority_class=PriorityClass.DO_NOT)
    assert links(provision)[0].state == LinkState.PRESENT
    what.contact_words = "MET"
    what.save()
    delivered, _outcome = links(provision)
    assert delivered.state == LinkState.CONTRADICTS
    assert delivered.signal == "Det bör inte ges, men det görs."


def test_another_place_is_told_nothing_of_taby(provision):
    carried(provision)
    assert links(provision, code="0184")[0].state == LinkState.MISSING
    assert links(provision, code="01")[0].value == "28"


@pytest.mark.parametrize("number", [1, 3])
def test_the_links_cost_no_query_however_many_interventions(
    provision, number, django_assert_num_queries
):
    mapping(opened_round({"3": provision}), people.place("0160"), {"3": ("partly",) * 2})
    for n in range(number):
        words = ["MET", "LARO", "tolvsteg"][n]
        offered(build.intervention(provisions=[provision], contact_words=words))
    taby = people.place("0160")
    with django_assert_num_queries(13):
        links_of(chain_of(taby, provision, 2010, VISITOR))


def test_a_new_delivery_is_told_though_no_event_is_in_the_log(provision, settings, tmp_path):
    offered(carried(provision))
    found = []
    for more in (0, 9):
        rows = [contacts.contact(f"n{n}", "MET", contacts.at(2010, 5, 1)) for n in range(more)]
        settings.PATHWAYS_STORE = contacts.store(tmp_path, contacts.contacts() + rows)
        chain = chain_at("0160", "policy/3", 2010, VISITOR)
        found.append(next(x.value for x in links_of(chain) if x.link == LinkKind.CARE_DELIVERED))
    assert found == ["28", "37"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (DeliveredFacts(), LinkState.MISSING),
        (DeliveredFacts(is_kept=True), LinkState.PRESENT),
        (DeliveredFacts(is_kept=True, is_offered=False, trained=9), LinkState.PRESENT),
        (DeliveredFacts(contacts=0), LinkState.MISSING),
        (DeliveredFacts(contacts=0, trained=1), LinkState.CONTRADICTS),
        (DeliveredFacts(contacts=0, is_offered=True), LinkState.CONTRADICTS),
        (DeliveredFacts(contacts=0, is_offered=False), LinkState.MISSING),
        (DeliveredFacts(contacts=9), LinkState.PRESENT),
        (DeliveredFacts(contacts=9, is_offered=True), LinkState.PRESENT),
        (DeliveredFacts(contacts=9, is_offered=False), LinkState.CONTRADICTS),
        (DeliveredFacts(contacts=9, should_not=True), LinkState.CONTRADICTS),
        (DeliveredFacts(contacts=0, should_not=True, is_offered=True), LinkState.PRESENT),
    ],
)
def test_how_the_link_stands(facts, state):
    assert rules.delivered_state(facts) == state
