"""Moving the demo's day: the day, the log, what is refused, and that all of it falls together."""

import threading
from datetime import date

import pytest

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.portal import actions
from brygga.portal.actions import move_demo_day
from brygga.portal.rules import refuse_demo_day
from tests.builders import people
from tests.builders.race import race
from tests.portal.conftest import FIRST_DAY

pytestmark = pytest.mark.usefixtures("demo_home")
EARLIER, LATER = date(2010, 11, 20), date(2010, 12, 24)


@pytest.mark.django_db
def test_the_day_moves_and_the_log_says_who_and_to_when():
    by = people.county().actor
    move_demo_day(to=LATER, by=by)
    assert clock.today() == LATER
    event = Event.objects.get()
    assert (event.kind, event.path) == ("portal.demo_day.moved", "00/")
    assert (event.actor_id, event.detail) == (by.user_id, {"to": "2010-12-24"})
    # Done on the day that it was.
    assert event.at.date() == FIRST_DAY


@pytest.mark.django_db
def test_a_visitor_may_move_it_too():
    move_demo_day(to=LATER, by=VISITOR)
    assert clock.today() == LATER
    assert Event.objects.get().actor_id is None


@pytest.mark.django_db
@pytest.mark.parametrize("to", [FIRST_DAY, date(2009, 1, 1), date(2101, 1, 1)])
def test_what_is_refused_leaves_the_day_and_the_log_alone(to):
    with pytest.raises(Refused):
        move_demo_day(to=to, by=VISITOR)
    assert clock.today() == FIRST_DAY
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_day_that_could_not_be_written_is_not_in_the_log(monkeypatch):
    def full(_day):
        raise OSError("no space left")

    monkeypatch.setattr(actions.clock, "stand_on", full)
    with pytest.raises(OSError, match="no space left"):
        move_demo_day(to=LATER, by=VISITOR)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_log_that_fails_leaves_the_day_where_it_stood(monkeypatch):
    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(ZeroDivisionError):
        move_demo_day(to=LATER, by=VISITOR)
    assert clock.today() == FIRST_DAY


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_never_take_the_day_back(self):
        with race() as run:
            outcomes = run(
                lambda: move_demo_day(to=LATER, by=VISITOR),
                lambda: move_demo_day(to=EARLIER, by=VISITOR),
            )
        assert {type(one).__name__ for one in outcomes} <= {"NoneType", "Refused"}
        assert clock.today() == LATER

    def test_without_the_guard_they_would(self):
        """The control: asking first and writing afterwards lets the earlier day win."""
        both_asked, later_written = threading.Barrier(2), threading.Event()

        def move_naively(to):
            refused = refuse_demo_day(to=to, today=clock.today())
            both_asked.wait(10)
            if to == EARLIER:
                later_written.wait(10)
            if refused is None:
                clock.stand_on(to)
            later_written.set()

        with race() as run:
            run(lambda: move_naively(LATER), lambda: move_naively(EARLIER))
        assert clock.today() == EARLIER
