"""Sending letters: each once, also when a worker dies or the mail server is away."""

import smtplib
import socket
from datetime import timedelta
from email import message_from_bytes, policy

import icalendar
import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core import mail

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.events import actions
from brygga.events.actions import delivering
from brygga.events.enums import GatheringStatus, LetterKind
from brygga.events.models import Approver, Letter
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db


def sent():
    return [letter.subject for letter in mail.outbox]


def test_a_seat_is_told_of_with_its_days_its_link_and_files_for_the_calendar():
    row = build.registered(build.gathering(title="Baskursen", days=2, venue="Södra teatern"))
    assert actions.deliver_letters() == 1
    [letter] = mail.outbox
    assert letter.to == [row.attendee.email]
    assert letter.subject == "Din plats: Baskursen"
    assert "söndag 18 november 2040, 09.00–17.00" in letter.body
    assert "Var: Södra teatern" in letter.body
    assert f"/anmalan/{row.pk}." in letter.body
    assert "&" not in letter.body
    files = calendars(letter)
    assert len(files) == 2
    for file in files:
        [event] = file.walk("VEVENT")
        assert str(file["METHOD"]) == "REQUEST"
        assert str(event["ATTENDEE"]) == f"mailto:{row.attendee.email}"
        assert event["DTSTART"].dt.tzinfo.key == "Europe/Stockholm"
        assert file.walk("VTIMEZONE")


def calendars(letter):
    parts = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    return [icalendar.Calendar.from_ical(part.get_payload(decode=True)) for part in parts]


def uids(letter):
    return {str(event["UID"]) for file in calendars(letter) for event in file.walk("VEVENT")}


def sequences(letter):
    return {event["SEQUENCE"] for file in calendars(letter) for event in file.walk("VEVENT")}


def methods(letter):
    return {str(file["METHOD"]) for file in calendars(letter)}


def test_a_change_and_a_cancellation_speak_of_the_same_days_with_higher_numbers():
    held = build.gathering(days=2)
    row = build.registered(held)
    actions.deliver_letters()
    held.sequence = 1
    held.save()
    Letter.objects.create(registration=row, kind=LetterKind.CHANGED, to=row.attendee.email)
    actions.deliver_letters()
    actions.cancel(registration=row, by=VISITOR)
    actions.deliver_letters()
    seat, changed, cancelled = mail.outbox
    assert uids(seat) == uids(changed) == uids(cancelled)
    assert [sequences(each) for each in mail.outbox] == [{0}, {1}, {2}]
    assert [methods(each) for each in mail.outbox] == [{"REQUEST"}, {"REQUEST"}, {"CANCEL"}]


def test_who_is_moved_has_the_old_days_struck_and_the_new_ones_set():
    course = build.course()
    old, new = build.gathering(of=course, days=2), build.gathering(of=course, days=1)
    row = build.registered(old)
    row.gathering = new
    row.save()
    Letter.objects.all().delete()
    Letter.objects.create(registration=row, kind=LetterKind.CHANGED, to=row.attendee.email)
    actions.deliver_letters()
    [letter] = mail.outbox
    kinds = sorted(str(file["METHOD"]) for file in calendars(letter))
    assert kinds == ["CANCEL", "CANCEL", "REQUEST"]


def test_a_gathering_called_off_strikes_the_days_and_says_why():
    held = build.gathering(title="Baskursen")
    row = build.registered(held)
    actions.deliver_letters()
    actions.cancel(registration=row, by=VISITOR, reason="Lokalen brann.", by_organiser=True)
    Letter.objects.filter(kind=LetterKind.CANCELLED).update(kind=LetterKind.CALLED_OFF)
    held.status = GatheringStatus.CANCELLED
    held.save()
    actions.deliver_letters()
    letter = mail.outbox[-1]
    assert letter.subject == "Inställt: Baskursen"
    assert "Lokalen brann." in letter.body
    assert methods(letter) == {"CANCEL"}


def test_the_queue_and_the_offer_are_told_of():
    held = build.gathering(title="Baskursen", seats=1)
    first, second = build.registered(held), build.registered(held)
    actions.deliver_letters()
    assert sent() == ["Din plats: Baskursen", "Du står i kön: Baskursen"]
    assert "nummer 1 av 1" in mail.outbox[-1].body
    actions.cancel(registration=first, by=VISITOR)
    actions.promote_all()
    actions.deliver_letters()
    assert sent()[-1].startswith("En plats till dig i Baskursen: svara senast")
    assert mail.outbox[-1].to == [second.attendee.email]
    assert calendars(mail.outbox[-1]) == []


@pytest.mark.parametrize("kind", LetterKind.values)
def test_every_kind_of_letter_has_a_subject_and_reads_well(kind):
    row = build.registered(build.gathering(title="Baskursen", of=build.course()))
    Letter.objects.all().delete()
    written = Letter.objects.create(
        registration=row, kind=kind, to=row.attendee.email, link="/intyg/abc/"
    )
    message = delivering.letter(written)
    assert "Baskursen" in message.subject or "Kurs" in message.subject
    assert "\n" not in message.subject
    assert "\n\n\n" not in message.body
    assert "{" not in message.body
    assert "None" not in message.body


def test_a_letter_speaks_the_language_of_its_readers_account():
    row = build.registered(build.gathering())
    row.attendee.user = people.user(language="en")
    row.attendee.save()
    actions.deliver_letters()
    assert sent()[0].startswith("Your seat:")
    assert "/en/anmalan/" in mail.outbox[0].body


def test_the_managers_letter_leads_to_the_answer():
    Approver.objects.create(principal=build.principal(), email="chef@brygga.example")
    build.registered(build.gathering(), build.person(name="Nina"))
    actions.deliver_letters()
    letter = next(each for each in mail.outbox if each.to == ["chef@brygga.example"])
    assert letter.subject.startswith("Godkänn: Nina")
    assert "/godkann/" in letter.body


# Once each


def test_letters_are_sent_once_however_often_it_is_asked_for():
    build.registered(build.gathering())
    assert [actions.deliver_letters(), actions.deliver_letters()] == [1, 0]
    assert len(mail.outbox) == 1


def test_a_letter_that_another_worker_holds_is_left_to_it():
    build.registered(build.gathering())
    Letter.objects.update(claimed_at=clock.now())
    assert actions.deliver_letters() == 0


def test_without_the_hold_two_workers_would_send_the_same_letter(monkeypatch):
    """Negative control: both see it unsent, as they would without the conditional update."""
    build.registered(build.gathering())
    monkeypatch.setattr(delivering, "_free", Letter.objects.all)
    actions.deliver_letters()
    actions.deliver_letters()
    assert len(mail.outbox) == 2


def test_a_letter_whose_worker_died_is_taken_up_again_with_the_same_id():
    build.registered(build.gathering())
    actions.deliver_letters()
    Letter.objects.update(sent_at=None, claimed_at=clock.now() - timedelta(minutes=16))
    actions.deliver_letters()
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_at_most_so_many_are_sent_at_a_time_the_oldest_first():
    held = build.gathering()
    rows = [build.registered(held) for _ in range(3)]
    assert actions.deliver_letters(limit=2) == 2
    assert [letter.to[0] for letter in mail.outbox] == [row.attendee.email for row in rows[:2]]


def test_what_has_grown_moot_is_not_sent():
    row = build.registered(build.gathering())
    actions.cancel(registration=row, by=VISITOR)
    assert actions.deliver_letters() == 1
    assert sent()[0].startswith("Din anmälan är avbokad")
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


# When the mail server does not do as it should


def failing(error):
    class Away:
        def open(self):
            raise error

        def close(self):
            pass

    return Away


def test_a_server_that_is_away_is_tried_again_later_and_longer_apart(monkeypatch):
    held = build.gathering()
    build.registered(held)
    build.registered(held)
    monkeypatch.setattr(delivering, "get_connection", failing(ConnectionRefusedError()))
    assert actions.deliver_letters() == 0
    # The first has been tried; the other was spared.
    assert list(Letter.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0]
    monkeypatch.undo()
    assert actions.deliver_letters() == 1
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        assert actions.deliver_letters() == 1


def test_a_letter_is_not_tried_for_ever():
    build.registered(build.gathering())
    Letter.objects.update(attempts=delivering.MOST_ATTEMPTS)
    assert actions.deliver_letters() == 0


def test_an_address_that_is_none_is_given_up_and_the_others_are_sent(monkeypatch):
    held = build.gathering()
    wrong, right = build.registered(held), build.registered(held)
    hand_over = delivering._hand_over  # noqa: SLF001 -- stands in for the mail server

    def refuse(written, post):
        if written.registration_id == wrong.pk:
            raise smtplib.SMTPRecipientsRefused({})
        hand_over(written, post)

    monkeypatch.setattr(delivering, "_hand_over", refuse)
    assert actions.deliver_letters() == 1
    assert mail.outbox[0].to == [right.attendee.email]
    assert Letter.objects.get(registration=wrong).attempts == delivering.MOST_ATTEMPTS


class Sink:
    """A mail server that keeps what it gets, and may kill whoever sends before it answers."""

    def __init__(self):
        self.got = []
        self.kill = None

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.got.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.kill is not None:
            self.kill()
        return "250 OK"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def sink():
    kept = Sink()
    kept.port = free_port()
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    yield kept
    controller.stop()


def test_a_real_server_gets_the_letter_with_its_files(sink, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    held = build.gathering(title="Baskursen", days=2)
    build.registered(held)
    build.registered(held)
    assert actions.deliver_letters() == 2
    message = sink.got[0]
    assert message["Subject"] == "Din plats: Baskursen"
    files = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in files] == ["REQUEST", "REQUEST"]
    assert message["Message-ID"] != sink.got[1]["Message-ID"]


@pytest.mark.parametrize("name", ['Nina "Nisse" Å', "a;b,c:d", "rad\nbryt", "x" * 120, "<b>&amp;"])
def test_an_odd_name_stops_neither_the_letter_nor_its_files(name):
    Approver.objects.create(principal=build.principal(), email="chef@brygga.example")
    build.registered(build.gathering(), build.person(name=name))
    assert actions.deliver_letters() == 2
    assert calendars(mail.outbox[0])
    for letter in mail.outbox:
        assert letter.message()["Subject"]
