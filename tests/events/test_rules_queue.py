"""Who comes first."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.events.enums import QueueRule
from brygga.events.rules import Waiting, in_order, offer_expires

NOON = datetime(2010, 11, 1, 12, tzinfo=UTC)
A, B = (1, 1), (1, 2)


def waiting(number, *, minutes=0, **fields):
    usual = {"origin": A, "need": 0, "gathering": 1, "flexible": True}
    return Waiting(number, NOON + timedelta(minutes=minutes), **usual | fields)


def order(rule, rows, shares=None):
    return [each.id for each in in_order(rule, rows, Counter(shares or {}))]


def test_first_come_goes_by_time_and_then_by_number():
    rows = [waiting(3, minutes=1), waiting(2, minutes=2), waiting(9), waiting(4)]
    assert order("first_come", rows) == [4, 9, 3, 2]


def test_evening_out_begins_with_those_who_have_got_the_fewest():
    rows = [waiting(1), waiting(2, minutes=5, origin=B)]
    assert order("even", rows, {A: 3, B: 2}) == [2, 1]
    assert order("even", rows, {A: 2, B: 2}) == [1, 2]
    assert order("even", rows, {B: 1}) == [1, 2]


def test_need_goes_before_time():
    rows = [waiting(1, need=1), waiting(2, minutes=5, need=3), waiting(3, minutes=6, need=3)]
    assert order("need", rows) == [2, 3, 1]


def test_who_is_flexible_takes_any_round():
    assert waiting(1).wants(7)
    assert not waiting(1, flexible=False).wants(7)
    assert waiting(1, flexible=False).wants(1)


@pytest.mark.parametrize(("hours", "until"), [(72, 72), (200, 100)])
def test_an_offer_never_outlasts_the_beginning(hours, until):
    starts_at = NOON + timedelta(hours=100)
    found = offer_expires(now=NOON, hours=hours, starts_at=starts_at)
    assert found == NOON + timedelta(hours=until)


rows = st.lists(
    st.builds(
        waiting,
        st.integers(1, 10_000),
        minutes=st.integers(0, 5),
        origin=st.sampled_from([A, B]),
        need=st.integers(0, 3),
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


@given(rule=st.sampled_from(QueueRule.values), rows=rows, seed=st.randoms())
def test_the_order_does_not_hang_on_how_they_were_found(rule, rows, seed):
    mixed = list(rows)
    seed.shuffle(mixed)
    shares = {A: 2, B: 1}
    assert order(rule, mixed, shares) == order(rule, rows, shares)
    assert sorted(order(rule, rows, shares)) == sorted(each.id for each in rows)


@given(rows=rows)
def test_evening_out_one_at_a_time_leaves_nobody_two_behind_while_both_wait(rows):
    shares, left = Counter(), list(rows)
    while left:
        first = in_order("even", left, shares)[0]
        others = {each.origin for each in left} - {first.origin}
        assert all(shares[first.origin] <= shares[other] for other in others)
        shares[first.origin] += 1
        left.remove(first)
