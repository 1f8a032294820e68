"""Registering without account, managing by the letter's link, a manager's yes or no.

Three people to have in mind: a nurse in Täby with the tip of a course and a phone; one who comes
when it is full and waits; and the manager of somebody, who has no account and little time.
"""

from datetime import UTC, datetime

import pytest

from brygga.events import links
from brygga.events.enums import (
    GatheringStatus,
    QueueRule,
    RegistrationMode,
)
from brygga.events.models import Registration
from brygga.people.models import Unit
from tests.builders import events as build
from tests.builders import people
from tests.events.forms import send, text

pytestmark = pytest.mark.django_db
GONE = {"status": GatheringStatus.CANCELLED}


# Registering


def test_a_nurse_registers_without_account_and_reads_what_happens_next(client):
    held = build.gathering(title="Baskursen", days=2)
    assert "Anmäl dig" in text(client.get(f"/kalender/{held.slug}/anmalan/"))
    response = send(client, held)
    assert response.status_code == 302
    shown = text(client.get(response.url))
    assert "Du har en plats" in shown
    assert "Ett brev är på väg" in shown
    row = Registration.objects.get()
    assert (row.place.code, row.principal.slug, row.profession) == ("0160", "region-01", "nurse")
    assert row.attendee.email == "nina@brygga.example"


def test_the_page_after_registering_does_not_open_the_registration(client):
    """An address typed wrong, or somebody else's, gives no way to manage what is theirs."""
    held = build.gathering()
    response = send(client, held)
    row = Registration.objects.get()
    shown = text(client.get(response.url))
    assert links.manage_token(row) not in shown
    assert "Nina" not in shown
    receipt = response.url.split("/")[-2]
    assert client.get(f"/anmalan/{receipt}/").status_code == 404


def test_a_double_click_registers_once_and_gives_the_same_answer(client):
    held = build.gathering()
    first, second = send(client, held), send(client, held)
    assert first.url == second.url
    assert Registration.objects.count() == 1


def test_the_same_form_for_a_colleague_is_asked_about_and_then_taken(client):
    held = build.gathering()
    send(client, held)
    response = send(client, held, name="Kollegan", email="kollegan@brygga.example")
    assert response.status_code == 409
    assert "redan skickat" in text(response)
    key = response.context["form"]["key"].value()
    send(client, held, name="Kollegan", email="kollegan@brygga.example", key=key)
    assert Registration.objects.count() == 2


def test_a_full_round_gives_a_place_in_the_queue_with_the_rule(client):
    held = build.gathering(of=build.course(queue_rule=QueueRule.EVEN), seats=1)
    build.registered(held)
    build.registered(held)
    assert "Ställ dig i kön" in text(client.get(f"/kalender/{held.slug}/anmalan/"))
    shown = text(client.get(send(client, held).url))
    # Before the other who waits: from the region nobody in Täby has a seat yet.
    assert "nummer 1 av 2" in shown
    assert "fått minst platser" in shown


@pytest.mark.parametrize(
    ("fields", "asked", "sent", "words"),
    [
        ({"mode": RegistrationMode.COORDINATORS}, 200, 409, "Din samordnare anmäler dig"),
        ({"opens_at": datetime(2040, 1, 1, tzinfo=UTC)}, 200, 409, "Anmälan öppnar"),
        ({"closes_at": datetime(2021, 1, 1, tzinfo=UTC)}, 200, 409, "Anmälan stängde"),
        ({"first": datetime(2021, 1, 1, tzinfo=UTC)}, 200, 409, "redan börjat"),
        (GONE, 410, 410, "inställd"),
    ],
)
def test_a_refusal_is_a_sentence_with_something_to_do(client, fields, asked, sent, words):
    held = build.gathering(**fields)
    page = client.get(f"/kalender/{held.slug}/anmalan/")
    assert page.status_code == asked
    assert words in text(page)
    assert "Titta i kalendern" in text(page)
    answer = send(client, held)
    assert answer.status_code == sent
    assert words in text(answer)
    assert not Registration.objects.exists()


def test_the_same_address_twice_is_told_where_its_link_is(client):
    held = build.gathering()
    send(client, held)
    response = send(client, held, key="en-annan-nyckel")
    assert response.status_code == 409
    assert "redan" in text(response)
    assert "skickat dit den en gång till" in text(response)
    assert "nina@brygga.example" in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"place": "9999"}, {"place": "12"}, {"email": "ingen"}, {"profession": ""}, {"name": ""}],
)
def test_what_is_filled_in_wrongly_comes_back_with_the_rest_kept(client, wrong):
    response = send(client, build.gathering(), **wrong)
    assert response.status_code == 200
    assert "att rätta till" in text(response)
    assert not Registration.objects.exists()


def test_one_may_choose_among_the_places_of_the_gatherings_county(client):
    shown = text(client.get(f"/kalender/{build.gathering().slug}/anmalan/"))
    assert "Täby" in shown
    assert "Malmö" not in shown
    national = build.gathering(place=people.place("00"))
    shown = text(client.get(f"/kalender/{national.slug}/anmalan/"))
    assert "Malmö" in shown
    assert '<optgroup label="Skåne län">' in shown


def test_a_workplace_must_be_the_employers(client):
    unit = Unit.objects.create(
        slug="vc", name="Vårdcentralen", principal=build.principal(build.HEALTH),
        place=people.place("0160"), sector="primary_care",
    )  # fmt: skip
    held = build.gathering()
    assert "Vårdcentralen, Täby" in text(client.get(f"/kalender/{held.slug}/anmalan/"))
    response = send(client, held, unit=unit.slug, principal="municipality")
    assert "hör till Region Stockholm" in text(response)
    send(client, held, unit=unit.slug)
    assert Registration.objects.get().unit == unit


def test_whoever_is_signed_in_finds_what_is_known_filled_in(client):
    account = people.user("nina@brygga.example", name="Nina Sköterska")
    build.attendee("nina@brygga.example", name="Nina S", place=people.place("0182"))
    client.force_login(account)
    form = client.get(f"/kalender/{build.gathering().slug}/anmalan/").context["form"]
    assert form["name"].value() == "Nina S"
    assert form["place"].value() == "0182"
    assert form["email"].value() == "nina@brygga.example"


def test_the_words_on_the_note_ask_for_no_health(client):
    shown = text(client.get(f"/kalender/{build.gathering().slug}/anmalan/"))
    assert "Skriv inget om specialkost, allergier eller hälsa" in shown


def test_too_many_from_one_address_are_asked_to_wait(client, settings):
    settings.REGISTRATIONS_A_MINUTE = 1
    held = build.gathering()
    send(client, held)
    response = send(client, held, key="annan", email="b@brygga.example")
    assert response.status_code == 429
    assert response.headers["Retry-After"]
    assert "Vänta en minut" in text(response)


def test_a_form_needs_its_token_against_forgery():
    from django.test import Client  # noqa: PLC0415 -- another client than the fixture's

    held = build.gathering()
    assert send(Client(enforce_csrf_checks=True), held).status_code == 403


def test_registering_asks_little_of_the_database(client, django_assert_max_num_queries):
    held = build.gathering(days=4, of=build.course())
    send(client, held, key="varm", email="varm@brygga.example")
    with django_assert_max_num_queries(22):
        send(client, held)
