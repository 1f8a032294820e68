"""What the hall asks: what waits in order, one's roles, whether the site is ready."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.kernel.waiting import Waiting
from brygga.portal import queries
from tests.builders import people, plans

pytestmark = pytest.mark.django_db


def waiting(text, due_on=None, place="Täby"):
    return Waiting(text=text, url="/", due_on=due_on, place=place)


def test_the_most_urgent_comes_first_and_what_has_no_day_last():
    followup = [waiting("b"), waiting("first", date(2010, 1, 1))]
    ours = [waiting("second", date(2010, 2, 1)), waiting("a")]
    with (
        patch.object(queries, "waiting_in_followup", lambda actor: followup),
        patch.object(queries, "waiting_in_plans", lambda actor: ours),
    ):
        found = queries.waiting_for(people.actor())
    assert [each.text for each in found] == ["first", "second", "a", "b"]


def test_nothing_waits_for_a_visitor_and_nobody_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.waiting_for(VISITOR) == []
        assert queries.grants_of(VISITOR) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_roles_that_hold_today(number, django_assert_num_queries):
    person = people.person("local-process-leader", "0160")
    for code in ("0162", "0163")[: number - 1]:
        people.grant(person.user, "evaluator", code)
    yesterday = clock.today() - timedelta(days=1)
    people.grant(person.user, "evaluator", "0180", valid_to=yesterday)
    with django_assert_num_queries(1):
        told = [(str(each.role), each.place.name) for each in queries.grants_of(person.actor)]
    assert len(told) == number
    assert told[0] == ("Lokal processledare", "Täby")


def test_whether_somebody_has_a_second_step():
    assert queries.has_second_factor(people.user())
    assert not queries.has_second_factor(people.user(second_factor=False))


def test_demo_accounts_by_the_role_they_try():
    somebody = people.user(is_demo=True)
    people.grant(somebody, "national-office", "00")
    people.national()
    closed = people.user(is_demo=True, is_active=False)
    people.grant(closed, "evaluator", "00")
    found = queries.demo_grants()
    assert {role: grant.user for role, grant in found.items()} == {"national-office": somebody}


def test_what_a_search_robot_may_find():
    plans.provision()
    codes = queries.public_places()
    assert codes[:2] == ["00", "01"]
    assert len(codes) == 312
    assert queries.public_documents(VISITOR) == ["policy"]
    assert [each.number for each in queries.public_provisions(VISITOR)] == ["3"]


def test_the_site_is_ready_when_the_database_answers_and_is_migrated():
    assert queries.not_ready() == ""
    with patch.object(queries, "MigrationExecutor", side_effect=OperationalError):
        assert "does not answer" in queries.not_ready()
    with patch.object(queries.MigrationExecutor, "migration_plan", return_value=["0002"]):
        assert "migrated" in queries.not_ready()
