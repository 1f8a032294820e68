"""One's own registration by the letter's link: seat, queue, offer, a day that was missed."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.events import actions, links
from brygga.events.enums import (
    CheckIn,
    QueueRule,
    RegistrationStatus,
)
from brygga.events.models import Attendance, Registration
from tests.builders import events as build
from tests.events.forms import own, text

pytestmark = pytest.mark.django_db


# Managing


def test_a_seat_is_shown_with_its_days_the_code_for_the_door_and_what_has_happened(client):
    row = build.registered(build.gathering(title="Baskursen", days=2))
    shown = text(client.get(own(row)))
    assert "Du har en plats" in shown
    assert "söndag 18 november 2040" in shown
    assert "Du fick plats i Baskursen (18 november 2040)." in shown


def test_it_is_cancelled_after_a_question_and_not_by_looking(client):
    row = build.registered(build.gathering())
    assert "Lämna platsen?" in text(client.get(own(row, "avboka/")))
    row.refresh_from_db()
    assert row.status == RegistrationStatus.SEATED
    response = client.post(own(row, "avboka/"), follow=True)
    assert "Du är inte längre anmäld" in text(response)
    assert "Anmäl dig igen" in text(response)
    row.refresh_from_db()
    assert row.status == RegistrationStatus.CANCELLED
    assert "avslutad" in text(client.post(own(row, "avboka/"), follow=True))


@pytest.mark.parametrize(
    "token", ["x", "1.abc", "999." + "a" * 32, "٣." + "a" * 32, "1." + "é" * 32]
)
def test_a_wrong_link_says_what_to_do(client, token):
    build.registered(build.gathering())
    for path in (f"/anmalan/{token}/", f"/anmalan/{token}/avboka/", f"/godkann/{token}/"):
        response = client.get(path)
        assert response.status_code == 404
        assert "Kopiera hela länken" in text(response)


def test_one_purposes_link_opens_no_other_door(client):
    row = build.registered(build.gathering())
    for token in (
        links.approve_token(row),
        links.receipt_token(row),
        links.feed_token(row.attendee),
    ):
        assert client.get(f"/anmalan/{token}/").status_code == 404


def waiting(seats=1, behind=0, **fields):
    """A round with its seats taken, and somebody who waits behind so many."""
    held = build.gathering(seats=seats, of=build.course(**fields), title="Baskursen")
    first = build.registered(held)
    others = [build.registered(held) for _ in range(behind)]
    return held, first, others, build.registered(held)


def test_who_waits_reads_where_and_why(client):
    *_, row = waiting(behind=1)
    shown = text(client.get(own(row)))
    assert "nummer 2 av 2" in shown
    assert "ställde sig i kön först kommer först" in shown
    assert "Alla platser är tagna" in shown


def test_an_offer_is_taken_and_the_log_says_why_it_came(client):
    _held, first, _others, row = waiting(queue_rule=QueueRule.EVEN)
    actions.cancel(registration=first, by=VISITOR)
    actions.promote_all()
    shown = text(client.get(own(row)))
    assert "Du erbjuds en plats" in shown
    assert "du var ensam i kön" in shown
    assert "Från Täby, Täby kommun hade 0 redan fått plats" in shown
    assert "Platsen är din" in text(client.post(own(row), {"go": "accept"}, follow=True))
    row.refresh_from_db()
    assert row.status == RegistrationStatus.SEATED
    assert "redan en plats" in text(client.post(own(row), {"go": "accept"}, follow=True))


def test_an_offer_that_has_run_out_says_so_and_leads_back(client):
    _held, first, _others, row = waiting()
    actions.cancel(registration=first, by=VISITOR)
    actions.promote_all()
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        assert "gått ut" in text(client.get(own(row)))
        assert "gått ut" in text(client.post(own(row), {"go": "accept"}, follow=True))
        actions.lapse_offers()
        shown = text(client.get(own(row)))
    assert "Svarade inte i tid" in shown
    assert "Anmäl dig igen" in shown


def test_an_offer_is_declined_for_another_round(client):
    _held, first, _others, row = waiting()
    actions.cancel(registration=first, by=VISITOR)
    actions.promote_all()
    assert "tackat nej" in text(client.post(own(row), {"go": "decline"}, follow=True))
    row.refresh_from_db()
    assert row.status == RegistrationStatus.WAITING
    assert "Du tackade nej till platsen i Baskursen" in text(client.get(own(row)))


@pytest.mark.parametrize("go", ["", "fly", "day:", "day:x", "day:٣", "day:999999"])
def test_a_button_that_is_not_there_does_nothing(client, go):
    row = build.registered(build.gathering())
    assert client.post(own(row), {"go": go}, follow=True).status_code == 200
    row.refresh_from_db()
    assert row.status == RegistrationStatus.SEATED


def test_name_and_any_round_are_changed_and_the_place_in_the_queue_stays(client):
    *_, row = waiting()
    response = client.post(own(row, "uppgifter/"), {"name": "Nytt Namn"}, follow=True)
    assert "Nytt Namn" in text(response)
    row.refresh_from_db()
    assert (row.flexible, row.status) == (False, RegistrationStatus.WAITING)
    assert "bara på en plats i den här omgången" in text(response)


def test_a_name_is_asked_for_again_where_it_is_left_empty(client):
    row = build.registered(build.gathering())
    response = client.post(own(row, "uppgifter/"), {"name": ""})
    assert "att rätta till" in text(response)


def missed(day):
    """Two rounds; somebody in the first was there every day but one."""
    course = build.course(title="Baskursen")
    held = build.gathering(of=course, days=4, title="Hösten")
    later = build.gathering(of=course, days=4, title="Våren", first=build.FIRST_DAY + timedelta(90))
    row = build.registered(held)
    for session in held.sessions.exclude(course_day=day):
        Attendance.objects.create(
            attendee=row.attendee, session=session, present=True, method=CheckIn.LIST
        )
    return row, later


def test_a_day_that_nobody_saw_one_on_is_said_once_it_is_over(client, time_machine):
    row, later = missed(3)
    assert "Ingen har antecknat" not in text(client.get(own(row)))
    time_machine.move_to(build.FIRST_DAY + timedelta(days=10))
    assert "Ingen har antecknat att du var där kursdag 3." in text(client.get(own(row)))
    day = later.sessions.get(course_day=3)
    client.post(own(row), {"go": f"day:{day.pk}"})
    assert "Ingen har antecknat" not in text(client.get(own(row)))


def test_a_missed_day_is_taken_in_another_round(client):
    row, later = missed(3)
    shown = text(client.get(own(row)))
    assert "Kursdag 3:" in shown
    assert "Kursdag 1:" not in shown
    day = later.sessions.get(course_day=3)
    response = client.post(own(row), {"go": f"day:{day.pk}"}, follow=True)
    assert "Dagen är din" in text(response)
    assert Registration.objects.get(only_session=day).attendee == row.attendee
    assert "Kursdag 3:" not in text(client.get(own(row)))
    again = client.post(own(row), {"go": f"day:{day.pk}"}, follow=True)
    assert "går inte längre att ta" in text(again)


def test_a_day_that_is_full_is_not_offered(client):
    row, later = missed(3)
    later.sessions.update(seats=0)
    assert "Kursdag 3:" not in text(client.get(own(row)))


@pytest.mark.parametrize("number", [1, 3])
def test_ones_page_asks_as_much_for_one_step_as_for_three(
    client, number, django_assert_num_queries
):
    row, _later = missed(3)
    for _ in range(number - 1):
        actions.change_own(
            registration=row,
            details=actions.OwnDetails(name="Någon", unit=None, flexible=True),
            by=VISITOR,
        )
        row.steps.create(kind="passed", gathering=row.gathering)
    cache.clear()
    with django_assert_num_queries(9):
        client.get(own(row))


def test_ones_own_calendar_follows_ones_seats(client):
    row = build.registered(build.gathering(days=2))
    path = f"/min-kalender/{links.feed_token(row.attendee)}/kalender.ics"
    assert client.get(path).content.count(b"BEGIN:VEVENT") == 2
    actions.cancel(registration=row, by=VISITOR)
    assert client.get(path).content.count(b"BEGIN:VEVENT") == 0
    assert client.get("/min-kalender/1.x/kalender.ics").status_code == 404
