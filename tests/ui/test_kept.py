"""An open page is drawn anew when something has been done, and never handed to the wrong reader."""

from itertools import count

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from brygga.audit.actions import record
from brygga.ui import kept as module
from brygga.ui.kept import kept
from tests.builders import people

pytestmark = pytest.mark.django_db
FACTORY = RequestFactory()


@pytest.fixture
def page():
    """A page that says how many times it has been drawn."""
    times = count(1)

    @kept
    def drawn(request, **fields):
        return HttpResponse(f"drawn {next(times)}", **fields)

    return drawn


def text(page, path="/laget/", **headers):
    return page(FACTORY.get(path, headers=headers)).content.decode()


def done():
    taby = people.place("0160")
    record("people.group.saved", taby, by=people.actor(), path=taby.path)


def test_it_is_handed_out_again_for_one_query(page, django_assert_num_queries):
    assert text(page) == "drawn 1"
    with django_assert_num_queries(1):
        assert text(page) == "drawn 1"


def test_it_is_drawn_anew_when_anything_has_been_done(page):
    assert text(page) == "drawn 1"
    done()
    assert text(page) == "drawn 2"
    assert text(page) == "drawn 2"


def test_what_is_done_while_it_is_drawn_is_seen_the_next_time():
    times = count(1)

    @kept
    def slow(request):
        done()
        return HttpResponse(f"drawn {next(times)}")

    assert text(slow) == "drawn 1"
    assert text(slow) == "drawn 2"


def test_every_address_has_a_page_of_its_own(page):
    assert text(page, "/laget/01/") == "drawn 1"
    assert text(page, "/laget/01/?ar=2009") == "drawn 2"
    assert text(page, "/en/laget/01/") == "drawn 3"
    assert text(page, "/laget/01/") == "drawn 1"


@pytest.mark.parametrize("headers", [{"cookie": "brygga=abc"}, {"HX-Request": "true"}])
def test_whoever_has_a_cookie_or_asks_for_a_part_gets_their_own(page, headers):
    assert text(page) == "drawn 1"
    assert text(page, **headers) == "drawn 2"
    assert text(page) == "drawn 1"


def test_a_form_sent_is_never_answered_by_a_kept_page(page):
    assert text(page) == "drawn 1"
    assert page(FACTORY.post("/laget/")).content == b"drawn 2"


def test_a_page_with_a_forms_token_is_for_one_visitor():
    @kept
    def with_form(request):
        return HttpResponse(get_token(request))

    assert text(with_form) != text(with_form)


@pytest.mark.parametrize("fields", [{"status": 404}, {"status": 302, "headers": {"Location": "/"}}])
def test_only_a_page_that_was_found_is_kept(page, fields):
    request = FACTORY.get("/laget/")
    assert page(request, **fields).content == b"drawn 1"
    assert page(request, **fields).content == b"drawn 2"


def test_a_very_large_page_is_not_kept(page, monkeypatch):
    monkeypatch.setattr(module, "_LARGEST", 3)
    assert text(page) == "drawn 1"
    assert text(page) == "drawn 2"


def test_what_is_streamed_is_not_kept():
    @kept
    def streamed(request):
        return StreamingHttpResponse(iter([b"a", b"b"]))

    for _ in range(2):
        assert b"".join(streamed(FACTORY.get("/"))) == b"ab"


def test_a_new_day_draws_it_anew(page, time_machine):
    time_machine.move_to("2010-10-11T21:59:30Z")
    assert text(page) == "drawn 1"
    # Midnight in Stockholm: what was due yesterday is late.
    time_machine.move_to("2010-10-11T22:00:10Z")
    assert text(page) == "drawn 2"
