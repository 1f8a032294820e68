"""When a course is whole, and what a certificate is worth."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.competence.enums import CertificateState, Revocation
from brygga.competence.rules.certificates import (
    DayThere,
    Earlier,
    completed_on,
    completion,
    counted_until,
    is_renewed_by,
    missing_days,
    refuse_revoke,
    state_of,
    valid_until,
)


def on(day):
    return date(2010, 11, day)


def days(*pairs, held=1):
    return [DayThere(on(day), number, held) for day, number in pairs]


def test_all_days_of_one_round_make_a_course_whole():
    assert completion(days((18, 1), (19, 2), (24, 3), (25, 4)), 4)


def test_a_day_taken_in_another_round_counts():
    found = completion([*days((18, 1), (19, 2), (25, 4)), *days((28, 3), held=2)], 4)
    assert [day.number for day in found] == [1, 2, 4, 3]
    assert completed_on(found) == on(28)


def test_three_of_four_days_are_not_enough():
    assert completion(days((18, 1), (19, 2), (25, 4)), 4) == ()


def test_a_course_without_days_has_no_certificate():
    assert completion(days((18, 1)), None) == ()


def test_a_day_taken_twice_counts_the_first_time():
    found = completion(days((18, 1), (19, 2), (20, 1)), 2)
    assert completed_on(found) == on(19)


def test_days_counted_once_make_no_second_certificate():
    assert completion(days((18, 1), (19, 2)), 2, after=on(19)) == ()
    assert completion(days((18, 1), (19, 2), (24, 1), (25, 2)), 2, after=on(19))


@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(1, 5)), max_size=12),
    st.integers(1, 4),
    st.one_of(st.none(), st.integers(1, 28)),
)
def test_a_course_is_whole_exactly_when_every_day_was_taken(pairs, needed, after):
    bound = on(after) if after else None
    found = completion(days(*pairs), needed, after=bound)
    taken = {number for day, number in pairs if after is None or day > after}
    assert bool(found) == (set(range(1, needed + 1)) <= taken)
    assert [day.number for day in sorted(found, key=lambda day: day.number)] == (
        list(range(1, needed + 1)) if found else []
    )


def test_a_day_is_missing_when_it_was_only_taken_later():
    assert missing_days(days((18, 1), (25, 2)), 2, until=on(20)) == [2]


def test_a_certificate_revoked_by_hand_uses_up_the_days_until_then():
    by_hand = Earlier(on(19), None, on(22), Revocation.BY_HAND)
    assert counted_until([by_hand]) == on(22)
    assert counted_until([Earlier(on(19), None, on(22))]) == on(22)


def test_one_revoked_because_of_a_correction_comes_back_when_that_is_put_right():
    assert counted_until([Earlier(on(19), None, on(22), Revocation.CORRECTED)]) is None


def test_what_a_standing_certificate_rests_on_is_used():
    assert counted_until([Earlier(on(19))]) == on(19)


def test_a_certificate_for_ever_is_not_renewed():
    assert not is_renewed_by([Earlier(on(19))])
    assert is_renewed_by([Earlier(on(19), on(25))])
    assert is_renewed_by([])


@pytest.mark.parametrize(
    ("issued", "months", "until"),
    [
        (date(2010, 11, 25), 24, date(2012, 11, 25)),
        (date(2010, 12, 31), 2, date(2011, 2, 28)),
        (date(2012, 2, 29), 12, date(2013, 2, 28)),
        (date(2010, 11, 25), None, None),
    ],
)
def test_a_certificate_holds_to_the_same_day_so_many_months_later(issued, months, until):
    assert valid_until(issued, months) == until


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (Earlier(on(1)), CertificateState.VALID),
        (Earlier(on(1), on(20)), CertificateState.VALID),
        (Earlier(on(1), on(19)), CertificateState.EXPIRED),
        (Earlier(on(1), on(19), on(2), Revocation.BY_HAND), CertificateState.REVOKED),
        (Earlier(on(1), on(19), on(2)), CertificateState.REVOKED),
        (Earlier(on(1), on(19), on(2), Revocation.RENEWED), CertificateState.RENEWED),
    ],
)
def test_a_certificate_is_worth_what_its_days_say(one, state):
    assert state_of(one, on(20)) == state


def test_revoking_takes_a_reason_and_happens_once():
    assert refuse_revoke(Earlier(on(1)), " ") is not None
    assert refuse_revoke(Earlier(on(1), None, on(2)), "Fel person") is not None
    assert refuse_revoke(Earlier(on(1)), "Fel person") is None
