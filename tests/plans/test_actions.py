"""Each write: its effect, its row in the log, its refusal, and that a refusal changes nothing."""

from datetime import date, timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.db import transaction
from django.utils.translation import override

from brygga import clock
from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.plans import actions
from brygga.plans.actions import ActivityValues, Decision
from brygga.plans.enums import ActivityStatus, PlanStatus
from brygga.plans.models import Activity, Plan, PlanStep, Priority
from tests.builders import people, plans

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def logged():
    return list(Event.objects.order_by("pk").values_list("kind", "path"))


def refused(act):
    """Run what must be refused; give the reason. Nothing may be written to the log."""
    before = logged()
    with pytest.raises(Refused) as caught, transaction.atomic():
        act()
    assert logged() == before
    return caught.value.refusal.reason


def decision(**fields):
    fields.setdefault("provision", plans.provision())
    fields.setdefault("group", people.group("0160"))
    fields.setdefault("decided_on", date(2010, 8, 26))
    return Decision(why="Barnen först.", **fields)


def decide(by=None, **fields):
    by = by or people.actor()
    place = people.place("0160")
    return actions.decide_priority(place=place, year=2010, decision=decision(**fields), by=by)


def values(**fields):
    fields.setdefault("title", "Fråga om barn vid varje nybesök")
    fields.setdefault("owner", "Processledaren")
    fields.setdefault("due_on", date(2010, 11, 30))
    return ActivityValues(**fields)


def test_a_priority_is_decided():
    by = people.actor()
    priority = decide(by)
    assert priority.slug == "0160-2010-policy-3"
    assert priority.why == "Barnen först."
    assert logged() == [("plans.priority.decided", "00/01/0160/")]
    assert Event.objects.get().actor_id == by.user_id


def test_a_provision_is_decided_once_a_year_until_it_is_withdrawn():
    first = decide()
    assert "already" in refused(decide)
    actions.withdraw_priority(priority=first, by=people.actor())
    again = decide()
    assert again.slug == "0160-2010-policy-3-2"
    assert Priority.objects.count() == 2


def test_a_group_beside_cannot_decide_and_nobody_can_decide_tomorrow():
    beside = people.group("0162")
    assert "group" in refused(lambda: decide(group=beside))
    tomorrow = clock.today() + timedelta(days=1)
    assert "day" in refused(lambda: decide(decided_on=tomorrow))
    assert not Priority.objects.exists()


def test_the_countys_group_decides_for_a_municipality():
    assert decide(group=people.group("01")).pk


def test_a_priority_is_withdrawn_once():
    priority = plans.priority()
    by = people.actor()
    changed = actions.withdraw_priority(priority=priority, by=by)
    assert changed.withdrawn_on == clock.today()
    assert logged() == [("plans.priority.withdrawn", "00/01/0160/")]
    # The page of the second was read before the first pressed the button.
    assert "already" in refused(lambda: actions.withdraw_priority(priority=priority, by=by))


def test_a_plan_is_started_once():
    by, place = people.actor(), people.place("0160")
    plan = actions.start_plan(place=place, year=2010, by=by)
    assert (plan.status, plan.activities.count()) == (PlanStatus.DRAFT, 0)
    assert logged() == [("plans.plan.started", "00/01/0160/")]
    assert "already" in refused(lambda: actions.start_plan(place=place, year=2010, by=by))


def test_a_new_plan_brings_along_what_last_years_left():
    old = plans.plan(year=2009, adopted=True)
    guideline = plans.provision()
    owner = people.user()
    left = plans.activity(
        old,
        provisions=[guideline],
        status=ActivityStatus.ONGOING,
        cost=Decimal(500),
        owner_user=owner,
        notes="minns",
    )
    later = plans.activity(old, due_on=date(2010, 3, 1))
    plans.activity(old, status=ActivityStatus.DONE)
    plans.activity(old, status=ActivityStatus.DROPPED)
    plan = actions.start_plan(
        place=people.place("0160"), year=2010, by=people.actor(), carry_over=True
    )
    copies = {each.title: each for each in plan.activities.all()}
    assert set(copies) == {left.title, later.title}
    copy = copies[left.title]
    assert (copy.status, copy.due_on) == (ActivityStatus.ONGOING, date(2010, 12, 31))
    assert (copy.cost, copy.owner_user, copy.notes) == (Decimal(500), owner, "minns")
    assert list(copy.provisions.all()) == [guideline]
    assert "2009" in copy.steps.get().note
    assert copies[later.title].due_on == date(2010, 3, 1)
    assert old.activities.count() == 4


def test_an_activity_is_written_into_a_draft_with_its_first_step():
    by, guideline = people.actor(), plans.provision()
    plan = plans.plan()
    activity = actions.save_activity(
        plan=plan, activity=None, values=values(provisions=[guideline]), by=by
    )
    assert activity.slug == "0160-2010-fraga-om-barn-vid-varje-nybesok"
    assert list(activity.provisions.all()) == [guideline]
    assert (activity.steps.get().status, activity.steps.get().by_id) == ("planned", by.user_id)
    assert logged() == [("plans.activity.saved", "00/01/0160/")]
    twin = actions.save_activity(plan=plan, activity=None, values=values(), by=by)
    assert twin.slug == "0160-2010-fraga-om-barn-vid-varje-nybesok-2"


def test_changing_an_activity_leaves_its_status_and_history():
    activity = plans.activity(plans.plan(), status=ActivityStatus.ONGOING)
    changed = actions.save_activity(
        plan=activity.plan, activity=activity, values=values(cost=Decimal(12)), by=people.actor()
    )
    assert (changed.pk, changed.slug, changed.status) == (activity.pk, activity.slug, "ongoing")
    assert (changed.title, changed.cost) == (values().title, Decimal(12))
    assert changed.steps.count() == 1


def test_an_adopted_plan_takes_no_change_and_no_new_activity():
    plan = plans.plan(adopted=True, activities=1)
    activity = plan.activities.get()
    for which in (None, activity):
        reason = refused(
            lambda which=which: actions.save_activity(
                plan=plan, activity=which, values=values(), by=people.actor()
            )
        )
        assert "adopted" in reason
    assert Activity.objects.get().title == activity.title


def test_an_activity_is_not_due_before_the_year():
    early = values(due_on=date(2009, 12, 31))
    plan = plans.plan()
    refused(
        lambda: actions.save_activity(plan=plan, activity=None, values=early, by=people.actor())
    )
    assert not Activity.objects.exists()


def test_from_a_gap_the_first_activity_begins_the_plan_too():
    by, place = people.actor(), people.place("0160")
    first = actions.begin_activity(place=place, year=2010, values=values(), by=by)
    second = actions.begin_activity(place=place, year=2010, values=values(title="Två"), by=by)
    assert first.plan == second.plan
    assert [kind for kind, _path in logged()] == [
        "plans.plan.started",
        "plans.activity.saved",
        "plans.activity.saved",
    ]


def test_a_refused_first_activity_leaves_no_empty_plan_behind():
    early = values(due_on=date(2009, 1, 1))
    place = people.place("0160")
    refused(lambda: actions.begin_activity(place=place, year=2010, values=early, by=people.actor()))
    assert not Plan.objects.exists()


def test_the_first_activity_brings_last_years_unfinished_along_when_asked():
    plans.plan(year=2009, adopted=True, activities=2)
    first = actions.begin_activity(
        place=people.place("0160"), year=2010, values=values(), by=people.actor(), carry_over=True
    )
    assert first.plan.activities.count() == 3


def add_to_adopted(plan, *, reason="Ett glapp till", by=None, **fields):
    by = by or people.actor()
    return actions.reopen_for_activity(plan=plan, reason=reason, values=values(**fields), by=by)


def test_an_activity_opens_the_adopted_plan_it_goes_into():
    plan, by = plans.plan(adopted=True, activities=1), people.actor()
    activity = add_to_adopted(plan, by=by, provisions=[plans.provision()])
    plan.refresh_from_db()
    assert (plan.status, plan.adopted_by, plan.activities.count()) == (PlanStatus.DRAFT, None, 2)
    assert activity.provisions.get().number == "3"
    step = plan.steps.get()
    assert (step.status, step.reason, step.by_id) == ("draft", "Ett glapp till", by.user_id)
    assert logged() == [
        ("plans.plan.reopened", "00/01/0160/"),
        ("plans.activity.saved", "00/01/0160/"),
    ]
    assert set(Event.objects.values_list("actor_id", flat=True)) == {by.user_id}


def test_without_a_reason_or_the_right_the_adopted_plan_stays_as_it_is():
    plan = plans.plan(adopted=True)
    keeps_plans = people.actor("county-coordinator", "01")
    assert "Write why" in refused(lambda: add_to_adopted(plan, reason=" "))
    assert "may adopt" in refused(lambda: add_to_adopted(plan, by=keeps_plans))
    plan.refresh_from_db()
    assert (plan.status, plan.activities.count()) == (PlanStatus.ADOPTED, 0)


def test_an_activity_that_is_refused_leaves_the_plan_adopted():
    plan = plans.plan(adopted=True)
    refused(lambda: add_to_adopted(plan, due_on=date(2009, 12, 31)))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ADOPTED
    assert not PlanStep.objects.exists()


def test_a_plan_that_somebody_else_has_opened_meanwhile_only_gets_the_activity():
    stale = plans.plan(adopted=True)
    actions.reopen_plan(plan=stale, reason="Fel datum", by=people.actor())
    add_to_adopted(stale, by=people.actor("county-coordinator", "01"))
    assert [step.reason for step in PlanStep.objects.all()] == ["Fel datum"]
    assert Activity.objects.get().plan == stale


def test_a_move_is_kept_in_the_history_also_when_the_plan_is_adopted():
    activity = plans.plan(adopted=True, activities=1).activities.get()
    by = people.actor()
    actions.move_activity(activity=activity, to="dropped", note=" Ingen tid ", by=by)
    step = activity.steps.last()
    assert (step.status, step.note, step.by_id) == ("dropped", "Ingen tid", by.user_id)
    activity.refresh_from_db()
    assert activity.status == ActivityStatus.DROPPED
    assert logged() == [("plans.activity.moved", "00/01/0160/")]
    assert Event.objects.get().detail == {"to": "dropped"}


def test_a_refused_move_changes_nothing():
    activity = plans.plan(activities=1).activities.get()
    by = people.actor()
    refused(lambda: actions.move_activity(activity=activity, to="dropped", note="", by=by))
    activity.refresh_from_db()
    assert (activity.status, activity.steps.count()) == ("planned", 1)


def test_notes_are_written_in_an_adopted_plan_too():
    activity = plans.plan(adopted=True, activities=1).activities.get()
    actions.save_notes(activity=activity, notes="Ring rektorn", by=people.actor())
    activity.refresh_from_db()
    assert activity.notes == "Ring rektorn"
    assert logged() == [("plans.activity.saved", "00/01/0160/")]
    assert "rektorn" not in str(Event.objects.get().detail)


def adopt(plan, **fields):
    fields.setdefault("group", people.group("0160"))
    fields.setdefault("adopted_on", date(2010, 9, 1))
    return actions.adopt_plan(plan=plan, by=fields.pop("by", None) or people.actor(), **fields)


def test_a_plan_is_adopted_by_a_group_on_a_day():
    group = people.group("01")
    plan = adopt(plans.plan(activities=1), group=group)
    plan.refresh_from_db()
    assert (plan.status, plan.adopted_by, plan.adopted_on) == (
        PlanStatus.ADOPTED,
        group,
        date(2010, 9, 1),
    )
    assert logged() == [("plans.plan.adopted", "00/01/0160/")]
    assert PlanStep.objects.get().status == PlanStatus.ADOPTED


def test_an_empty_plan_and_a_strange_group_are_refused():
    plan = plans.plan()
    assert "empty" in refused(lambda: adopt(plan))
    plans.activity(plan)
    strange = people.group("0162")
    assert "group" in refused(lambda: adopt(plan, group=strange))
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


def test_an_adopted_plan_is_opened_again_with_a_reason_that_is_kept():
    plan = plans.plan(adopted=True, activities=1)
    by = people.actor()
    refused(lambda: actions.reopen_plan(plan=plan, reason="", by=by))
    actions.reopen_plan(plan=plan, reason="Fel datum", by=by)
    plan.refresh_from_db()
    assert (plan.status, plan.adopted_by, plan.adopted_on) == (PlanStatus.DRAFT, None, None)
    assert PlanStep.objects.get().reason == "Fel datum"
    assert logged() == [("plans.plan.reopened", "00/01/0160/")]


def test_what_was_read_before_the_plan_was_adopted_is_not_believed():
    """Two people at once: one adopts, the other still has the draft's page open."""
    stale = plans.plan(activities=1)
    adopt(Plan.objects.get(pk=stale.pk))
    assert stale.status == PlanStatus.DRAFT
    change = {"plan": stale, "activity": None, "values": values(), "by": people.actor()}
    refused(lambda: actions.save_activity(**change))
    refused(lambda: adopt(stale))
    # Without reading it anew the change slips into what was adopted.
    with patch("brygga.plans.actions.activities.locked", lambda plan: plan):
        actions.save_activity(**change)
    assert Plan.objects.get().activities.count() == 2


def test_two_who_move_at_once_do_not_overwrite_each_other():
    stale = plans.plan(activities=1).activities.get()
    by = people.actor()
    fresh = Activity.objects.get(pk=stale.pk)
    actions.move_activity(activity=fresh, to="done", note="", by=by)
    # "Planned" could be dropped; what it has become cannot.
    refused(lambda: actions.move_activity(activity=stale, to="dropped", note="nej", by=by))
    assert Activity.objects.get().status == ActivityStatus.DONE
