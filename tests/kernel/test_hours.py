"""An instant as the clock shows it in Sweden, also on the nights when it is changed."""

from datetime import UTC, date, datetime

from brygga.kernel.hours import day_in_sweden, in_sweden


def test_summer_and_winter():
    assert in_sweden(datetime(2040, 7, 1, 6, tzinfo=UTC)).hour == 8
    assert in_sweden(datetime(2040, 12, 1, 7, tzinfo=UTC)).hour == 8


def test_the_night_when_two_oclock_comes_twice_is_one_day():
    hours = [in_sweden(datetime(2040, 10, 28, hour, 30, tzinfo=UTC)) for hour in (0, 1)]
    assert [(at.day, at.hour) for at in hours] == [(28, 2), (28, 2)]
    assert day_in_sweden(datetime(2040, 10, 28, 22, 59, tzinfo=UTC)) == date(2040, 10, 28)
    assert day_in_sweden(datetime(2040, 10, 28, 23, tzinfo=UTC)) == date(2040, 10, 29)
