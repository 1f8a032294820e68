"""Asking too often is counted for each address, thing and minute."""

from datetime import timedelta

import pytest

from brygga import clock
from brygga.audit.actions import seconds_to_wait
from brygga.audit.models import Attempt

pytestmark = pytest.mark.django_db


def waits(times, address="192.0.2.1", a_minute=2):
    asked = {"what": "a thing", "address": address, "a_minute": a_minute}
    return [seconds_to_wait(**asked) for _ in range(times)]


@pytest.fixture
def half_past(monkeypatch):
    at = clock.now().replace(second=30, microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: at)
    return at


def test_who_asks_too_often_is_told_how_long_to_wait(half_past):
    assert waits(3) == [0, 0, 31]
    assert waits(1, "192.0.2.2") == [0]


def test_the_next_minute_begins_anew_and_old_ones_are_forgotten(half_past, monkeypatch):
    waits(3)
    monkeypatch.setattr(clock, "now", lambda: half_past + timedelta(minutes=1))
    assert waits(1) == [0]
    monkeypatch.setattr(clock, "now", lambda: half_past + timedelta(hours=3))
    assert waits(1) == [0]
    assert Attempt.objects.count() == 1


def test_without_a_bound_nothing_is_counted():
    assert waits(3, a_minute=None) == [0, 0, 0]
    assert not Attempt.objects.exists()


def test_no_address_is_kept(half_past):
    waits(1, "192.0.2.77")
    assert "192.0.2.77" not in str(Attempt.objects.values().get())


def test_one_more_costs_one_query(half_past, django_assert_num_queries):
    waits(1)
    with django_assert_num_queries(1):
        waits(1)
