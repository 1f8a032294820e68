"""What the database itself never lets be false."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from brygga.offer.enums import WayIn
from brygga.offer.models import OfferPlace
from tests.builders import coverage, people
from tests.builders import offer as build

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize(
    "wrong",
    [
        {"by_self": False},
        {"begins_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)},
        {"age_from": 20, "age_to": 10},
        {"age_to": 121},
    ],
)
def test_an_offer_that_cannot_be_is_refused(wrong):
    refused(lambda: build.offer(**wrong))


def test_a_unit_offers_the_same_to_the_same_once_at_a_time():
    what, where = build.intervention(), coverage.unit()
    build.offer(what, where=where, for_whom="Alla", ends_on=date(2026, 1, 1))
    build.offer(what, where=where, for_whom="Alla")
    refused(lambda: build.offer(what, where=where, for_whom="Alla"))


def test_each_day_and_each_place_once():
    made = build.offer(verified=build.TODAY, wait=7)
    refused(lambda: build.verification(made, build.TODAY))
    refused(lambda: build.waiting_time(made, build.TODAY))
    refused(lambda: OfferPlace.objects.create(offer=made, place=people.place("0160")))
    refused(lambda: build.waiting_time(made, date(2026, 1, 1), 3651))


def test_who_answers_from_always_is_said_once():
    what = build.intervention()
    build.responsibility(what)
    refused(lambda: build.responsibility(what))
    build.responsibility(what, valid_from=date(2026, 1, 1))
    refused(lambda: build.responsibility(what, valid_from=date(2026, 1, 1)))
    refused(
        lambda: build.responsibility(what, valid_from=date(2027, 1, 1), valid_to=date(2026, 1, 1))
    )


def test_the_ways_in_come_the_shortest_first():
    made = build.offer(by_decision=True, by_self=True)
    assert made.ways == (WayIn.SELF, WayIn.DECISION)
