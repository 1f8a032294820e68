"""Who was there: marked once, put right with a reason, told to the rooms above."""

from datetime import timedelta

import pytest
import time_machine

from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.events import actions
from brygga.events.actions import presence
from brygga.events.actions.walk_ins import add_walk_in
from brygga.events.models import Attendance, Attendee, Registration
from brygga.events.signals import presence_changed
from brygga.kernel.refusal import Refused
from tests.builders import events as build

pytestmark = pytest.mark.django_db
DURING = build.FIRST_DAY + timedelta(hours=1)


@pytest.fixture
def told():
    heard = []

    def hear(sender, attendee_id, course_id, **_more):
        heard.append((attendee_id, course_id))

    presence_changed.connect(hear)
    yield heard
    presence_changed.disconnect(hear)


def seated(days=1, **fields):
    made = build.gathering(days=days, **fields)
    return made.sessions.get(number=1), build.registered(made).attendee


def test_presence_is_marked_logged_and_told(told, django_capture_on_commit_callbacks):
    day, who = seated(of=build.course())
    with time_machine.travel(DURING, tick=False), django_capture_on_commit_callbacks(execute=True):
        presence.mark_present(session=day, attendee=who, by=VISITOR)
    row = Attendance.objects.get()
    assert (row.present, row.method, row.steps.count()) == (True, "list", 1)
    assert Event.objects.get(kind="events.presence.marked").path == "00/01/"
    assert told == [(who.pk, day.gathering.course_id)]


def test_the_same_again_changes_nothing():
    day, who = seated()
    with time_machine.travel(DURING, tick=False):
        for _ in range(2):
            presence.mark_present(session=day, attendee=who, by=VISITOR)
    assert Attendance.objects.get().steps.count() == 1


def test_a_mark_is_put_right_with_the_reason_and_both_are_kept():
    day, who = seated()
    with time_machine.travel(DURING, tick=False):
        presence.mark_present(session=day, attendee=who, by=VISITOR)
        with pytest.raises(Refused):
            presence.mark_absent(session=day, attendee=who, by=VISITOR)
        presence.correct(session=day, attendee=who, present=False, reason="Fel person", by=VISITOR)
    steps = Attendance.objects.get().steps.values_list("present", "reason")
    assert list(steps) == [(True, ""), (False, "Fel person")]
    assert Event.objects.filter(kind="events.presence.corrected").count() == 1


def test_after_the_day_a_mark_takes_a_reason():
    day, who = seated()
    with time_machine.travel(DURING + timedelta(days=2), tick=False):
        with pytest.raises(Refused):
            presence.mark_present(session=day, attendee=who, by=VISITOR)
        presence.correct(session=day, attendee=who, present=True, reason="På listan", by=VISITOR)
    assert Attendance.objects.get().method == "reported"


def test_whoever_has_no_seat_is_not_marked():
    day, _who = seated()
    with time_machine.travel(DURING, tick=False), pytest.raises(Refused):
        presence.mark_present(session=day, attendee=build.attendee(), by=VISITOR)
    assert not Attendance.objects.exists()


def test_the_code_on_the_wall_checks_in_and_never_tells_who_is_registered():
    day, who = seated()
    day.wall_code = "ABC234"
    day.save()
    with time_machine.travel(DURING, tick=False):
        for email in (who.email.upper(), "okand@brygga.example"):
            presence.check_in_by_code(session=day, code=" abc 234", email=email, by=VISITOR)
        with pytest.raises(Refused):
            presence.check_in_by_code(session=day, code="ABC235", email=who.email, by=VISITOR)
    assert list(Attendance.objects.values_list("attendee", "method")) == [(who.pk, "wall_code")]


def test_no_code_is_the_empty_one():
    day, who = seated()
    with time_machine.travel(DURING, tick=False), pytest.raises(Refused):
        presence.check_in_by_code(session=day, code="", email=who.email, by=VISITOR)


def test_an_organisers_mark_stands_against_the_code():
    day, who = seated()
    day.wall_code = "ABC234"
    day.save()
    with time_machine.travel(DURING, tick=False):
        presence.mark_absent(session=day, attendee=who, by=VISITOR)
        presence.check_in_by_code(session=day, code="ABC234", email=who.email, by=VISITOR)
    assert not Attendance.objects.get().present


def test_somebody_who_came_anyway_gets_a_free_seat_on_all_days():
    made = build.gathering(days=2, seats=1)
    day = made.sessions.get(number=1)
    with time_machine.travel(DURING, tick=False):
        found = add_walk_in(session=day, person=build.person(), by=VISITOR)
        with pytest.raises(Refused):
            add_walk_in(session=day, person=build.person("sen@brygga.example"), by=VISITOR)
    assert (found.status, found.only_session) == ("seated", None)
    assert list(made.sessions.values_list("taken", flat=True)) == [1, 1]
    assert Attendance.objects.get().attendee == found.attendee
    assert not Attendee.objects.filter(email="sen@brygga.example").exists()
    assert Event.objects.filter(kind="events.walk_in.added").count() == 1


def test_on_a_later_day_it_is_that_day_alone():
    made = build.gathering(of=build.course(), days=2, seats=1)
    second = made.sessions.get(number=2)
    with time_machine.travel(DURING + timedelta(days=1), tick=False):
        found = add_walk_in(session=second, person=build.person(), by=VISITOR)
    assert found.only_session == second
    assert list(made.sessions.order_by("number").values_list("taken", flat=True)) == [0, 1]


def test_before_it_begins_a_free_seat_is_for_the_queue():
    day = build.gathering(seats=1).sessions.get()
    early = build.FIRST_DAY - timedelta(minutes=5)
    with time_machine.travel(early, tick=False), pytest.raises(Refused):
        add_walk_in(session=day, person=build.person(), by=VISITOR)
    assert not Registration.objects.exists()


def test_somebody_who_waits_and_comes_leaves_the_queue_for_the_seat():
    made = build.gathering(of=build.course(), seats=1)
    first, waiting = build.registered(made), build.registered(made)
    actions.cancel(registration=first, by=VISITOR)
    person = build.person(waiting.attendee.email)
    with time_machine.travel(DURING, tick=False):
        found = add_walk_in(session=made.sessions.get(), person=person, by=VISITOR)
    assert (found.pk, found.status) == (waiting.pk, "seated")
