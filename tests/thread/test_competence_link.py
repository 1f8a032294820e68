"""The thread's link about competence: true numbers, with date, source and a door."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from brygga.access.actor import VISITOR
from brygga.followup.enums import Level
from brygga.kernel.suppression import Counts
from brygga.thread import rules
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import chain_at, chain_of
from brygga.thread.queries.links import links_of, thread_json
from tests.builders import coverage as build
from tests.builders import events, people
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def provision():
    return policy()["3"]


@pytest.fixture
def course(provision):
    made = events.course("audit", title="AUDIT i vardagen")
    made.provisions.add(provision)
    return made


@pytest.fixture
def answered(provision):
    mapping(opened_round({"3": provision}), people.place("0160"), {"3": ("not_begun",) * 2})


def link(provision, actor=VISITOR):
    chain = chain_of(people.place("0160"), provision, 2010, actor)
    return next(each for each in links_of(chain) if each.link == LinkKind.COMPETENCE)


def unit_with(course, trained, heads):
    made = build.unit()
    if heads is not None:
        build.staff(made, heads)
    build.trained(course, trained, at=made)
    return made


def test_so_many_of_so_many_with_day_and_source(course, provision, answered):
    unit_with(course, 14, 32)
    found = link(provision)
    assert (found.state, found.value, found.on) == (LinkState.PRESENT, "14/32", date(2010, 11, 25))
    assert found.title == "14 av 32 har utbildningen (44 %)"
    assert found.source == "AUDIT i vardagen; Personalsystemet"
    assert found.url == "/kompetens/0160/?riktlinje=policy/3"


def test_most_are_trained_and_nothing_has_begun(course, provision, answered):
    unit_with(course, 40, 50)
    found = link(provision)
    assert found.state == LinkState.CONTRADICTS
    assert found.signal == "40 är utbildade, och ändå är svaret: ej påbörjat."


def test_more_trained_than_staff_contradicts(course, provision, answered):
    unit_with(course, 7, 5)
    found = link(provision)
    assert (found.state, found.value) == (LinkState.CONTRADICTS, "7/5")
    assert "se över uppgifterna" in found.signal


def test_nobody_trained_leads_to_the_next_round(course, provision, answered):
    unit_with(course, 0, 32)
    found = link(provision)
    assert (found.state, found.signal_action) == (LinkState.MISSING, "Se kurserna")
    held = events.gathering(of=course, days=4)
    found = link(provision)
    assert found.signal_action == "Anmäl till nästa omgång"
    assert found.signal_url == f"/kalender/{held.slug}/"


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"mode": "coordinators"},
                                    {"first": datetime(2010, 11, 1, tzinfo=UTC)}])  # fmt: skip
def test_a_round_nobody_can_register_for_is_no_door(course, provision, answered, fields):
    unit_with(course, 0, 32)
    events.gathering(of=course, **fields)
    assert link(provision).signal_action == "Se kurserna"


def test_unknown_staff_is_missing_and_whoever_may_is_asked_for_it(course, provision, answered):
    unit_with(course, 6, None)
    found = link(provision, people.municipality().actor)
    assert (found.state, found.value) == (LinkState.MISSING, None)
    assert found.title == "6 har utbildningen; av hur många är inte känt"
    assert found.signal_action == "Ange hur många de är"


def test_a_small_number_is_words_to_the_public_and_a_number_inside(course, provision, answered):
    unit_with(course, 3, 32)
    outside = link(provision)
    assert (outside.state, outside.value) == (LinkState.PRESENT, None)
    assert "visas inte" in outside.title
    assert outside.as_json()["value"] == {"suppressed": True}
    assert link(provision, people.municipality().actor).value == "3/32"


def test_what_is_remembered_for_the_public_is_not_what_those_inside_see(course, answered):
    unit_with(course, 3, 32)
    readers = (people.municipality().actor, VISITOR, people.municipality().actor)
    values = []
    for reader in readers:
        links = links_of(chain_at("0160", "policy/3", 2010, reader))
        values.append(next(each.value for each in links if each.link == LinkKind.COMPETENCE))
    assert values == ["3/32", None, "3/32"]


def test_a_small_share_that_contradicts_is_not_given_away(course, provision, answered):
    """Four of four trained and nothing begun: a contradiction would tell that it is nearly all."""
    unit_with(course, 4, 4)
    assert link(provision).state == LinkState.PRESENT
    assert link(provision, people.municipality().actor).state == LinkState.CONTRADICTS


def test_no_course_serves_it(provision, answered):
    found = link(provision)
    assert (found.state, found.drawn) == (LinkState.MISSING, "not_built")


def test_invented_numbers_make_the_thread_say_so(course, provision, answered):
    made = unit_with(course, 6, None)
    build.staff(made, 10, invented=True)
    assert thread_json(chain_of(people.place("0160"), provision, 2010, VISITOR))["invented"]


def test_last_year_is_counted_at_its_end(course, provision, answered):
    made = unit_with(course, 10, 20)
    build.trained(course, 5, at=made, on=date(2011, 3, 1))
    assert link(provision).value == "10/20"


@pytest.mark.parametrize("n", [1, 3])
def test_a_served_provision_asks_as_little_for_three_units_as_for_one(
    course, provision, answered, n, django_assert_num_queries
):
    for _ in range(n):
        unit_with(course, 6, 20)
    taby = people.place("0160")
    with django_assert_num_queries(17):
        links_of(chain_of(taby, provision, 2010, VISITOR))


@pytest.mark.parametrize(
    ("level", "counts", "state"),
    [
        (Level.NOT_BEGUN, Counts(40, 50), LinkState.CONTRADICTS),
        (Level.NOT_BEGUN, Counts(39, 50), LinkState.PRESENT),
        (Level.PARTLY, Counts(50, 50), LinkState.PRESENT),
        (Level.PARTLY, Counts(0, 50), LinkState.MISSING),
        ("", Counts(51, 50), LinkState.CONTRADICTS),
    ],
)
def test_the_state_follows_from_the_numbers(level, counts, state):
    trained = rules.Trained(
        is_known=True,
        anybody=counts.part > 0,
        enough=counts.part * 5 >= counts.whole * 4,
        more_than_there_are=counts.part > counts.whole,
    )
    assert rules.competence_state(level, trained) == state
