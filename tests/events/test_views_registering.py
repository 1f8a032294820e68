"""Registering without account, managing by the letter's link, a manager's yes or no.

Three people to have in mind: a nurse in Täby with the tip of a course and a phone; one who comes
when it is full and waits; and the manager of somebody, who has no account and little time.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.events import actions, links
from brygga.events.enums import (
    CheckIn,
    GatheringStatus,
    QueueRule,
    RegistrationMode,
    RegistrationStatus,
)
from brygga.events.models import Approver, Attendance, Attendee, Registration
from brygga.people.models import Unit
from tests.builders import events as build
from tests.builders import people

pytestmark = pytest.mark.django_db
GONE = {"status": GatheringStatus.CANCELLED}


def text(response):
    return " ".join(response.content.decode().split())


def filled(**changed):
    return {
        "name": "Nina Sköterska",
        "email": "nina@brygga.example",
        "place": "0160",
        "principal": "region",
        "profession": "nurse",
        "flexible": "on",
        "venue_note": "",
        "key": "en-nyckel",
    } | changed


def send(client, held, **changed):
    return client.post(f"/kalender/{held.slug}/anmalan/", filled(**changed))


def own(row, rest=""):
    return f"/anmalan/{links.manage_token(row)}/{rest}"


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
