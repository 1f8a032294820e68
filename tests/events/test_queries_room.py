"""A gathering's seats as they are this moment."""

import pytest

from brygga import clock
from brygga.events.queries.room import locked_rooms, rooms_of, somebody_of
from tests.builders import events as build

pytestmark = pytest.mark.django_db


def test_a_room_knows_its_days_and_quotas():
    made = build.gathering(seats=3, days=2)
    build.quota(made, "principal", build.HEALTH, most=0)
    build.quota(made, "place", "01", least=1)
    build.gathering(days=1)
    room = rooms_of([made])[made.pk]
    assert [day.number for day in room.sessions] == [1, 2]
    assert (room.starts_at, room.free) == (build.FIRST_DAY, 3)
    assert room.ends_at > room.starts_at
    row = build.registered(made)
    assert [quota.key for quota in room.counting(somebody_of(row))] == ["01"]
    assert room.refusal(somebody_of(row), clock.now()) is None


def test_a_room_without_days_has_neither_beginning_nor_end():
    made = build.gathering(days=0)
    room = rooms_of([made])[made.pk]
    assert (room.starts_at, room.ends_at, room.free) == (None, None, None)


def test_somebody_without_a_principal_counts_by_none():
    assert somebody_of(build.attendee()).principal == ""


@pytest.mark.parametrize("rooms", [1, 3])
def test_rooms_cost_the_same_however_many(rooms, django_assert_num_queries):
    made = [build.gathering(days=rooms) for _ in range(rooms)]
    with django_assert_num_queries(2):
        assert set(locked_rooms([each.pk for each in made])) == {each.pk for each in made}
    for each in made:
        build.quota(each, "place", "01", most=5)
    with django_assert_num_queries(3):
        found = locked_rooms([each.pk for each in made])
    assert all(len(room.quotas) == 1 for room in found.values())
    with django_assert_num_queries(2):
        rooms_of(made)
