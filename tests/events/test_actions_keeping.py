"""What falls due by itself: reminders, notes to forget, approvals, and all of it at once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.events import actions
from brygga.events.enums import Approval, LetterKind, RegistrationStatus
from brygga.events.models import Approver, Letter, Registration
from brygga.kernel.refusal import Refused
from tests.builders import events as build

pytestmark = pytest.mark.django_db
MORNING = build.FIRST_DAY.replace(hour=7)


def before(days=0, hours=0):
    return time_machine.travel(MORNING - timedelta(days=days, hours=hours), tick=False)


# Reminders


@pytest.mark.parametrize(("days", "letters"), [(8, 0), (7, 1), (6, 0), (2, 0), (1, 1), (0, 0)])
def test_people_are_reminded_a_week_and_a_day_before_the_first_day(days, letters):
    build.registered(build.gathering(days=2))
    with before(days):
        assert actions.send_due_reminders() == letters
        assert actions.send_due_reminders() == 0
    assert Letter.objects.filter(kind=LetterKind.REMINDER).count() == letters


def test_both_reminders_come_to_the_same_person():
    build.registered(build.gathering(title="Baskursen"))
    for days in (7, 1):
        with before(days):
            actions.send_due_reminders()
            actions.deliver_letters()
    subjects = [letter.subject for letter in mail.outbox if "Påminnelse" in letter.subject]
    assert subjects == ["Påminnelse: Baskursen, 18 november 2040"] * 2


def test_nobody_is_reminded_at_night():
    build.registered(build.gathering())
    with before(1, hours=3):
        assert actions.send_due_reminders() == 0


def test_who_waits_or_has_cancelled_is_not_reminded():
    held = build.gathering(seats=1)
    first, _second = build.registered(held), build.registered(held)
    actions.cancel(registration=first, by=VISITOR)
    with before(7):
        assert actions.send_due_reminders() == 0


def test_who_takes_one_day_is_reminded_before_that_day():
    held = build.gathering(of=build.course(), days=3)
    actions.register_day(session=held.sessions.get(number=3), attendee=build.attendee(), by=VISITOR)
    with before(7):
        assert actions.send_due_reminders() == 0
    with before(5):
        assert actions.send_due_reminders() == 1


# Notes to the venue


def test_a_note_to_the_venue_is_forgotten_the_day_after_the_last_day():
    row = build.registered(build.gathering(days=2), venue_note="Jag kommer sent.")
    last = build.FIRST_DAY + timedelta(days=1)
    with time_machine.travel(last + timedelta(hours=10), tick=False):
        assert actions.delete_venue_notes() == 0
    with time_machine.travel(last + timedelta(days=1), tick=False):
        assert actions.delete_venue_notes() == 1
    row.refresh_from_db()
    assert row.venue_note == ""


# Approvals


def asked(days=7):
    Approver.objects.create(principal=build.principal(), email="chef@brygga.example", days=days)
    return build.registered(build.gathering(seats=1))


def test_a_yes_is_written_down_and_keeps_the_seat():
    row = actions.approve(registration=asked(), by=VISITOR)
    assert (row.approval, row.status) == (Approval.GIVEN, RegistrationStatus.SEATED)
    assert Event.objects.filter(kind="events.approval.given").count() == 1
    with pytest.raises(Refused):
        actions.approve(registration=row, by=VISITOR)
    with time_machine.travel(clock.now() + timedelta(days=30), tick=False):
        assert actions.lapse_approvals() == 0


def test_a_no_gives_the_seat_to_the_next_and_tells_why():
    row = asked()
    behind = build.registered(row.gathering, build.person(of=None))
    actions.refuse_approval(registration=row, reason="Vi är för få.", by=VISITOR)
    actions.promote_all()
    behind.refresh_from_db()
    assert behind.status == RegistrationStatus.OFFERED
    actions.deliver_letters()
    assert any("Vi är för få." in letter.body for letter in mail.outbox)
    assert Event.objects.filter(kind="events.approval.refused").count() == 1


def test_a_no_without_a_reason_changes_nothing():
    row = asked()
    with pytest.raises(Refused, match="Skriv varför"):
        actions.refuse_approval(registration=row, reason=" ", by=VISITOR)
    row.refresh_from_db()
    assert row.status == RegistrationStatus.SEATED


def test_a_seat_that_nobody_approves_in_time_is_set_free():
    row = asked(days=7)
    with time_machine.travel(clock.now() + timedelta(days=6), tick=False):
        assert actions.lapse_approvals() == 0
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        assert actions.lapse_approvals() == 1
        assert actions.lapse_approvals() == 0
    row.refresh_from_db()
    assert row.status == RegistrationStatus.REFUSED
    assert row.gathering.sessions.get().taken == 0
    assert row.steps.last().reason == "Ingen godkände i tid."


def test_who_waited_long_gives_the_manager_as_many_days_as_others():
    """The days count from when the manager hears of it, not from when somebody joined a queue."""
    first = asked(days=7)
    row = build.registered(first.gathering)
    actions.cancel(registration=first, by=VISITOR)
    with time_machine.travel(clock.now() + timedelta(days=60), tick=False):
        actions.promote_all()
        row.refresh_from_db()
        actions.accept_offer(registration=row, by=VISITOR)
        assert actions.lapse_approvals() == 0
        row.refresh_from_db()
        assert abs(row.approve_by - clock.now() - timedelta(days=7)) < timedelta(seconds=1)
    with time_machine.travel(clock.now() + timedelta(days=68), tick=False):
        assert actions.lapse_approvals() == 1


# All of it


def test_one_round_of_the_house_lapses_promotes_and_writes():
    held = build.gathering(seats=1)
    first, second, third = (build.registered(held) for _ in range(3))
    actions.cancel(registration=first, by=VISITOR)
    actions.keep_house()
    second.refresh_from_db()
    assert second.status == RegistrationStatus.OFFERED
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        actions.keep_house()
        third.refresh_from_db()
        assert third.status == RegistrationStatus.OFFERED
    assert not Letter.objects.filter(sent_at__isnull=True).exists()
    assert any("Erbjudandet har gått ut" in letter.subject for letter in mail.outbox)


def test_a_house_where_nothing_waits_is_cheap_to_keep(django_assert_num_queries):
    build.gathering()
    Registration.objects.all().delete()
    actions.keep_house()
    with django_assert_num_queries(4):
        actions.keep_house()


def test_the_day_is_looked_at_once_an_hour():
    build.registered(build.gathering())
    with before(1):
        actions.keep_house()
        Letter.objects.filter(kind=LetterKind.REMINDER).delete()
        actions.keep_house()
        assert not Letter.objects.filter(kind=LetterKind.REMINDER).exists()
        cache.clear()
        actions.keep_house()
        assert Letter.objects.filter(kind=LetterKind.REMINDER).exists()


# One's own changes


def test_ones_own_change_is_kept_and_written_down():
    row = build.registered(build.gathering(of=build.course()))
    details = actions.OwnDetails(name=" Nytt Namn ", unit=None, flexible=False)
    actions.change_own(registration=row, details=details, by=VISITOR)
    row.refresh_from_db()
    assert (row.attendee.name, row.flexible) == ("Nytt Namn", False)
    assert Event.objects.filter(kind="events.registration.changed").count() == 1


def test_what_is_over_is_not_changed():
    row = build.registered(build.gathering())
    actions.cancel(registration=row, by=VISITOR)
    details = actions.OwnDetails(name="Nytt Namn", unit=None, flexible=False)
    with pytest.raises(Refused):
        actions.change_own(registration=row, details=details, by=VISITOR)
