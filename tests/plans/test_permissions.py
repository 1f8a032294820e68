"""Inside, beside, above and outside: the same answer for the list and for the single row."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from brygga.access.actor import VISITOR
from brygga.plans.permissions import (
    ADOPT_PLAN,
    EDIT_ACTIVITY,
    EDIT_PRIORITY,
    MOVE_ACTIVITY,
    PLAN_AT,
    PRIORITISE_AT,
    VIEW_ACTIVITY,
    VIEW_PLAN,
    VIEW_PRIORITY,
    is_inside,
)
from tests.builders import people, plans

pytestmark = pytest.mark.django_db


def answer(rule, actor, row):
    """What `get` says, having checked that the list and `allows` say the same."""
    listed = rule.visible(actor).filter(pk=row.pk).exists()
    assert rule.allows(actor, row) == listed
    try:
        rule.get(actor, pk=row.pk)
    except Http404:
        found = 404
    except PermissionDenied:
        found = 403
    else:
        found = 200
    assert listed == (found == 200)
    return found


@pytest.fixture
def everybody():
    """By where they stand; `member` sits in the place's consultation and writes no plan."""
    return {
        "inside": people.actor("local-process-leader", "0160"),
        "member": people.actor("consultation-member", "0160"),
        "steering": people.actor("steering-group-member", "0160"),
        "coordinator": people.actor("county-coordinator", "01"),
        "above": people.county().actor,
        "nation": people.national().actor,
        "beside": people.actor("local-process-leader", "0162"),
        "outside": people.outsider().actor,
        "visitor": VISITOR,
    }


def answers(rule, everybody, row):
    return {name: answer(rule, actor, row) for name, actor in everybody.items()}


OUTSIDE = {"beside": 404, "outside": 404, "visitor": 404}


def test_a_draft_is_read_by_those_inside_and_exists_for_nobody_else(everybody):
    draft = plans.plan(activities=1)
    inside = dict.fromkeys(everybody, 200) | OUTSIDE
    assert answers(VIEW_PLAN, everybody, draft) == inside
    assert answers(VIEW_ACTIVITY, everybody, draft.activities.get()) == inside


def test_an_adopted_plan_and_a_priority_are_everybodys(everybody):
    adopted = plans.plan(adopted=True, activities=1)
    anybody = dict.fromkeys(everybody, 200)
    assert answers(VIEW_PLAN, everybody, adopted) == anybody
    assert answers(VIEW_ACTIVITY, everybody, adopted.activities.get()) == anybody
    assert answers(VIEW_PRIORITY, everybody, plans.priority()) == anybody


def test_whoever_keeps_the_plan_changes_it(everybody):
    row = plans.plan(adopted=True, activities=1).activities.get()
    expected = dict.fromkeys(everybody, 200) | OUTSIDE | {"member": 403, "steering": 403}
    assert answers(EDIT_ACTIVITY, everybody, row) == expected
    assert answers(MOVE_ACTIVITY, everybody, row) == expected
    assert answers(PLAN_AT, everybody, people.place("0160")) == expected


def test_deciding_is_for_those_who_may_decide(everybody):
    draft = plans.plan()
    expected = dict.fromkeys(everybody, 200) | OUTSIDE | {"member": 403, "coordinator": 403}
    assert answers(ADOPT_PLAN, everybody, draft) == expected
    assert answers(EDIT_PRIORITY, everybody, plans.priority()) == expected
    assert answers(PRIORITISE_AT, everybody, people.place("0160")) == expected


def test_the_owner_moves_their_own_activity_while_they_work_with_the_place():
    member = people.person("consultation-member", "0160")
    stranger = people.person("consultation-member", "0162")
    draft = plans.plan()
    own = plans.activity(draft, owner_user=member.user)
    assert answer(MOVE_ACTIVITY, member.actor, own) == 200
    assert answer(EDIT_ACTIVITY, member.actor, own) == 403
    assert answer(MOVE_ACTIVITY, member.actor, plans.activity(draft)) == 403
    # Named as owner, but without any role at the place: their role there has ended.
    lost = plans.activity(draft, owner_user=stranger.user)
    assert answer(MOVE_ACTIVITY, stranger.actor, lost) == 404


def test_inside_is_whoever_works_with_the_place(everybody):
    place = people.place("0160")
    inside = {name for name, actor in everybody.items() if is_inside(actor, place)}
    assert inside == set(everybody) - set(OUTSIDE)
