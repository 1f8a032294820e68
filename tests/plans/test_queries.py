"""Answers, with one and three rows at the same number of queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Edition, Wording
from brygga.people.enums import GroupKind
from brygga.plans import queries
from brygga.plans.enums import ActivityState, ActivityStatus
from brygga.plans.models import Plan, PlanStep
from tests.builders import people, plans
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db
ON = date(2010, 10, 12)


@pytest.fixture
def taby():
    return people.place("0160")


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_done_about_a_provision(taby, number, django_assert_num_queries):
    guideline = plans.provision()
    plan = plans.plan(adopted=True, activities=1)
    made = [
        plans.activity(plan, provisions=[guideline], due_on=date(2010, 1 + day, 1), notes="HEMLIG")
        for day in range(number)
    ]
    with django_assert_num_queries(1):
        rows = queries.activities_for(taby, guideline, 2010, VISITOR)
    assert [row.activity for row in rows] == made
    assert {row.state for row in rows} == {ActivityState.LATE}
    assert {row.activity.notes for row in rows} == {""}
    inside = queries.activities_for(taby, guideline, 2010, people.actor())
    assert {row.activity.notes for row in inside} == {"HEMLIG"}


def test_a_draft_does_nothing_in_the_eyes_of_the_public(taby):
    guideline = plans.provision()
    plans.activity(plans.plan(), provisions=[guideline])
    assert queries.activities_for(taby, guideline, 2010, VISITOR) == []
    assert len(queries.activities_for(taby, guideline, 2010, people.actor())) == 1
    assert queries.activities_for(taby, guideline, 2011, people.actor()) == []


@pytest.mark.parametrize("number", [1, 3])
def test_activities_of_a_branch(number, django_assert_num_queries):
    guideline = plans.provision()
    for code in ("0160", "0162", "0163")[:number]:
        plans.activity(plans.plan(code, adopted=True), provisions=[guideline])
    plans.plan("1280", adopted=True, activities=1)
    with django_assert_num_queries(2):
        rows = queries.activities_in("00/01/", 2010, VISITOR)
        found = [row.activity.provisions.all()[0].document.slug for row in rows]
        places = [row.activity.plan.place.code for row in rows]
    assert found == ["policy"] * number
    assert places == ["0160", "0162", "0163"][:number]


@pytest.mark.parametrize("number", [1, 3])
def test_counts_are_of_adopted_plans_on_a_day(number, django_assert_num_queries):
    for code in ("0160", "0162", "0163")[:number]:
        plan = plans.plan(code, adopted=True)
        plans.activity(plan, due_on=ON - timedelta(days=1))
        plans.activity(plan, due_on=ON)
        plans.activity(plan, status=ActivityStatus.DONE, due_on=ON - timedelta(days=1))
    plans.plan("0180", activities=2)
    plans.plan("1280", adopted=True, activities=2)
    with django_assert_num_queries(1):
        counts = queries.activity_counts("00/01/", 2010, ON)
    assert counts == {
        ActivityState.LATE: number,
        ActivityState.PLANNED: number,
        ActivityState.ONGOING: 0,
        ActivityState.DONE: number,
        ActivityState.DROPPED: 0,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_priorities_that_stand(taby, number, django_assert_num_queries):
    guidelines = policy(("1", "2", "3"))
    for each in list(guidelines.values())[:number]:
        plans.priority(provision=each)
    plans.priority(year=2009, provision=guidelines["1"])
    plans.priority(year=2008, provision=guidelines["1"], withdrawn_on=ON)
    plans.priority("01", provision=guidelines["1"])
    with django_assert_num_queries(1):
        found = queries.priorities_at(taby, 2010)
        told = [(each.place.name, each.group.name, each.provision.document) for each in found]
    assert len(told) == number
    assert len(queries.priorities_at(taby)) == number + 1
    assert len(queries.priorities_in("00/01/", 2010)) == number + 1
    assert [each.place.code for each in queries.priorities_above(taby, 2010)] == ["01"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_plan(taby, number, django_assert_num_queries):
    guidelines = policy(("1", "2", "3"))
    plan = plans.plan(adopted=True)
    for each in list(guidelines.values())[:number]:
        plans.priority(provision=each)
        plans.activity(plan, provisions=[each], cost=Decimal(1000))
    plans.activity(plan, status=ActivityStatus.DROPPED, cost=Decimal(7))
    with django_assert_num_queries(8):
        shown = queries.plan_page(taby, 2010, VISITOR)
        steps = [step for item in shown.items for step in item.activity.steps.all()]
    assert len(steps) == number + 1
    assert [group.state for group in shown.groups] == [ActivityState.LATE, ActivityState.DROPPED]
    assert (shown.number, shown.late, shown.kept, shown.dropped) == (number + 1, number, number, 1)
    assert shown.cost == 1000 * number
    assert shown.groups[-1].cost == 7
    assert shown.items[0].links[0].label == "Riktlinje 1: Sak 1"
    assert shown.items[0].links[0].url == "/laget/0160/policy/1/?ar=2010"
    rights = (shown.is_inside, shown.may_plan, shown.may_prioritise, shown.may_adopt)
    assert rights == (False,) * 4
    assert not shown.is_invented


def test_a_page_without_a_plan(taby):
    shown = queries.plan_page(taby, 2010, people.actor())
    assert (shown.plan, shown.items, shown.cost) == (None, [], None)
    assert shown.is_inside
    assert shown.may_plan


def test_a_page_that_shows_something_invented_says_so(taby):
    plans.priority(invented=True)
    assert queries.plan_page(taby, 2010, VISITOR).is_invented
    plans.plan(year=2011, adopted=True, invented=True)
    assert queries.plan_page(taby, 2011, VISITOR).is_invented


def test_plans_and_their_years(taby, django_assert_num_queries):
    plans.plan(year=2009, adopted=True)
    plans.plan(year=2010)
    inside = people.actor()
    with django_assert_num_queries(1):
        assert queries.plan_of(taby, 2009, VISITOR).adopted_by.name
    assert queries.plan_of(taby, 2010, VISITOR) is None
    assert queries.plan_of(taby, 2010, inside).year == 2010
    assert queries.plan_years(taby, VISITOR) == [2009]
    assert queries.plan_years(taby, inside) == [2010, 2009]


def test_how_a_plan_and_an_activity_moved():
    plan = plans.plan(adopted=True, activities=1)
    PlanStep.objects.create(plan=plan, status="draft", reason="Fel")
    assert [step.reason for step in queries.plan_steps(plan)] == ["Fel"]
    assert [step.status for step in queries.steps_of(plan.activities.get())] == ["planned"]


def test_the_places_own_groups_decide_before_those_above(taby):
    above, own, beside = people.group("01"), people.group("0160"), people.group("0162")
    assert list(queries.deciding_groups(taby)) == [own, above]
    assert beside not in queries.deciding_groups(taby)


def test_provisions_to_choose_from_hold_at_the_place(taby, django_assert_num_queries):
    policy(("3",))
    policy(("1",), slug="skane", place="12")
    withdrawn = policy(("7", "8"), slug="old", place="00")
    latest = Edition.objects.create(
        document=withdrawn["7"].document, number=2, name="utgåva 2", status=EditionStatus.PUBLISHED
    )
    Wording.objects.create(provision=withdrawn["7"], edition=latest, title="Kvar", measure="Gör")
    with django_assert_num_queries(2):
        assert queries.provision_choices(taby) == [
            ("old/7", "Riktlinje 7: Kvar"),
            ("policy/3", "Riktlinje 3: Sak 3"),
        ]
    assert queries.provision_labels([]) == {}


def test_a_new_activity_from_a_gap_knows_its_provision_and_who_begins_it():
    policy(("3",))
    actor = people.actor()
    empty = {"due_on": date(2010, 12, 31), "owner_user": actor.user_id}
    assert queries.first_values("policy/3", 2010, actor) == {
        **empty,
        "provisions": ["policy/3"],
        "title": "Gör sak 3",
    }
    for nonsense in ("policy/9", "policy", "", "a/b/c", "\x00"):
        assert queries.first_values(nonsense, 2010, actor) == empty


def test_most_activities_are_for_what_comes_first(taby):
    plans.priority()
    assert queries.likely_references(taby, 2010) == ["policy/3"]


@pytest.mark.parametrize("number", [1, 3])
def test_what_waits_is_late_or_soon_due_and_mine(number, django_assert_num_queries):
    me = people.person("local-process-leader", "0160")
    today = clock.today()
    plan = plans.plan(year=today.year, adopted=True)
    for _ in range(number):
        plans.activity(plan, owner_user=me.user, due_on=today - timedelta(days=1))
    plans.activity(plan, owner_user=me.user, due_on=today + timedelta(days=14), title="Snart nu")
    plans.activity(plan, owner_user=me.user, due_on=today + timedelta(days=15))
    plans.activity(plan, owner_user=me.user, due_on=today, status=ActivityStatus.DONE)
    plans.activity(plan, due_on=today)
    with django_assert_num_queries(2):
        found = queries.waiting_for(me.actor)
    assert len(found) == number + 1
    assert found[-1].text == "Gör klart: Snart nu"
    assert found[0].due_on == today - timedelta(days=1)
    assert found[-1].place == "Täby"
    assert found[-1].url.startswith(f"/plan/0160/{today.year}/activity-")


def test_a_draft_waits_for_the_places_own_not_for_those_above():
    plans.plan(activities=1)
    plans.plan(year=2011)
    own = queries.waiting_for(people.actor("steering-group-member", "0160"))
    assert [each.text for each in own] == ["Anta planen för 2010"]
    assert queries.waiting_for(people.county().actor) == []
    assert queries.waiting_for(people.actor("consultation-member", "0160")) == []


def test_nothing_waits_for_a_visitor(django_assert_num_queries):
    plans.plan(activities=1)
    with django_assert_num_queries(0):
        assert queries.waiting_for(VISITOR) == []


def test_those_whose_task_it_is_to_decide_come_first(taby):
    committee = people.group("0160", kind=GroupKind.WORKING_COMMITTEE, name="Arbetsutskott")
    consultation = people.group("0160", name="Samråd")
    network = people.group("01", kind=GroupKind.NETWORK, name="Nätverk")
    steering = people.group("01", kind=GroupKind.STEERING_GROUP, name="Styrgrupp")
    assert list(queries.deciding_groups(taby)) == [consultation, committee, steering, network]


@pytest.mark.parametrize("number", [1, 3])
def test_what_a_new_activity_meets_in_an_adopted_plan(taby, number, django_assert_num_queries):
    plan = plans.plan(adopted=True, activities=number)
    coordinator = people.actor("county-coordinator", "01")
    above = people.county()
    leaders = [people.person(name=f"Ledare {each}") for each in range(number)]
    people.municipality("0162")
    with django_assert_num_queries(5):
        met = queries.addition_to(taby, 2010, coordinator)
    assert (met.plan, met.reopens, met.later) == (plan, False, max(2011, clock.today().year))
    assert met.openers == tuple(each.user.name for each in (*leaders, above))
    met = queries.addition_to(taby, 2010, leaders[0].actor)
    assert (met.reopens, met.refusal, met.openers) == (True, None, ())


def test_a_later_plan_is_offered_while_it_takes_activities(taby):
    plans.plan(adopted=True)
    leader, later = people.actor(), max(2011, clock.today().year)
    plan = plans.plan(year=later)
    assert queries.addition_to(taby, 2010, leader).later == later
    Plan.objects.filter(pk=plan.pk).delete()
    plans.plan(year=later, adopted=True)
    assert queries.addition_to(taby, 2010, leader).later is None


def test_a_draft_takes_it_and_a_plan_to_begin_can_bring_the_old_along(taby):
    leader = people.actor()
    plans.plan(year=2009, activities=2)
    met = queries.addition_to(taby, 2010, leader)
    assert (met.plan, met.left, met.is_adopted) == (None, 2, False)
    plan = plans.plan()
    met = queries.addition_to(taby, 2010, leader)
    assert (met.plan, met.left, met.is_adopted, met.later) == (plan, 0, False, None)
