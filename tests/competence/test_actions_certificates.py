"""Certificates follow presence."""

import threading
from datetime import date, timedelta

import pytest
import time_machine

from brygga.access.actor import SYSTEM
from brygga.audit.models import Event
from brygga.competence.actions.certificates import follow_presence, issue_due, revoke
from brygga.competence.enums import Revocation
from brygga.competence.models import Certificate, Trainer
from brygga.events.models import Letter
from brygga.events.signals import presence_changed
from brygga.kernel.refusal import Refused
from tests.builders import competence_days as days
from tests.builders import events as build
from tests.builders.race import race

pytestmark = pytest.mark.django_db


def standing(who, course):
    return Certificate.objects.filter(attendee=who, course=course, revoked_on=None).first()


def changed(who, course):
    presence_changed.send(sender=None, attendee_id=who.pk, course_id=course.pk)


def test_four_of_four_days_give_a_certificate_of_the_last_day():
    found = days.certified(build.course(validity_months=24))
    assert found.issued_on == date(2010, 11, 21)
    assert found.valid_to == date(2012, 11, 21)
    assert len(found.uid) == 32
    assert found.name == found.attendee.name
    assert Event.objects.get(kind="competence.certificate.issued").path == "00/01/"


def test_a_missed_day_taken_in_another_round_completes_it():
    course, who = build.course(), build.attendee()
    first, second = (
        days.held_round(course),
        days.held_round(course, first=days.HELD + timedelta(days=14)),
    )
    for day in first.sessions.exclude(number=3):
        days.there(who, day)
    assert issue_due() == 0
    days.there(who, second.sessions.get(number=3))
    assert issue_due() == 1
    assert standing(who, course).issued_on == date(2010, 12, 4)


def test_a_day_that_has_not_ended_gives_nothing_yet():
    course, who = build.course(days=2), build.attendee()
    held = days.held_round(course)
    days.there_all_days(who, held)
    last = held.sessions.get(number=2)
    with time_machine.travel(last.ends_at - timedelta(minutes=1), tick=False):
        assert issue_due() == 0
    with time_machine.travel(last.ends_at, tick=False):
        assert issue_due() == 1


def test_somebody_said_absent_has_not_been_there():
    course, who = build.course(days=1), build.attendee()
    days.there(who, days.held_round(course).sessions.get(), present=False)
    assert issue_due() == 0


def test_issuing_again_changes_nothing_and_takes_one_query(django_assert_num_queries):
    days.certified()
    with django_assert_num_queries(1):
        assert issue_due() == 0
    assert Certificate.objects.count() == 1


def test_so_many_are_issued_at_a_time_and_the_rest_the_next_time():
    course = build.course(days=1)
    held = days.held_round(course)
    for _ in range(3):
        days.there(build.attendee(), held.sessions.get())
    assert [issue_due(limit=2), issue_due(limit=2), issue_due(limit=2)] == [2, 1, 0]


def test_a_look_back_sees_only_what_has_ended_since():
    course, who = build.course(days=1), build.attendee()
    held = days.held_round(course)
    days.there(who, held.sessions.get())
    ended = held.sessions.get().ends_at
    assert issue_due(since=ended) == 0
    assert issue_due(since=ended - timedelta(seconds=1)) == 1


def test_a_letter_leads_to_the_certificate_and_is_written_once():
    course = build.course(days=1)
    held = build.gathering(of=course, days=1)
    made = build.registered(held)
    days.there(made.attendee, held.sessions.get())
    with time_machine.travel(held.sessions.get().ends_at, tick=False):
        issue_due()
        issue_due()
    letter = Letter.objects.get(kind="certificate")
    assert letter.link == f"/intyg/{Certificate.objects.get().uid}/"
    assert letter.to == made.attendee.email


def test_nobody_is_written_to_about_what_was_long_ago():
    course, who = build.course(days=1), build.attendee()
    held = days.held_round(course)
    days.there(who, held.sessions.get())
    issue_due()
    assert not Letter.objects.exists()


def test_a_correction_revokes_with_the_reason_and_its_undoing_issues_anew():
    course = build.course(days=2)
    first = days.certified(course)
    who, day = first.attendee, first.attendee.attendances.get(session__number=2).session
    days.there(who, day, present=False)
    changed(who, course)
    first.refresh_from_db()
    assert first.revoked_on is not None
    assert first.revocation == Revocation.CORRECTED
    assert "2" in first.revoked_reason
    days.there(who, day)
    changed(who, course)
    assert standing(who, course).issued_on == first.issued_on
    assert standing(who, course).uid != first.uid


def test_a_correction_of_a_day_that_was_taken_elsewhere_too_revokes_nothing():
    course = build.course(days=1)
    found = days.certified(course)
    earlier = days.held_round(course, first=days.HELD - timedelta(days=30))
    days.there(found.attendee, earlier.sessions.get(), present=False)
    changed(found.attendee, course)
    found.refresh_from_db()
    assert found.revoked_on is None


def test_a_certificate_from_a_file_stands_though_its_days_are_not_known():
    course, who = build.course(days=1), build.attendee()
    made = Certificate.objects.create(
        uid="a" * 32, attendee=who, course=course, name=who.name, issued_on=date(2009, 1, 1)
    )
    changed(who, course)
    made.refresh_from_db()
    assert made.revoked_on is None


def test_presence_at_what_is_no_course_makes_no_certificate():
    presence_changed.send(sender=None, attendee_id=build.attendee().pk, course_id=None)
    assert not Certificate.objects.exists()


def test_somebody_who_takes_the_course_again_has_the_certificate_renewed():
    course = build.course(days=2, validity_months=24)
    first = days.certified(course)
    days.there_all_days(
        first.attendee, days.held_round(course, first=days.HELD + timedelta(days=700))
    )
    assert issue_due() == 1
    first.refresh_from_db()
    assert first.revocation == Revocation.RENEWED
    assert standing(first.attendee, course).issued_on == date(2012, 10, 19)
    assert issue_due() == 0


def test_one_that_holds_for_ever_is_not_renewed():
    course = build.course(days=1)
    first = days.certified(course)
    days.there_all_days(
        first.attendee, days.held_round(course, first=days.HELD + timedelta(days=700))
    )
    assert issue_due() == 0


def test_one_revoked_by_hand_comes_back_only_when_the_course_is_taken_anew():
    course = build.course(days=1)
    first = days.certified(course)
    revoke(certificate=first, reason="Fel person", by=SYSTEM)
    assert issue_due() == 0
    assert follow_presence(attendee_id=first.attendee_id, course_id=course.pk) == 0
    later = days.held_round(course, first=build.FIRST_DAY)
    days.there_all_days(first.attendee, later)
    with time_machine.travel(build.FIRST_DAY + timedelta(days=2), tick=False):
        assert issue_due() == 1


def test_revoking_is_refused_without_a_reason_and_leaves_nothing():
    found = days.certified()
    with pytest.raises(Refused):
        revoke(certificate=found, reason="  ", by=SYSTEM)
    found.refresh_from_db()
    assert found.revoked_on is None
    assert not Event.objects.filter(kind="competence.certificate.revoked").exists()


def test_revoking_is_logged_and_happens_once():
    found = days.certified()
    revoke(certificate=found, reason="Fel person", by=SYSTEM)
    assert Event.objects.get(kind="competence.certificate.revoked").detail == {"how": "by_hand"}
    with pytest.raises(Refused):
        revoke(certificate=found, reason="En gång till", by=SYSTEM)


class TestTrainersCourse:
    def courses(self):
        method = build.course(days=1)
        return method, build.course(days=1, teaches=method, validity_months=36)

    def test_its_certificate_gives_the_right_to_teach_from_and_until(self):
        method, trainers = self.courses()
        found = days.certified(trainers)
        row = Trainer.objects.get()
        assert (row.course, row.certificate, row.attendee) == (method, found, found.attendee)
        assert (row.valid_from, row.valid_to) == (found.issued_on, found.valid_to)

    def test_revoking_it_ends_the_right_and_a_new_one_gives_it_back(self):
        trainers = build.course(days=1, teaches=build.course(days=1))
        found = days.certified(trainers)
        day = found.attendee.attendances.get().session
        days.there(found.attendee, day, present=False)
        changed(found.attendee, trainers)
        row = Trainer.objects.get()
        assert row.valid_to is not None
        assert row.ended_reason
        days.there(found.attendee, day)
        changed(found.attendee, trainers)
        row.refresh_from_db()
        assert row.certificate == standing(found.attendee, trainers)
        assert row.ended_reason == ""

    def test_no_right_is_given_to_somebody_who_would_descend_from_themselves(self):
        """Bo trained Anna; Anna held, as one from the beginning, the round that made Bo one."""
        method, trainers = self.courses()
        anna, bo = build.attendee(name="Anna"), build.attendee(name="Bo")
        first = days.held_round(trainers)
        days.teaches(days.trainer(method, anna), first)
        days.certified(trainers, bo, round_=first)
        early = days.held_round(trainers, first=days.HELD - timedelta(days=900))
        days.teaches(Trainer.objects.get(attendee=bo), early)
        found = days.certified(trainers, anna, round_=early)
        assert not Trainer.objects.filter(certificate=found).exists()
        assert Event.objects.filter(kind="competence.trainer.refused").exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    """Slow: each copies the database and starts two threads."""

    def prepared(self):
        course, who = build.course(days=1), build.attendee()
        days.there_all_days(who, days.held_round(course))
        return course, who

    def test_one_certificate_is_issued(self):
        course, who = self.prepared()
        line = threading.Barrier(2)

        def issue():
            line.wait()
            return follow_presence(attendee_id=who.pk, course_id=course.pk)

        with race() as run:
            outcomes = run(issue, issue)
            (count,) = run(Certificate.objects.count)
        assert sorted(outcomes) == [0, 1]
        assert count == 1

    def test_without_taking_turns_the_second_runs_into_the_first(self, monkeypatch):
        """The control: both look, and then both write; only the constraint holds them apart."""
        course, who = self.prepared()
        line = threading.Barrier(2)

        def issue_naively():
            found = standing(who, course)
            line.wait()
            if found is None:
                Certificate.objects.create(
                    uid=threading.current_thread().name[-32:],
                    attendee=who,
                    course=course,
                    name="",
                    issued_on=date(2010, 1, 1),
                )
            return 1

        with race() as run:
            outcomes = run(issue_naively, issue_naively)
        assert sorted(type(one).__name__ for one in outcomes) == ["IntegrityError", "int"]
