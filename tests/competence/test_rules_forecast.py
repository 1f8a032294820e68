"""What if: how long it takes until enough of the staff has the competence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.competence.rules.forecast import (
    MOST_MONTHS,
    Need,
    Pace,
    Situation,
    forecast,
    is_reached,
    next_course,
)

staffs = st.integers(1, 2000)


@given(staffs, staffs, st.lists(st.one_of(st.none(), st.integers(0, 130)), max_size=6))
def test_never_more_are_trained_than_there_are(staff, trained, trainers):
    months = forecast(Situation(staff, trained, trainers), Pace(2, 20, turnover=10, validity=24))
    assert all(0 <= month.trained <= staff for month in months)
    assert len(months) <= MOST_MONTHS + 1
    assert is_reached(months) or len(months) == MOST_MONTHS + 1


@given(staffs, st.integers(0, 6), st.integers(1, 4), st.integers(1, 30))
def test_with_nothing_lost_it_is_a_plain_division(staff, trainers, rounds, seats):
    months = forecast(Situation(staff, 0, [None] * trainers), Pace(rounds, seats))
    each = trainers * rounds * seats / 12
    wanted = 0.8 * staff
    if each * MOST_MONTHS < wanted:
        assert not is_reached(months)
    else:
        number = months[-1].number
        assert each * (number - 1) < wanted <= each * number + 1e-6 * staff


def test_without_trainers_it_is_never_reached():
    assert not is_reached(forecast(Situation(10, 0, []), Pace(2, 20)))


def test_where_nobody_works_nobody_is_trained():
    assert forecast(Situation(0, 0, [None]), Pace(2, 20))[-1].share == 0


def test_it_may_be_reached_today():
    assert [month.number for month in forecast(Situation(10, 8, []), Pace(1, 1))] == [0]


def test_a_trainer_whose_right_runs_out_teaches_no_more():
    months = forecast(Situation(100, 0, [2]), Pace(12, 10))
    assert [month.trained for month in months[:5]] == [0, 10, 20, 20, 20]
    assert [month.trainers for month in months[:5]] == [1, 1, 1, 0, 0]


def test_certificates_run_out_those_known_and_those_given_on_the_way():
    months = forecast(Situation(100, 30, [None], expiring=[5]), Pace(12, 10, validity=2))
    assert [month.trained for month in months[:5]] == [30, 35, 45, 45, 45]


@pytest.mark.parametrize("turnover", [0, 20])
def test_whoever_leaves_takes_it_along(turnover):
    months = forecast(Situation(120, 60, []), Pace(1, 1, turnover=turnover))
    assert months[1].trained == pytest.approx(60 - 60 * turnover / 100 / 12)


def test_a_place_without_a_trainer_comes_first_and_then_the_most_untrained():
    needs = [
        Need("Täby", 40, 10, 1),
        Need("Nacka", 20, 0, 0),
        Need("Sigtuna", 30, 5, 0),
        Need("Solna", 10, 12, 0),
    ]
    assert [need.name for need in next_course(needs)] == ["Sigtuna", "Nacka", "Täby"]
