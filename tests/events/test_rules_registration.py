"""What may be done with a registration now, and why not."""

from datetime import UTC, datetime, timedelta

import pytest

from brygga.events.enums import Approval, GatheringStatus, RegistrationMode, RegistrationStatus
from brygga.events.rules import (
    Window,
    instant_words,
    refuse_answer,
    refuse_approval,
    refuse_cancel,
    refuse_day,
    refuse_move,
    refuse_registration,
    refuse_second,
)

NOW = datetime(2010, 11, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LIVE = {"seated", "waiting", "offered"}


def window(**fields):
    usual = {
        "status": GatheringStatus.PUBLISHED,
        "mode": RegistrationMode.OPEN,
        "opens_at": NOW - HOUR,
        "closes_at": NOW + HOUR,
        "starts_at": NOW + 2 * HOUR,
    }
    return Window(**usual | fields)


def said(refusal):
    return str(refusal.reason) if refusal else None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"opens_at": None, "closes_at": None}, None),
        ({"opens_at": NOW}, None),
        ({"status": "cancelled"}, "inställ"),
        ({"status": "draft"}, "ingen anmälan"),
        ({"mode": "none"}, "ingen anmälan"),
        ({"mode": "coordinators"}, "samordnare"),
        ({"starts_at": None}, "Dagarna"),
        ({"opens_at": NOW + HOUR}, "öppnar 1 november 2010 kl. 14.00"),
        ({"closes_at": NOW}, "stängde 1 november 2010 kl. 13.00"),
        ({"closes_at": None, "starts_at": NOW}, "börjat"),
    ],
)
def test_one_can_register_while_it_is_open_and_is_told_why_not(fields, words):
    found = said(refuse_registration(window(**fields), now=NOW))
    assert (found is None) if words is None else (words in found)


def test_coordinators_register_where_only_they_may_and_in_the_same_hours():
    only = window(mode="coordinators")
    assert refuse_registration(only, now=NOW, by_coordinator=True) is None
    assert refuse_registration(only, now=NOW + 3 * HOUR, by_coordinator=True)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2010, 10, 31, 0, 30, tzinfo=UTC), "31 oktober 2010 kl. 02.30"),
        (datetime(2010, 10, 31, 1, 30, tzinfo=UTC), "31 oktober 2010 kl. 02.30"),
        (datetime(2010, 3, 28, 1, 0, tzinfo=UTC), "28 mars 2010 kl. 03.00"),
    ],
)
def test_instants_are_said_as_clocks_in_sweden_show_them_also_when_they_change(at, words):
    assert instant_words(at) == words


def test_an_hour_before_closing_is_an_hour_also_the_night_the_clock_is_changed():
    closes = datetime(2010, 10, 31, 1, 0, tzinfo=UTC)
    late = window(opens_at=None, closes_at=closes, starts_at=closes + HOUR)
    assert refuse_registration(late, now=closes - timedelta(seconds=1)) is None
    assert refuse_registration(late, now=closes)


@pytest.mark.parametrize("which", ["here", "in_queue", "has_seat"])
def test_one_person_one_registration(which):
    nothing = {"here": False, "in_queue": False, "has_seat": False}
    assert refuse_second(**nothing) is None
    assert (
        said(refuse_second(**nothing | {which: True})).startswith("Adressen") or which != "has_seat"
    )
    assert refuse_second(**nothing | {which: True})


@pytest.mark.parametrize(
    ("fields", "course_day", "now", "is_refused"),
    [
        ({}, 3, NOW, False),
        ({"closes_at": NOW - HOUR}, 3, NOW, False),
        ({"status": "draft"}, 3, NOW, True),
        ({"status": "cancelled"}, 3, NOW, True),
        ({}, None, NOW, True),
        ({}, 3, NOW + 2 * HOUR, True),
    ],
)
def test_one_day_is_taken_until_it_begins(fields, course_day, now, is_refused):
    held = window(**fields)
    found = refuse_day(held, starts_at=NOW + 2 * HOUR, course_day=course_day, now=now)
    assert bool(found) is is_refused


@pytest.mark.parametrize("status", RegistrationStatus.values)
def test_what_is_over_is_not_cancelled_and_a_seat_not_once_it_has_begun(status):
    assert bool(refuse_cancel(status, begun=False)) is (status not in LIVE)
    assert bool(refuse_cancel(status, begun=True)) is (status not in LIVE - {"seated"})


@pytest.mark.parametrize("status", RegistrationStatus.values)
def test_only_an_offer_is_answered_and_only_in_time(status):
    assert bool(refuse_answer(status, expires_at=NOW + HOUR, now=NOW)) is (status != "offered")
    assert refuse_answer(status, expires_at=NOW, now=NOW)


@pytest.mark.parametrize("status", RegistrationStatus.values)
@pytest.mark.parametrize("approval", Approval.values)
def test_a_manager_answers_once_and_not_what_is_cancelled(approval, status):
    is_open = approval == "asked" and status != "cancelled"
    assert bool(refuse_approval(approval, status)) is not is_open


@pytest.mark.parametrize("status", RegistrationStatus.values)
def test_only_a_seat_is_moved(status):
    found = refuse_move(window(), status, same_course=True, same_round=False, now=NOW)
    assert bool(found) is (status != "seated")


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({}, {"same_course": False}),
        ({}, {"same_round": True}),
        ({"status": "draft"}, {}),
        ({"starts_at": None}, {}),
        ({"starts_at": NOW}, {}),
    ],
)
def test_a_seat_is_moved_to_another_round_of_the_course_that_is_to_come(fields, more):
    usual = {"same_course": True, "same_round": False, "now": NOW}
    assert refuse_move(window(**fields), "seated", **usual | more)
