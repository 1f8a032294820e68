"""A course held locally, reported by those who held it."""

from datetime import date, timedelta

import pytest
import time_machine

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.audit.models import Event
from brygga.competence.actions.reporting import Told, report_round
from brygga.competence.models import Certificate, Teaching, Trainer
from brygga.events.actions.reported import Reported
from brygga.events.models import Attendance, Gathering, Letter, Registration
from brygga.kernel.refusal import Refused
from tests.builders import competence_days as days
from tests.builders import events as build
from tests.builders.people import place

pytestmark = pytest.mark.django_db
TWO = (date(2011, 3, 1), date(2011, 3, 8))


def told(trainer, *, on=TWO, people=None):
    people = [build.person(), build.person()] if people is None else people
    return Told(Reported(trainer.course, place("0160"), on, people, "Kommunhuset"), trainer)


@pytest.fixture
def trainer():
    return days.trainer(build.course(days=2, title="AUDIT"))


def test_the_round_is_there_with_its_days_people_presence_and_teacher(trainer):
    held = report_round(told=told(trainer), by=SYSTEM)
    assert (held.reported, held.status, held.mode) == (True, "published", "none")
    assert (held.capacity, held.place, held.venue) == (2, place("0160"), "Kommunhuset")
    numbers = held.sessions.values_list("number", "course_day", "seats", "taken", "times_known")
    assert list(numbers) == [(1, 1, 2, 2, False), (2, 2, 2, 2, False)]
    assert set(held.registrations.values_list("status", flat=True)) == {"seated"}
    marks = Attendance.objects.filter(session__gathering=held)
    assert set(marks.values_list("present", "method")) == {(True, "reported")}
    assert marks.count() == 4
    assert Teaching.objects.get().trainer == trainer
    assert Event.objects.filter(kind="competence.round.reported").exists()
    assert not Letter.objects.exists()


def test_the_certificates_follow_by_themselves(trainer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report_round(told=told(trainer), by=SYSTEM)
    assert set(Certificate.objects.values_list("issued_on", flat=True)) == {TWO[1]}
    assert Certificate.objects.count() == 2


def test_a_reported_trainers_course_makes_trainers(django_capture_on_commit_callbacks):
    method = build.course(days=1)
    trainers = build.course(days=1, teaches=method)
    eldest = days.trainer(trainers)
    with django_capture_on_commit_callbacks(execute=True):
        report_round(told=told(eldest, on=TWO[:1], people=[build.person()]), by=SYSTEM)
    assert Trainer.objects.exclude(pk=eldest.pk).get().course == method


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ((date(2040, 1, 1),), "2040-01-01"),
        ((TWO[0], TWO[0]), "två gånger"),
        ((*TWO, date(2011, 3, 9)), "2 dagar"),
        ((), "Skriv dagen"),
        ((date(2008, 1, 1),), "2008-01-01"),
    ],
    ids=["future", "twice", "too many", "none", "before the right"],
)
def test_what_is_wrong_with_the_days_is_refused_and_nothing_is_left(trainer, on, words):
    with pytest.raises(Refused, match=words):
        report_round(told=told(trainer, on=on), by=SYSTEM)
    assert not Gathering.objects.exists()
    assert not Registration.objects.exists()


def test_today_can_be_reported_when_it_is_over(trainer):
    with time_machine.travel("2011-03-01T14:59:00Z", tick=False), pytest.raises(Refused):
        report_round(told=told(trainer, on=TWO[:1]), by=SYSTEM)
    with time_machine.travel("2011-03-01T15:00:00Z", tick=False):
        report_round(told=told(trainer, on=TWO[:1]), by=SYSTEM)


def test_nobody_takes_part_in_what_they_hold(trainer):
    own = build.person(trainer.attendee.email.upper())
    with pytest.raises(Refused, match="höll kursen"):
        report_round(told=told(trainer, people=[own]), by=SYSTEM)


def test_a_round_without_people_is_none(trainer):
    with pytest.raises(Refused):
        report_round(told=told(trainer, people=[]), by=SYSTEM)


def test_a_right_that_has_ended_reports_what_was_held_before(trainer):
    trainer.valid_to = date(2011, 12, 31)
    trainer.save()
    assert clock.today() - trainer.valid_to > timedelta(days=365)
    report_round(told=told(trainer), by=SYSTEM)
    assert Gathering.objects.exists()
