"""Reminding by mail, once each."""

from datetime import timedelta

import pytest
from django.core import mail

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.audit.models import Event
from brygga.followup import actions
from brygga.followup.actions import reminders
from brygga.followup.enums import MappingStatus, RoundStatus
from brygga.followup.models import Mapping, Reminder
from brygga.kernel.refusal import Refused
from tests.builders import followup as build
from tests.builders import people
from tests.builders.followup import HEALTH, SOCIAL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(settings):
    """Tasks run as soon as they are on their way."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Do something, let what waits for the commit happen, and give who was written to."""

    def act(doing):
        with django_capture_on_commit_callbacks(execute=True):
            doing()
        return sorted(address for letter in mail.outbox for address in letter.to)

    return act


def remind(mapping, by):
    return actions.send_reminders(mappings=[mapping], by=by.actor)


def test_those_with_work_left_are_written_to(sent, county, social, health):
    mapping = build.mapping()
    assert sent(lambda: remind(mapping, county)) == sorted([social.user.email, health.user.email])
    assert Reminder.objects.filter(sent_at__isnull=False).count() == 2
    event = Event.objects.filter(kind="followup.reminder.sent").first()
    assert (event.actor_id, event.path) == (county.user.pk, mapping.place.path)


def test_the_letter_says_where_what_and_when(sent, county, social):
    round_ = build.a_round(questions=3)
    mapping = build.mapping(round_)
    build.answer(mapping, build.questions(mapping)[0], SOCIAL)
    sent(lambda: remind(mapping, county))
    letter = mail.outbox[0]
    assert "Täby" in letter.subject
    assert "Socialtjänsten: 2 frågor kvar" in letter.body
    assert f"/kartlaggning/{round_.year}/0160/" in letter.body
    assert str(round_.closes_on.year) in letter.body
    assert "&" not in letter.body


def test_a_letter_speaks_its_readers_language(sent, county, social):
    social.user.language = "en"
    social.user.save()
    sent(lambda: remind(build.mapping(), county))
    assert "questions left to answer" in mail.outbox[0].body
    assert "/en/kartlaggning/" in mail.outbox[0].body


def test_a_side_that_is_done_is_left_alone(sent, county, social, health):
    mapping = build.finish(build.answer_all(build.mapping()), SOCIAL)
    assert sent(lambda: remind(mapping, county)) == [health.user.email]
    assert "allt är besvarat" in mail.outbox[0].body


def test_when_all_is_finished_whoever_submits_is_written_to(sent, county, leader, social):
    assert sent(lambda: remind(build.ready(), county)) == [leader.user.email]
    assert "skicka in" in mail.outbox[0].body


def test_those_who_help_from_the_county_are_not_written_to(sent, county, social):
    people.person("county-coordinator", "01")
    assert sent(lambda: remind(build.mapping(), county)) == [social.user.email]


def test_a_district_is_answered_for_by_its_municipality_too(sent, county):
    of_city = people.person("consultation-member", "0180", side="social_services")
    people.place("bromma")
    mapping = build.mapping(code="bromma")
    assert sent(lambda: remind(mapping, county)) == [of_city.user.email]


def test_nobody_is_written_to_twice_a_day(sent, county, social):
    mapping = build.mapping()
    sent(lambda: remind(mapping, county))
    with pytest.raises(Refused):
        remind(mapping, county)
    assert len(mail.outbox) == 1


def test_two_who_remind_at_once_write_once(sent, county, social, monkeypatch):
    """Neither saw the other's letters when they looked; the database's constraint decides."""
    mapping = build.mapping()
    monkeypatch.setattr("brygga.followup.queries.reminders._told", lambda *_anything: set())
    sent(lambda: remind(mapping, county))
    sent(lambda: remind(mapping, county))
    assert len(mail.outbox) == 1
    assert Event.objects.filter(kind="followup.reminder.sent").count() == 1


def test_nobody_there_is_said_so(county):
    with pytest.raises(Refused):
        remind(build.mapping(), county)


@pytest.mark.parametrize("status", [MappingStatus.SUBMITTED, MappingStatus.ACCEPTED])
def test_a_locked_mapping_is_refused_with_its_own_reason(status, county, social):
    with pytest.raises(Refused) as refused:
        remind(build.mapping(status=status), county)
    assert "låst" in str(refused.value)


def test_several_places_at_once_leave_out_those_that_are_done(sent, county, social):
    round_ = build.a_round()
    late, done = build.mapping(round_), build.mapping(round_, "0163", status="submitted")
    people.person("consultation-member", "0163", side="social_services")
    found = sent(lambda: actions.send_reminders(mappings=[late, done], by=county.actor))
    assert found == [social.user.email]


# Once each


def waiting_letter(**fields):
    mapping = build.mapping()
    reader = people.person("consultation-member", "0160", side="social_services")
    return Reminder.objects.create(
        mapping=mapping, user=reader.user, for_day=clock.today(), **fields
    )


def deliver(reminder):
    return actions.deliver_reminder.func(reminder_id=reminder.pk)


def test_a_letter_is_sent_once_however_often_it_is_asked_for():
    reminder = waiting_letter()
    assert [deliver(reminder), deliver(reminder)] == [True, False]
    assert len(mail.outbox) == 1


def test_a_letter_another_worker_holds_is_left_to_it():
    assert deliver(waiting_letter(claimed_at=clock.now())) is False
    assert mail.outbox == []


def test_without_the_hold_two_workers_would_send_the_same_letter(monkeypatch):
    """Negative control: both see it unsent, as they would without the conditional update."""
    reminder = waiting_letter()
    monkeypatch.setattr(reminders, "_free", Reminder.objects.all)
    deliver(reminder)
    deliver(reminder)
    assert len(mail.outbox) == 2


def test_a_letter_whose_worker_died_is_taken_up_again():
    reminder = waiting_letter(claimed_at=clock.now() - timedelta(hours=1))
    assert deliver(reminder) is True
    assert len(mail.outbox) == 1


def test_the_letter_carries_the_same_id_every_time():
    reminder = waiting_letter()
    deliver(reminder)
    Reminder.objects.update(sent_at=None, claimed_at=None)
    deliver(reminder)
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_a_mail_server_that_is_away_lets_the_letter_go(monkeypatch):
    def away(_letter):
        raise ConnectionRefusedError

    reminder = waiting_letter()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    with pytest.raises(ConnectionRefusedError):
        deliver(reminder)
    reminder.refresh_from_db()
    assert (reminder.sent_at, reminder.claimed_at) == (None, None)


def test_a_place_that_submitted_meanwhile_gets_no_letter():
    reminder = waiting_letter()
    Mapping.objects.update(status=MappingStatus.SUBMITTED)
    assert deliver(reminder) is False
    reminder.refresh_from_db()
    assert reminder.sent_at
    assert mail.outbox == []


# By themselves, once a day


@pytest.mark.parametrize(
    ("days", "letters"), [(14, 1), (7, 1), (1, 1), (15, 0), (8, 0), (0, 0), (-1, 0)]
)
def test_on_their_days_the_late_are_reminded(days, letters, sent, social):
    today = clock.today()
    build.mapping(build.a_round(closes_on=today + timedelta(days=days)))
    assert len(sent(lambda: actions.send_due_reminders(today=today))) == letters


def test_the_same_day_again_reminds_nobody_twice(sent, social):
    today = clock.today()
    build.mapping(build.a_round(closes_on=today + timedelta(days=7)))
    sent(lambda: actions.send_due_reminders(today=today))
    sent(lambda: actions.send_due_reminders(today=today))
    assert len(mail.outbox) == 1
    assert Event.objects.get(kind="followup.reminder.sent").actor_label == SYSTEM.label


def test_a_closed_round_reminds_nobody(sent, social):
    today = clock.today()
    build.mapping(build.a_round(closes_on=today + timedelta(days=7), status=RoundStatus.CLOSED))
    assert sent(lambda: actions.send_due_reminders(today=today)) == []


def test_letters_left_behind_are_taken_up_by_the_next_run(sent):
    an_hour_ago = clock.now() - timedelta(hours=1)
    waiting_letter(created_at=an_hour_ago)
    assert len(sent(lambda: actions.send_due_reminders(today=clock.today()))) == 1


def test_letters_that_have_grown_old_are_not_sent(sent):
    waiting_letter(created_at=clock.now() - timedelta(days=4))
    assert sent(lambda: actions.send_due_reminders(today=clock.today())) == []


def test_a_health_care_member_is_told_of_health_care(sent, county, health):
    mapping = build.mapping()
    build.answer_all(mapping)
    mapping.answers.filter(side=HEALTH).delete()
    sent(lambda: remind(mapping, county))
    assert "Hälso- och sjukvården: 2 frågor kvar" in mail.outbox[0].body
