"""Who reaches what: inside, beside, above and outside the branch; list and object together."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from brygga.access.actor import VISITOR
from brygga.followup.enums import RoundStatus
from brygga.followup.permissions import (
    ANSWER,
    EDIT_QUESTION,
    EDIT_ROUND,
    PLAN_ROUND,
    REMIND,
    REMIND_IN_ROUND,
    REVIEW_MAPPING,
    SETTLE_JOINT,
    SUBMIT_MAPPING,
    VIEW_MAPPING,
    VIEW_ROUND,
    WRITE_REPORT,
    sides_of,
)
from tests.builders import people
from tests.builders.followup import HEALTH, SOCIAL, a_round, mapping, question
from tests.builders.people import place

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return {
        "national": people.national().actor,
        "county": people.county().actor,
        "coordinator": people.actor("county-coordinator", "01"),
        "leader": people.municipality().actor,
        "social": people.actor("consultation-member", "0160", side="social_services"),
        "health": people.actor("consultation-member", "0160", side="health_care"),
        "steering": people.actor("steering-group-member", "0160"),
        "evaluator": people.actor("evaluator", "01"),
        "beside": people.municipality("0163").actor,
        "outsider": people.outsider().actor,
        "visitor": VISITOR,
    }


def outcomes(rule, who, row):
    """What each is answered; the list, the single object and `allows` must agree."""
    found = {}
    for name, actor in who.items():
        try:
            rule.get(actor, pk=row.pk)
        except PermissionDenied:
            found[name] = 403
        except Http404:
            found[name] = 404
        else:
            found[name] = 200
        listed = row in rule.visible(actor)
        assert listed == (found[name] == 200) == rule.allows(actor, row), name
    return found


def reached(rule, who, row):
    return {name for name, answer in outcomes(rule, who, row).items() if answer == 200}


INSIDE = {
    "national",
    "county",
    "coordinator",
    "leader",
    "social",
    "health",
    "steering",
    "evaluator",
}
OUTSIDE = {"beside", "outsider", "visitor"}


@pytest.mark.parametrize(
    ("rule", "may"),
    [
        (VIEW_MAPPING, INSIDE),
        (ANSWER[SOCIAL], {"national", "county", "coordinator", "leader", "social"}),
        (ANSWER[HEALTH], {"national", "county", "coordinator", "leader", "health"}),
        (SETTLE_JOINT, {"national", "county", "coordinator", "leader", "social", "health"}),
        (SUBMIT_MAPPING, {"national", "county", "coordinator", "leader"}),
        (REVIEW_MAPPING, {"national", "county"}),
        (REMIND, {"national", "county", "coordinator"}),
    ],
    ids=["view", "social", "health", "settle", "submit", "review", "remind"],
)
def test_a_mapping(who, rule, may):
    found = outcomes(rule, who, mapping())
    assert {name for name, answer in found.items() if answer == 200} == may
    assert {name for name, answer in found.items() if answer == 403} == INSIDE - may
    assert {name for name, answer in found.items() if answer == 404} == OUTSIDE


def test_an_open_round_is_seen_by_all_in_the_county_and_no_others(who):
    found = reached(VIEW_ROUND, who, a_round())
    assert found == INSIDE | {"beside"}


def test_a_round_being_prepared_is_seen_by_the_county_only(who):
    found = reached(VIEW_ROUND, who, a_round(status=RoundStatus.DRAFT))
    assert found == {"national", "county", "coordinator", "evaluator"}


def test_a_round_is_changed_by_who_leads_the_county(who):
    round_ = a_round()
    found = outcomes(EDIT_ROUND, who, round_)
    assert {name for name, answer in found.items() if answer == 200} == {"national", "county"}
    assert found["leader"] == 403
    assert found["outsider"] == found["visitor"] == 404


def test_a_question_is_changed_by_who_leads_the_county(who):
    found = outcomes(EDIT_QUESTION, who, question(a_round(questions=0)))
    assert {name for name, answer in found.items() if answer == 200} == {"national", "county"}
    assert found["evaluator"] == 403
    assert found["leader"] == found["outsider"] == 404


def test_a_round_is_planned_in_ones_own_county(who):
    assert reached(PLAN_ROUND, who, place("01")) == {"national", "county"}
    assert reached(PLAN_ROUND, who, place("0160")) == set()
    assert reached(PLAN_ROUND, who, place("12")) == {"national", "outsider"}


def test_reminding_in_a_round(who):
    found = outcomes(REMIND_IN_ROUND, who, a_round())
    may = {"national", "county", "coordinator"}
    assert {name for name, answer in found.items() if answer == 200} == may
    assert found["leader"] == 403
    assert found["outsider"] == 404


def test_the_follow_up_is_written_by_the_county_and_its_editor(who):
    who["editor"] = people.actor("editor", "01")
    assert reached(WRITE_REPORT, who, place("01")) == {"national", "county", "editor"}


def test_the_sides_one_answers_for(who):
    path = place("0160").path
    assert sides_of(who["leader"], path) == [SOCIAL, HEALTH]
    assert sides_of(who["social"], path) == [SOCIAL]
    assert sides_of(who["health"], path) == [HEALTH]
    assert sides_of(who["steering"], path) == []
    assert sides_of(who["beside"], path) == []
