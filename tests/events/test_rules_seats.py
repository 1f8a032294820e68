"""Whether there is a seat: arithmetic."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.events.enums import QuotaBy
from brygga.events.rules import (
    QuotaState,
    Somebody,
    counts,
    free_seats,
    refuse_capacity,
    refuse_seat,
    seats_kept,
)

ANNA = Somebody("00/01/0160/", "kommun-0160", "social_worker")


def quota(by="principal", key="kommun-0160", *, least=0, most=None, taken=0):
    return QuotaState(by, key, least, most, taken)


@pytest.mark.parametrize(
    ("by", "key", "is_counted"),
    [
        ("place", "0160", True),
        ("place", "01", True),
        ("place", "00", True),
        ("place", "016", False),
        ("place", "160", False),
        ("place", "0162", False),
        ("principal", "kommun-0160", True),
        ("principal", "kommun", False),
        ("profession", "social_worker", True),
        ("profession", "nurse", False),
    ],
)
def test_a_place_counts_its_branch_and_the_others_themselves(by, key, is_counted):
    assert counts(quota(by, key), ANNA) is is_counted


@pytest.mark.parametrize(
    ("days", "free"),
    [
        ([(10, 3)], 7),
        ([(10, 3), (5, 5)], 0),
        ([(None, 9), (4, 1)], 3),
        ([(None, 9)], None),
        ([], None),
    ],
)
def test_the_fullest_day_decides(days, free):
    assert free_seats(days) == free


def test_what_lacks_is_added_up_by_the_same_thing_and_not_across_things():
    places = [quota("place", "0160", least=2, taken=1), quota("place", "0162", least=3)]
    trades = [quota("profession", "nurse", least=2)]
    assert seats_kept(places) == 4
    assert seats_kept(trades) == 2
    assert seats_kept([*places, *trades]) == 4
    assert seats_kept([*places, *trades], ANNA) == 3
    assert seats_kept([]) == 0


def refused(free, quotas=(), *, mix_holds=True):
    found = refuse_seat(free=free, quotas=list(quotas), somebody=ANNA, mix_holds=mix_holds)
    return str(found.reason) if found else None


def test_a_full_room_is_full_and_one_without_limit_never():
    assert refused(0) == "Alla platser är tagna."
    assert refused(1) is None
    assert refused(None) is None


@pytest.mark.parametrize("by", QuotaBy.values)
def test_a_quota_that_is_full_refuses_those_it_counts(by):
    key = {"place": "0160", "principal": "kommun-0160", "profession": "social_worker"}[by]
    assert refused(5, [quota(by, key, most=2, taken=2)])
    assert refused(5, [quota(by, key, most=2, taken=1)]) is None
    assert refused(5, [quota(by, "another", most=2, taken=2)]) is None


def test_the_last_seats_are_kept_for_the_mix_until_its_day():
    lacking = [quota("principal", "region-01", least=2)]
    assert refused(2, lacking)
    assert refused(3, lacking) is None
    assert refused(2, lacking, mix_holds=False) is None
    assert refused(None, lacking) is None


def test_whoever_is_lacking_gets_the_seat_that_is_kept():
    assert refused(1, [quota(least=1)]) is None


@pytest.mark.parametrize(
    ("seats", "taken", "is_refused"), [(3, 4, True), (4, 4, False), (None, 9, False)]
)
def test_a_room_is_not_made_smaller_than_what_is_promised(seats, taken, is_refused):
    assert bool(refuse_capacity(seats=seats, taken=taken)) is is_refused


people = st.builds(
    Somebody,
    st.sampled_from(["00/01/0160/", "00/01/0162/", "00/12/1280/"]),
    st.sampled_from(["kommun-0160", "region-01", ""]),
    st.sampled_from(["social_worker", "nurse"]),
)
PRINCIPALS = ["kommun-0160", "region-01"]


class Room:
    """Sells seats by the rule, one at a time."""

    def __init__(self, seats, least):
        self.seats, self.least, self.taken = seats, least, Counter()

    def press(self, one):
        states = [quota(key=k, least=n, taken=self.taken[k]) for k, n in self.least.items()]
        free = self.seats - self.taken.total()
        if refuse_seat(free=free, quotas=states, somebody=one, mix_holds=True) is None:
            self.taken[one.principal] += 1


@given(
    seats=st.integers(0, 6),
    least=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    queue=st.lists(people, max_size=20),
)
def test_as_long_as_the_mix_holds_those_who_are_lacking_find_room(seats, least, queue):
    """However many press before them: what is kept for a principal is there when they come."""
    room = Room(seats, dict(zip(PRINCIPALS, least, strict=True)))
    for one in queue:
        room.press(one)
    assert room.taken.total() <= seats
    if sum(least) > seats:
        return
    for key, n in room.least.items():
        for _ in range(n):
            room.press(Somebody("00/01/0160/", key, "nurse"))
        assert room.taken[key] >= n
