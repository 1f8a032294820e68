"""A manager's yes or no, without account."""

import pytest

from brygga.access.actor import VISITOR
from brygga.events import actions, links
from brygga.events.enums import (
    RegistrationStatus,
)
from brygga.events.models import Approver, Attendee
from tests.builders import events as build
from tests.events.forms import own, send, text

pytestmark = pytest.mark.django_db


# Approving


def asked():
    Approver.objects.create(principal=build.principal(), email="chef@brygga.example")
    return build.registered(build.gathering(title="Baskursen"), build.person(name="Nina"))


def approving(row):
    return f"/godkann/{links.approve_token(row)}/"


def test_a_manager_reads_who_what_and_when_and_says_yes(client):
    row = asked()
    shown = text(client.get(approving(row)))
    for words in ("Nina", "Baskursen", "söndag 18 november 2040", "Täby kommun"):
        assert words in shown
    response = client.post(approving(row), {"go": "yes"}, follow=True)
    assert "Nina behåller platsen i Baskursen" in text(response)
    row.refresh_from_db()
    assert row.approval == "given"
    assert "Din chef godkände" in text(client.get(own(row)))


def test_a_no_needs_a_reason_and_sets_the_seat_free(client):
    row = asked()
    assert "Skriv varför" in text(client.post(approving(row), {"go": "no"}))
    response = client.post(approving(row), {"go": "no", "reason": "Vi är för få."}, follow=True)
    assert "har fått veta varför" in text(response)
    row.refresh_from_db()
    assert row.status == RegistrationStatus.REFUSED
    assert row.gathering.sessions.get().taken == 0
    shown = text(client.get(own(row)))
    assert "Vi är för få." in shown
    assert "Anmäl dig igen" in shown


def test_a_link_that_has_been_used_says_so(client):
    row = asked()
    client.post(approving(row), {"go": "yes"})
    response = client.post(approving(row), {"go": "no", "reason": "Ångrade mig"})
    assert "Länken har gjort sitt" in text(response)
    row.refresh_from_db()
    assert row.approval == "given"


def test_there_is_nothing_to_approve_when_the_person_has_cancelled(client):
    row = asked()
    actions.cancel(registration=row, by=VISITOR)
    assert "Det finns inget att godkänna" in text(client.get(approving(row)))


def test_neither_yes_nor_no_is_asked_again(client):
    assert "Tryck på ja eller nej" in text(client.post(approving(asked()), {"go": "kanske"}))


def test_an_attendee_is_one_person_over_all_courses(client):
    send(client, build.gathering())
    send(client, build.gathering(), key="annan")
    assert Attendee.objects.count() == 1
