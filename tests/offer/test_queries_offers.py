"""What is offered on a day, as it was known that day."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from brygga.offer.enums import Freshness, OfferState
from brygga.offer.queries import offers_of, waiting_times
from brygga.offer.queries.pages import directory_of, interventions, offer_page, support_in
from tests.builders import coverage, people
from tests.builders import offer as build

pytestmark = pytest.mark.django_db
TODAY = build.TODAY


def slugs(rows):
    return {each.offer.slug for each in rows}


def test_a_countys_offer_reaches_each_of_its_places_and_no_other():
    build.offer(slug="lan", serves=["01"])
    build.offer(slug="taby", serves=["0160"])
    assert slugs(offers_of(people.place("0160"), TODAY)) == {"lan", "taby"}
    assert slugs(offers_of(people.place("0162"), TODAY)) == {"lan"}
    assert slugs(offers_of(people.place("1280"), TODAY)) == set()
    assert slugs(offers_of(people.place("01"), TODAY)) == {"lan"}
    assert slugs(offers_of(people.place("01"), TODAY, below=True)) == {"lan", "taby"}


def test_an_offer_that_serves_two_places_is_told_once():
    build.offer(slug="bada", serves=["01", "0160"])
    found = offers_of(people.place("0160"), TODAY)
    assert [each.offer.slug for each in found] == ["bada"]
    assert found[0].serves(people.place("0162"))


@pytest.mark.parametrize(
    ("days", "is_there"),
    [
        ({"begins_on": TODAY}, True),
        ({"ends_on": TODAY}, True),
        ({"begins_on": TODAY + timedelta(days=1)}, False),
        ({"ends_on": TODAY - timedelta(days=1)}, False),
        ({}, True),
    ],
)
def test_only_what_holds_that_day(days, is_there):
    build.offer(**days)
    assert bool(offers_of(people.place("0160"), TODAY)) is is_there


def test_it_is_told_as_it_was_known_that_day():
    build.offer(
        verified=[date(2025, 1, 10), date(2026, 10, 1)],
        wait=[(date(2025, 1, 10), 40), (date(2026, 10, 1), 12)],
    )
    [now] = offers_of(people.place("0160"), TODAY)
    [then] = offers_of(people.place("0160"), date(2025, 6, 1))
    [before] = offers_of(people.place("0160"), date(2024, 6, 1))
    assert (now.waiting_days, now.freshness) == (12, Freshness.FRESH)
    assert (then.waiting_days, then.verified_on) == (40, date(2025, 1, 10))
    assert (before.waiting_days, before.freshness) == (None, Freshness.NEVER)


def test_a_wait_that_is_old_is_shown_and_not_reckoned_with():
    build.offer(verified=TODAY, wait=[(date(2024, 1, 1), 90)])
    [now] = offers_of(people.place("0160"), TODAY)
    assert (now.waiting_days, now.wait_is_old, now.told.days) == (90, True, None)


@pytest.mark.parametrize("number", [1, 3])
def test_one_offer_costs_what_three_do(number, django_assert_num_queries):
    for _ in range(number):
        build.offer(verified=TODAY, wait=7, serves=["0160", "0162"])
    place = people.place("0160")
    with django_assert_num_queries(2):
        assert len(offers_of(place, TODAY)) == number
    with django_assert_num_queries(4):
        assert len(directory_of(place, TODAY).own) == number
    with django_assert_num_queries(2):
        assert len(support_in(place, TODAY)) == number
    with django_assert_num_queries(1):
        assert len(waiting_times(place)) == number
    with django_assert_num_queries(1):
        assert len(interventions(TODAY)) == number


def test_the_directory_tells_ours_from_others_and_what_has_ended():
    build.offer(slug="vart", verified=TODAY)
    build.offer(slug="gammalt", verified=date(2020, 1, 1))
    build.offer(slug="aldrig")
    build.offer(slug="slut", ends_on=date(2026, 1, 1))
    build.offer(slug="andras", at="0162", serves=["01"])
    shown = directory_of(people.place("0160"), TODAY)
    assert slugs(shown.own) == {"vart", "gammalt", "aldrig"}
    assert slugs(shown.ended) == {"slut"}
    assert slugs(shown.others) == {"andras"}
    assert [each.offer.slug for each in shown.to_check] == ["aldrig", "gammalt"]


def test_what_one_may_seek_oneself_comes_first_then_what_is_near_and_sure():
    build.offer(slug="remiss", by_referral=True, verified=TODAY, wait=1)
    build.offer(slug="gammal", verified=date(2020, 1, 1), wait=0)
    build.offer(slug="sen", verified=TODAY, wait=40)
    build.offer(slug="snar", verified=TODAY, wait=3)
    found = [each.offer.slug for each in support_in(people.place("0160"), TODAY)]
    assert found == ["snar", "sen", "gammal", "remiss"]


def test_a_municipality_shows_what_its_districts_have():
    people.place("bromma")
    build.offer(slug="bromma", at="bromma", where=coverage.unit(at="bromma"), serves=["bromma"])
    [found] = support_in(people.place("0180"), TODAY)
    assert not found.serves(people.place("0180"))


def test_waits_over_time_between_days_and_of_one_intervention():
    what = build.intervention("met")
    told = [(date(2025, 1, 1), 30), (date(2026, 1, 1), 20), (date(2026, 6, 1), 10)]
    build.offer(what, wait=told, ends_on=date(2026, 7, 1))
    build.offer(wait=[(date(2026, 2, 1), 99)])
    place = people.place("0160")
    found = waiting_times(place, first=date(2026, 1, 1), last=date(2026, 5, 31), intervention="met")
    assert [each.days for each in found] == [20]
    assert [each.days for each in waiting_times(place)] == [30, 20, 99, 10]


def test_an_offers_page_has_its_history_newest_first():
    made = build.offer(
        verified=[date(2026, 1, 1), date(2026, 6, 1)],
        wait=[(date(2026, 1, 1), 30), (date(2026, 6, 1), 10)],
    )
    shown = offer_page(made.slug, TODAY)
    assert [each.verified_on.month for each in shown.verifications] == [6, 1]
    assert [each.days for each in shown.waits] == [10, 30]
    assert shown.longest == 30
    assert shown.now.state == OfferState.CURRENT
    with pytest.raises(Http404):
        offer_page("finns-inte", TODAY)
