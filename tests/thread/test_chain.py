"""The red thread of one provision at one place: links, states, and what outsiders see."""

from datetime import date

import pytest

from brygga.access.actor import VISITOR
from brygga.followup.actions import reopen_mapping
from brygga.followup.enums import MappingStatus
from brygga.plans.enums import ActivityStatus, PlanStatus
from brygga.plans.models import Activity, Plan, Priority
from brygga.thread.enums import LinkKind, LinkState
from brygga.thread.queries.chain import chain_at, chain_of
from brygga.thread.queries.links import links_of, thread_json
from tests.builders import people
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def provision():
    return policy(("3",))["3"]


@pytest.fixture
def taby():
    return people.place("0160")


def _links(place, provision, actor=VISITOR, year=2010):
    return {link.link: link for link in links_of(chain_of(place, provision, year, actor))}


def _plan(place, provision, **fields):
    body = people.group(place.code)
    plan = Plan.objects.create(
        place=place,
        year=2010,
        status=PlanStatus.ADOPTED,
        adopted_on=date(2010, 9, 1),
        adopted_by=body,
    )
    activity = Activity.objects.create(
        slug="a-1", plan=plan, title="Fråga om barn", owner="Processledaren", **fields
    )
    activity.provisions.add(provision)
    return activity


def _priority(place, provision):
    return Priority.objects.create(
        slug="p-1",
        place=place,
        year=2010,
        provision=provision,
        group=people.group(place.code, name="Täby lokala samråd"),
        decided_on=date(2010, 8, 26),
        why="Barnen syns inte.",
    )


def test_every_link_is_there_in_order(taby, provision):
    links = links_of(chain_of(taby, provision, 2010, VISITOR))
    assert [link.link for link in links] == list(LinkKind)


def test_rooms_not_built_say_so(taby, provision):
    links = _links(taby, provision)
    quiet = [kind for kind, link in links.items() if link.state == LinkState.NOT_BUILT]
    assert quiet == [LinkKind.VOICE]


def test_two_different_answers_contradict_each_other(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned", "not_begun")})
    link = _links(taby, provision)[LinkKind.MAPPING]
    assert link.state == LinkState.CONTRADICTS
    assert (link.value, link.on) == ("not_begun", date(2010, 9, 14))


def test_a_joint_answer_settles_it(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned", "not_begun", "planned")})
    links = _links(taby, provision)
    assert links[LinkKind.MAPPING].state == LinkState.PRESENT
    assert links[LinkKind.GAP].value == "2"


def test_a_gap_without_decision_or_activity_is_broken_twice(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    links = _links(taby, provision)
    assert links[LinkKind.PRIORITY].state == LinkState.MISSING
    assert links[LinkKind.ACTIVITY].state == LinkState.MISSING
    assert links[LinkKind.PRIORITY].signal
    assert links[LinkKind.ACTIVITY].signal
    assert not links[LinkKind.ACTIVITY].signal_url


def test_whoever_keeps_the_plan_can_mend_the_thread_from_here(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    links = _links(taby, provision, people.municipality().actor)
    assert links[LinkKind.ACTIVITY].signal_url.endswith("ny-aktivitet/?riktlinje=policy/3")
    assert links[LinkKind.PRIORITY].signal_url.endswith("prioritera/?riktlinje=policy/3")


def test_decision_and_activity_make_the_thread_whole(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    _priority(taby, provision)
    _plan(taby, provision, due_on=date(2999, 1, 1), status=ActivityStatus.ONGOING)
    links = _links(taby, provision)
    assert links[LinkKind.PRIORITY].state == LinkState.PRESENT
    assert links[LinkKind.PRIORITY].on == date(2010, 8, 26)
    assert links[LinkKind.ACTIVITY].state == LinkState.PRESENT
    assert links[LinkKind.ACTIVITY].title == "Fråga om barn"


def test_a_late_activity_is_a_signal(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    _plan(taby, provision, due_on=date(2010, 11, 30), status=ActivityStatus.ONGOING)
    link = _links(taby, provision)[LinkKind.ACTIVITY]
    assert link.state == LinkState.CONTRADICTS
    assert link.signal


def test_old_evidence_makes_in_place_doubtful(taby, provision):
    year = opened_round({"3": provision}, evidence_months=2)
    mapping(year, taby, {"3": ("in_place",) * 2})
    assert _links(taby, provision)[LinkKind.GAP].state == LinkState.CONTRADICTS


def test_next_years_focus_is_known_when_the_round_is_opened(taby, provision):
    opened_round({"3": provision}, 2010)
    assert _links(taby, provision)[LinkKind.NEXT_FOCUS].state == LinkState.MISSING
    opened_round({"3": provision}, 2011)
    assert _links(taby, provision)[LinkKind.NEXT_FOCUS].state == LinkState.PRESENT


@pytest.mark.parametrize("status", [MappingStatus.OPEN, MappingStatus.SUBMITTED])
def test_outsiders_see_no_answer_before_it_is_accepted(taby, provision, status):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2}, status=status)
    for actor in (VISITOR, people.outsider().actor):
        link = _links(taby, provision, actor)[LinkKind.MAPPING]
        assert (link.state, link.value) == (LinkState.MISSING, None)
    inside = _links(taby, provision, people.county().actor)[LinkKind.MAPPING]
    assert inside.state == LinkState.PRESENT


def test_a_mapping_reopened_for_something_else_shows_what_was_accepted_not_what_is_typed(
    taby, provision
):
    made = mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    type(made).objects.filter(pk=made.pk).update(status=MappingStatus.OPEN, accepted_at=None)
    made.answers.update(level="followed_up")
    link = _links(taby, provision)[LinkKind.MAPPING]
    assert (link.state, link.value, link.on) == (LinkState.PRESENT, "planned", None)
    assert "på plats" not in link.title.lower()


def test_machines_get_the_agreed_shape(taby, provision):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2}, invented=True)
    found = thread_json(chain_of(taby, provision, None, VISITOR))
    assert (found["place"], found["provision"], found["invented"]) == ("0160", "policy/3", True)
    assert set(found["links"][0]) == {"link", "state", "value", "on", "source"}
    assert found["links"][0]["on"] == "2010-09-14"


@pytest.mark.parametrize("n", [1, 3])
def test_the_chain_costs_the_same_with_one_activity_and_three(
    taby, provision, n, django_assert_num_queries
):
    mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    first = _plan(taby, provision, due_on=date(2999, 1, 1))
    for number in range(2, n + 1):
        more = Activity.objects.create(
            slug=f"a-{number}", plan=first.plan, title="X", owner="Y", due_on=date(2999, 1, number)
        )
        more.provisions.add(provision)
    with django_assert_num_queries(10):
        links_of(chain_of(taby, provision, 2010, VISITOR))


@pytest.mark.parametrize("who_comes_first", ["inside", "visitor"])
def test_what_is_remembered_for_the_next_reader_holds_no_draft(taby, provision, who_comes_first):
    mapping(
        opened_round({"3": provision}),
        taby,
        {"3": ("planned", "partly")},
        status=MappingStatus.OPEN,
    )
    readers = {"inside": people.municipality().actor, "visitor": VISITOR}
    levels = {"inside": ["planned", "partly"], "visitor": []}
    order = sorted(readers, key=lambda name: name != who_comes_first)
    for name in (*order, *order):
        found = chain_at("0160", "policy/3", 2010, readers[name])
        assert [each.level for each in found.given] == levels[name]


def test_what_is_remembered_is_gathered_anew_when_something_is_done(
    taby, provision, django_assert_num_queries
):
    made = mapping(opened_round({"3": provision}), taby, {"3": ("planned",) * 2})
    leader = people.county().actor
    assert chain_at("0160", "policy/3", 2010, leader).standing.level == "planned"
    with django_assert_num_queries(2):
        chain_at("0160", "policy/3", 2010, leader)
    reopen_mapping(mapping=made, reason="Fel rutin", by=leader)
    found = chain_at("0160", "policy/3", 2010, leader)
    assert (found.standing, found.mapping.status) == (None, MappingStatus.OPEN)
