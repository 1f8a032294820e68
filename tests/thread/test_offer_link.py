"""The thread's link about what is offered: present, missing, contradicting, with day and source."""

from datetime import date

import pytest

from brygga.access.actor import VISITOR
from brygga.followup.enums import Level
from brygga.guidance.enums import PriorityClass
from brygga.guidance.models import Wording
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import chain_of
from brygga.thread.queries.links import links_of, thread_json
from tests.builders import coverage, people
from tests.builders import offer as build
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db
CHECKED = date(2010, 10, 1)


@pytest.fixture
def provision():
    return policy()["3"]


@pytest.fixture
def carried(provision):
    made = build.intervention("met", name="MET", provisions=[provision])
    build.responsibility(made)
    return made


def answered(provision, level):
    mapping(opened_round({"3": provision}), people.place("0160"), {"3": (level,) * 2})


def offered(what, **fields):
    fields.setdefault("verified", CHECKED)
    return build.offer(what, where=coverage.unit("Vuxenenheten"), **fields)


def link(provision, actor=VISITOR, code="0160"):
    chain = chain_of(people.place(code), provision, 2010, actor)
    return next(each for each in links_of(chain) if each.link == LinkKind.CARE_OFFERED)


def test_offered_by_whom_checked_when_and_how_long_one_waits(provision, carried):
    offered(carried, wait=[(CHECKED, 14)])
    found = link(provision)
    assert (found.state, found.value, found.on) == (LinkState.PRESENT, "1", CHECKED)
    assert (found.title, found.source) == ("Erbjuds av Vuxenenheten", "Vuxenenheten")
    assert found.meta == "Kortaste väntan är 14 dagar. Senast kontrollerat 1 oktober 2010."
    assert (found.url, found.signal) == ("/utbud/0160/", "")


def test_machines_are_told_the_same(provision, carried):
    offered(carried)
    told = thread_json(chain_of(people.place("0160"), provision, 2010, VISITOR))
    found = next(each for each in told["links"] if each["link"] == "care_offered")
    assert found == {
        "link": "care_offered",
        "state": "present",
        "value": "1",
        "on": "2010-10-01",
        "source": "Vuxenenheten",
    }


def test_without_an_intervention_nobody_knows_and_whoever_may_enters_it(provision):
    found = link(provision)
    assert (found.state, found.drawn, found.url) == (LinkState.MISSING, "not_built", "")
    leader = link(provision, people.municipality().actor)
    assert leader.url == "/utbud/0160/ny-insats/?riktlinje=policy/3"


def test_a_gap_that_nobody_offers_leads_to_an_activity(provision, carried):
    answered(provision, "partly")
    found = link(provision, people.municipality().actor)
    assert (found.state, found.value) == (LinkState.MISSING, None)
    assert found.signal.startswith("Tråden brister här")
    assert found.signal_url == "/plan/0160/2010/ny-aktivitet/?riktlinje=policy/3"
    assert link(provision).signal_url == "/utbud/0160/glapp/?riktlinje=policy/3"


def test_in_place_and_not_offered_contradicts(provision, carried):
    answered(provision, "in_place")
    found = link(provision)
    assert found.state == LinkState.CONTRADICTS
    assert "ingen erbjuder det" in found.signal


def test_offered_and_not_begun_contradicts(provision, carried):
    answered(provision, "not_begun")
    offered(carried)
    found = link(provision)
    assert found.state == LinkState.CONTRADICTS
    assert found.signal == "Det erbjuds, och ändå är svaret: ej påbörjat."


def test_a_word_too_old_contradicts_and_leads_to_the_offer(provision, carried):
    made = offered(carried, verified=date(2008, 1, 1))
    found = link(provision)
    assert (found.state, found.on) == (LinkState.CONTRADICTS, date(2008, 1, 1))
    assert found.signal_url == f"/erbjudande/{made.slug}/"


def test_two_who_both_answer_contradict(provision, carried):
    build.responsibility(carried, kind="region", sector="addiction_care")
    offered(carried)
    found = link(provision)
    assert (found.state, found.signal_url) == (LinkState.CONTRADICTS, "/insatser/met/")


def test_nobody_who_answers_and_a_long_wait_are_said(provision):
    what = build.intervention(provisions=[provision])
    offered(what, wait=[(CHECKED, 99)])
    assert link(provision).signal == "Det är inte sagt vem som ansvarar för det."
    build.responsibility(what)
    found = link(provision)
    assert (found.state, found.signal) == (LinkState.PRESENT, "Väntan är lång.")


def test_what_should_not_be_offered_is_as_it_should_be_when_nobody_does(provision, carried):
    Wording.objects.update(priority_class=PriorityClass.DO_NOT)
    assert (link(provision).state, link(provision).signal) == (LinkState.PRESENT, "")
    offered(carried)
    found = link(provision)
    assert found.state == LinkState.CONTRADICTS
    assert found.signal == "Det bör inte erbjudas, men det gör det."


def test_a_county_is_told_in_how_many_places(provision, carried):
    offered(carried)
    found = link(provision, code="01")
    assert (found.state, found.value) == (LinkState.PRESENT, "1/26")
    assert found.signal == "På 25 platser erbjuder ingen det, så vitt vi vet."


def test_what_was_offered_that_year_is_told_of_that_year(provision, carried):
    offered(carried, begins_on=date(2011, 1, 1))
    assert link(provision).state == LinkState.MISSING


def test_an_invented_offer_makes_the_page_invented(provision, carried):
    offered(carried, invented=True)
    assert chain_of(people.place("0160"), provision, 2010, VISITOR).invented


@pytest.mark.parametrize("number", [1, 3])
def test_as_few_questions_for_three_as_for_one(
    provision, carried, number, django_assert_num_queries
):
    answered(provision, "partly")
    for _ in range(number):
        offered(carried)
    taby = people.place("0160")
    with django_assert_num_queries(13):
        links_of(chain_of(taby, provision, 2010, VISITOR))


@pytest.mark.parametrize(
    ("level", "facts", "state"),
    [
        ("", {}, LinkState.MISSING),
        (Level.DONT_KNOW, {}, LinkState.MISSING),
        (Level.PARTLY, {}, LinkState.MISSING),
        (Level.IN_PLACE, {}, LinkState.CONTRADICTS),
        (Level.PARTLY, {"anything": True, "is_believed": True}, LinkState.PRESENT),
        (Level.NOT_BEGUN, {"anything": True, "is_believed": True}, LinkState.CONTRADICTS),
        ("", {"anything": True}, LinkState.CONTRADICTS),
        ("", {"anything": True, "should_not": True}, LinkState.CONTRADICTS),
        ("", {"should_not": True}, LinkState.PRESENT),
    ],
)
def test_how_the_link_stands(level, facts, state):
    assert rules.offered_state(level, rules.OfferFacts(**facts)) == state
