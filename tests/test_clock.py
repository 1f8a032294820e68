"""The one clock: the calendar's, and in a demo perhaps another day."""

import os
from datetime import UTC, date, datetime

import pytest
import time_machine

from brygga import clock

REAL = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
"""Half past midnight in Sweden, so the day there is already the next one."""


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.DEMO = True
    return tmp_path


@time_machine.travel(REAL, tick=False)
def test_without_a_day_of_its_own_the_clock_follows_the_calendar(home):
    assert clock.now() == REAL
    assert clock.today() == date(2026, 3, 29)
    assert clock.demo_day() is None


@time_machine.travel(REAL, tick=False)
def test_a_demo_stands_on_its_day_at_the_hour_that_it_is(home):
    (home / clock.DEMO_DAY).write_text("2010-11-17\n", encoding="utf-8")
    assert clock.today() == date(2010, 11, 17)
    assert clock.now() == datetime(2010, 11, 16, 23, 30, tzinfo=UTC)
    # As the database gives it back: what is written of an instant is then always the same.
    assert clock.now().tzinfo == UTC


def test_a_system_that_is_no_demo_never_leaves_the_calendar(home, settings):
    (home / clock.DEMO_DAY).write_text("2010-11-17\n", encoding="utf-8")
    settings.DEMO = False
    assert clock.demo_day() is None


@time_machine.travel(datetime(2026, 7, 1, 0, 30, tzinfo=UTC), tick=False)
def test_an_hour_that_the_night_of_summer_time_skips_is_an_hour_all_the_same(home):
    """Half past two in the morning, on a day that goes from two to three."""
    (home / clock.DEMO_DAY).write_text("2010-03-28", encoding="utf-8")
    assert clock.today() == date(2010, 3, 28)
    assert clock.now().astimezone(UTC) == datetime(2010, 3, 28, 1, 30, tzinfo=UTC)


def test_a_demo_is_put_on_a_day_and_leaves_nothing_else_in_its_home(home):
    clock.stand_on(date(2010, 11, 17))
    assert clock.demo_day() == date(2010, 11, 17)
    assert [file.name for file in home.iterdir()] == [clock.DEMO_DAY]


def test_two_days_written_in_the_same_instant_are_told_apart(home):
    clock.stand_on(date(2010, 11, 17))
    written = clock.demo_day_file().stat().st_mtime_ns
    assert clock.today() == date(2010, 11, 17)
    clock.stand_on(date(2010, 11, 24))
    os.utime(clock.demo_day_file(), ns=(written, written))
    assert clock.today() == date(2010, 11, 24)


def test_a_day_that_could_not_be_written_leaves_the_one_that_stood(home, monkeypatch):
    clock.stand_on(date(2010, 11, 17))

    def full(*_args, **_kwargs):
        raise OSError("no space left")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    with pytest.raises(OSError, match="no space left"):
        clock.stand_on(date(2010, 11, 24))
    assert clock.today() == date(2010, 11, 17)
    assert [file.name for file in home.iterdir()] == [clock.DEMO_DAY]
