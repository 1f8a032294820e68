"""What waits for those who keep the directory."""

from datetime import timedelta

import pytest

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.offer.queries.choices import role_words
from brygga.offer.queries.waiting import waiting_for
from tests.builders import offer as build
from tests.builders import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_what_nobody_has_checked_for_long_waits_for_the_place(number, django_assert_num_queries):
    today = clock.today()
    for _ in range(number):
        build.offer(verified=today - timedelta(days=400))
    build.offer(verified=today)
    build.offer(ends_on=today - timedelta(days=1))
    build.offer(at="0162")
    actor = people.actor("unit-head", "0160")
    with django_assert_num_queries(1):
        [found] = waiting_for(actor)
    assert str(number) in found.text
    assert (found.place, found.url) == ("Täby", "/utbud/0160/#kontrollera")


def test_whoever_helps_a_county_is_not_told_of_each_place(django_assert_num_queries):
    build.offer()
    for actor in (people.county().actor, people.outsider().actor, VISITOR):
        with django_assert_num_queries(0):
            assert waiting_for(actor) == []


def test_a_check_is_signed_with_a_role_and_never_a_name():
    head = people.person("unit-head", "0160", name="Anna Hemlig")
    assert role_words(head.actor, "00/01/0160/") == "Enhetschef, Täby"
    assert role_words(head.actor, "00/01/0162/") == ""
    assert role_words(people.actor("evaluator", "01"), "00/01/0160/") == ""
    assert role_words(VISITOR, "00/01/0160/") == ""
