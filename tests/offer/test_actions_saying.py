"""Checked, and how long one waits: once a day, and nothing is written over."""

from datetime import date, timedelta

import pytest

from brygga import clock
from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.offer.actions import say_waiting_time, verify_offer
from brygga.offer.models import Verification, WaitingTime
from tests.builders import offer as build
from tests.builders import people
from tests.builders.race import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return people.municipality().actor


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def wait(made, days, on, by, source=""):
    return say_waiting_time(offer=made, days=days, measured_on=on, source=source, by=by)


def test_one_press_says_that_it_is_true_and_two_say_it_once(by):
    made = build.offer()
    for _twice in range(2):
        verify_offer(offer=made, said_by="Enhetschef, Täby", by=by)
    checked = Verification.objects.get()
    assert (checked.verified_on, checked.said_by, checked.verified_by_id) == (
        clock.today(),
        "Enhetschef, Täby",
        by.user_id,
    )
    assert kinds() == ["offer.offer.verified"]


def test_earlier_checks_stay(by):
    made = build.offer(verified=date(2026, 1, 1))
    verify_offer(offer=made, said_by="Enhetschef", by=by)
    assert made.verifications.count() == 2


@pytest.mark.parametrize("days", [{"ends_on": -1}, {"begins_on": 1}])
def test_what_is_not_offered_today_cannot_be_true(by, days):
    moved = {name: clock.today() + timedelta(days=n) for name, n in days.items()}
    with pytest.raises(Refused):
        verify_offer(offer=build.offer(**moved), said_by="Enhetschef", by=by)
    assert kinds() == []


def test_every_wait_is_kept_and_the_same_day_is_a_correction(by):
    made = build.offer()
    earlier, today = date(2026, 6, 1), clock.today()
    wait(made, 40, earlier, by)
    wait(made, 14, today, by)
    wait(made, 12, today, by, "Bokningssystemet")
    assert list(made.waiting_times.values_list("measured_on", "days")) == [
        (earlier, 40),
        (today, 12),
    ]
    assert kinds() == ["offer.waiting.said"] * 2 + ["offer.waiting.corrected"]
    detail = Event.objects.order_by("pk").last().detail
    assert (detail["before"], detail["after"]) == (14, 12)


def test_the_same_again_writes_nothing(by):
    made = build.offer()
    for _twice in range(2):
        wait(made, 14, clock.today(), by)
    assert kinds() == ["offer.waiting.said"]


def test_a_corrected_wait_is_no_longer_invented(by):
    made = build.offer()
    build.waiting_time(made, clock.today(), 99, invented=True)
    wait(made, 14, clock.today(), by)
    assert not WaitingTime.objects.get().invented


@pytest.mark.parametrize(("days", "off"), [(-1, 0), (9999, 0), (7, 1)])
def test_a_wait_that_cannot_be_leaves_nothing(by, days, off):
    with pytest.raises(Refused):
        wait(build.offer(), days, clock.today() + timedelta(days=off), by)
    assert not WaitingTime.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow(reason="two connections to a database that is written for real")
def test_two_who_press_at_once_are_one(by):
    made = build.offer()

    def press():
        verify_offer(offer=made, said_by="Enhetschef", by=by)
        return Verification.objects.count(), Event.objects.count()

    with race() as run:
        assert run(press, press)[-1] == (1, 1)
