"""Who answers where, and what was said over time."""

from datetime import date

import pytest

from brygga.offer.enums import Answering
from brygga.offer.queries.responsibilities import (
    charges_for,
    in_force_at,
    responsibilities_over_time,
)
from tests.builders import offer as build
from tests.builders import people

pytestmark = pytest.mark.django_db
TODAY = build.TODAY


@pytest.mark.parametrize("number", [1, 3])
def test_one_question_however_many(number, django_assert_num_queries):
    kinds = [build.intervention() for _ in range(number)]
    for each in kinds:
        build.responsibility(each)
    places = [people.place(code) for code in ("0160", "0162", "0184")[:number]]
    with django_assert_num_queries(1):
        charges = charges_for(places, TODAY)
    found = [charges.answers(place, each.pk) for place in places for each in kinds]
    assert found == [Answering.ONE] * number * number


def test_history_goes_from_the_nation_down_oldest_first():
    what = build.intervention()
    build.responsibility(what, at="0160", valid_from=date(2020, 1, 1))
    build.responsibility(what, at="00", valid_from=date(2025, 7, 1))
    build.responsibility(what, at="00", valid_to=date(2025, 6, 30))
    found = [(row.place.code, row.valid_from) for row in responsibilities_over_time(what)]
    assert found == [("00", None), ("00", date(2025, 7, 1)), ("0160", date(2020, 1, 1))]


def test_what_a_place_says_itself_on_a_day():
    what, county = build.intervention(), people.place("01")
    build.responsibility(what, at="00")
    build.responsibility(what, valid_to=date(2026, 1, 1))
    now = build.responsibility(what, valid_from=date(2026, 1, 2))
    assert in_force_at(what, county, TODAY) == [now]
