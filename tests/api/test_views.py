"""Registering by machine: what is answered, once, and in which words."""

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from brygga import clock
from brygga.api.answers import said
from brygga.audit.actions import StillRunning
from brygga.audit.models import Answered
from brygga.events import actions
from brygga.events.enums import GatheringStatus, LetterKind, RegistrationMode
from brygga.events.models import Registration
from brygga.people.models import Principal
from tests.builders import events as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """A machine has no session and no token against forged forms."""
    build.principal()
    return Client(enforce_csrf_checks=True)


def body(n=1, **fields):
    return {
        "name": f"Deltagare {n}",
        "email": f"deltagare{n}@brygga.example",
        "place": "0160",
        "principal": build.SOCIAL,
        "profession": "social_worker",
    } | fields


def post(client, made, told, key=None):
    headers = {"Idempotency-Key": str(uuid.uuid4()) if key is None else key}
    return client.post(
        f"/api/v1/rounds/{made if isinstance(made, str) else made.slug}/registrations",
        json.dumps(told) if not isinstance(told, bytes) else told,
        content_type="application/json",
        headers=headers,
    )


def test_a_seat_and_then_a_place_in_the_queue(client):
    made = build.gathering(seats=1)
    seated, *waiting = (post(client, made, body(n)) for n in range(3))
    assert [answer.status_code for answer in (seated, *waiting)] == [201] * 3
    assert [a.json()["status"] for a in (seated, *waiting)] == ["seated", "waiting", "waiting"]
    assert [a.json()["position"] for a in (seated, *waiting)] == [None, 1, 2]
    found = Registration.objects.order_by("pk").first()
    assert seated.json()["id"] == found.pk
    assert f"/anmalan/{found.pk}." in seated.json()["manage_url"]
    assert seated.headers["Content-Type"].startswith("application/json")


def test_the_same_request_again_gives_the_same_bytes_and_no_second_seat(client):
    made = build.gathering()
    first, again = (post(client, made, body(), "one") for _ in range(2))
    assert first.content == again.content
    assert (first.status_code, again.status_code) == (201, 201)
    assert Registration.objects.count() == 1


def test_the_same_key_for_something_else_is_refused(client):
    made = build.gathering()
    post(client, made, body(1), "one")
    for other in (
        post(client, made, body(2), "one"),
        post(client, build.gathering(), body(1), "one"),
    ):
        assert other.status_code == 422
        assert "Idempotency-Key" in other.json()["detail"]


def test_the_kept_answer_holds_no_secret_address(client):
    post(client, build.gathering(), body())
    assert set(json.loads(Answered.objects.get().body)) == {"id", "status", "position"}


@pytest.mark.parametrize("key", ["", "å", "two words", "x" * 101])
def test_without_a_key_one_is_told_what_to_do(client, key):
    answer = post(client, build.gathering(), body(), key)
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["detail"]
    assert not Registration.objects.exists()


def test_one_that_is_being_done_is_asked_to_wait(client, monkeypatch):
    def running(**_):
        raise StillRunning

    monkeypatch.setattr("brygga.api.views.answered_once", running)
    answer = post(client, build.gathering(), body())
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "1")


def test_a_closed_round_says_why_and_may_be_asked_again(client):
    made = build.gathering(closes_at=clock.now() - timedelta(hours=1))
    answer = post(client, made, body(), "one")
    assert answer.status_code == 409
    assert "stängde" in answer.json()["detail"]
    made.closes_at = None
    made.save()
    assert post(client, made, body(), "one").status_code == 201


def test_who_is_registered_already_is_told_so(client):
    made = build.gathering()
    post(client, made, body())
    assert post(client, made, body()).status_code == 409
    assert made.registrations.get().letters.filter(kind=LetterKind.AGAIN).count() == 1


@pytest.mark.parametrize(
    "fields", [{"status": GatheringStatus.DRAFT}, {"mode": RegistrationMode.COORDINATORS}]
)
def test_what_is_not_open_to_everybody_is_not_there(client, fields):
    made = build.gathering(**fields)
    for answer in (
        post(client, made, body()),
        client.get(f"/api/v1/rounds/{made.slug}"),
        post(client, "finns-inte", body()),
    ):
        assert answer.status_code == 404
        assert answer.json()["detail"]


def test_every_bad_field_is_named_with_what_was_expected(client):
    wrong = body(name=" ", email="x", place="9999", principal="ingen", profession="kock")
    answer = post(client, build.gathering(), wrong)
    assert answer.status_code == 422
    told = {one["field"]: one["expected"] for one in answer.json()["fields"]}
    assert set(told) == set(wrong)
    assert "social_worker" in told["profession"]
    assert all(name in answer.json()["detail"] for name in wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "a\x00b"),
        ("name", "\ud800"),
        ("name", "x" * 121),
        ("name", 7),
        ("email", "a@b.example\n"),
        ("email", f"{'x' * 250}@b.example"),
        ("place", None),
        ("profession", ["social_worker"]),
    ],
)
def test_no_value_does_harm(client, field, value):
    answer = post(client, build.gathering(), body(**{field: value}))
    assert (answer.status_code, [one["field"] for one in answer.json()["fields"]]) == (422, [field])


@pytest.mark.parametrize("told", [b"", b"{", b"[" * 100_000, b"\xff", b"[]", b"7", b"null"])
def test_what_is_no_object_of_json_is_told_so(client, told):
    answer = post(client, build.gathering(), told)
    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


def test_a_body_without_end_is_not_read(client):
    answer = post(client, build.gathering(), b'"' + b"x" * 3 * 1024 * 1024 + b'"')
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_somebody_without_a_principal_says_so(client):
    assert post(client, build.gathering(), body(principal=None)).status_code == 201
    told = body(2)
    del told["principal"]
    assert post(client, build.gathering(), told).status_code == 422


def test_a_principal_that_is_new_is_known_at_once(client):
    assert post(client, build.gathering(), body(principal="ny")).status_code == 422
    Principal.objects.create(slug="ny", name="Ny", kind="region", place=build.place("01"))
    assert post(client, build.gathering(), body(principal="ny")).status_code == 201


def test_too_many_from_one_address_wait(client, settings):
    settings.REGISTRATIONS_A_MINUTE = 2
    made = build.gathering()
    *_, third = (post(client, made, body(n)) for n in range(3))
    assert third.status_code == 429
    assert 1 <= int(third.headers["Retry-After"]) <= 61
    assert third.json()["detail"]
    settings.REGISTRATIONS_A_MINUTE = None
    assert post(client, made, body(9)).status_code == 201


@pytest.mark.parametrize("people", [1, 3])
def test_a_round_says_how_it_stands(client, people, django_assert_num_queries):
    made = build.gathering(seats=1)
    for _ in range(people):
        build.registered(made)
    with django_assert_num_queries(2):
        told = client.get(f"/api/v1/rounds/{made.slug}").json()
    assert told == {
        "capacity": 1,
        "seated": 1,
        "waiting": people - 1,
        "opens_at": build.OPENS.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "closes_at": None,
    }


def test_an_offer_holds_its_seat(client):
    made = build.gathering(seats=1)
    first, _second = build.registered(made), build.registered(made)
    actions.cancel(registration=first, by=build.VISITOR)
    actions.promote_all()
    told = client.get(f"/api/v1/rounds/{made.slug}").json()
    assert (told["seated"], told["waiting"]) == (1, 0)


def test_the_description_names_both_addresses_and_every_error(client):
    told = client.get("/api/openapi.json").json()
    made = told["paths"]["/api/v1/rounds/{slug}/registrations"]["post"]
    assert set(made["responses"]) == {"201", "400", "404", "409", "422", "429"}
    assert "get" in told["paths"]["/api/v1/rounds/{slug}"]


def test_an_error_is_a_sentence():
    assert json.loads(said(418, "Te").content) == {"detail": "Te"}
