"""Who counts as trained, and of how many."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.competence.rules import coverage as rules
from brygga.competence.rules.coverage import Staffing, Training
from brygga.kernel.suppression import Counts

DAY = date(2010, 12, 31)
POST = ("unit a", "nurse")


def training(**fields):
    given = {"person": 1, "course": 1, "post": POST, "sector": "addiction_care",
             "issued_on": date(2010, 11, 25)}  # fmt: skip
    return Training(**(given | fields))


def staffing(heads=10, on=date(2010, 9, 1), **fields):
    return Staffing(**({"post": POST, "sector": "addiction_care"} | fields),
                    counted_on=on, heads=heads)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"issued_on": DAY}, True),
        ({"issued_on": DAY + timedelta(days=1)}, False),
        ({"valid_to": DAY}, True),
        ({"valid_to": DAY - timedelta(days=1)}, False),
        ({"revoked_on": DAY}, False),
        ({"revoked_on": DAY + timedelta(days=1)}, True),
        ({"left_on": DAY}, True),
        ({"left_on": DAY - timedelta(days=1)}, False),
    ],
)
def test_trained_is_who_has_a_standing_certificate_and_is_still_in_post(fields, counts):
    assert rules.is_trained(training(**fields), DAY) is counts


def test_a_person_with_two_courses_counts_once():
    both = [training(), training(course=2)]
    assert rules.trained_on(both, {1: (), 2: ()}, DAY) == {POST: frozenset({1})}


def test_a_course_counts_only_those_it_is_for():
    audiences = {1: {("", "physician")}, 2: {("addiction_care", "")}}
    assert rules.trained_on([training()], audiences, DAY) == {}
    assert rules.trained_on([training(course=2)], audiences, DAY) == {POST: frozenset({1})}
    elsewhere = staffing(post=("unit b", "nurse"), sector="psychiatry")
    assert rules.staff_on([staffing(), elsewhere], {2: {("addiction_care", "")}}, DAY) == {
        POST: staffing()
    }


def test_the_latest_count_on_or_before_the_day_holds():
    counts = [staffing(7, DAY + timedelta(days=1)), staffing(9, DAY), staffing(5)]
    assert rules.staff_on(counts, {1: ()}, DAY)[POST].heads == 9


def test_unknown_staff_is_unknown_and_not_none():
    assert rules.counts_of(3, None) == Counts(aside=3)
    assert rules.counts_of(3, staffing(0)) == Counts(part=3, whole=0)


@pytest.mark.parametrize(("part", "whole", "says"), [(3, 2, True), (2, 2, False), (1, 0, True)])
def test_more_trained_than_staff_is_a_contradiction(part, whole, says):
    assert rules.contradicts(Counts(part, whole)) is says


@given(st.integers(0, 200), st.integers(1, 100))
def test_a_share_is_the_nearest_per_cent_and_is_never_capped(part, whole):
    share = rules.share_of(Counts(part, whole))
    assert abs(share * whole - 100 * part) * 2 <= whole
    assert (share > 100) <= (part > whole)


def test_nobody_in_post_has_no_share():
    assert rules.share_of(Counts(0, 0)) is None


@pytest.mark.parametrize(("part", "enough"), [(79, False), (80, True), (120, True)])
def test_four_in_five_is_enough(part, enough):
    assert rules.is_enough(Counts(part, 100)) is enough


def test_only_years_in_which_something_changed_are_shown_and_today():
    today = date(2014, 3, 1)
    changes = [date(2010, 5, 1), date(2010, 6, 1), date(2012, 1, 1), today, date(2015, 1, 1)]
    ends = [date(2010, 12, 31), date(2012, 12, 31), today]
    assert rules.days_to_show(changes, today) == ends
    assert rules.days_to_show([], today) == [today]
    assert rules.days_to_show(changes, today, most=2) == ends[1:]
