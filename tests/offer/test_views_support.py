"""Find support: plain, for everybody, and without a trace of who looked."""

import logging
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from brygga import clock
from brygga.audit.models import Event
from tests.builders import coverage, people
from tests.builders import offer as build

pytestmark = pytest.mark.django_db
PAGES = ("/stod/", "/stod/0160/", "/stod/?kommun=0160", "/stod/1280/", "/en/stod/0160/", "/stod/x/")


def text(answer):
    return " ".join(answer.content.decode().split())


def everything():
    """All rows of all tables, those of Django's own too, as one fingerprint."""
    tables = {
        model._meta.label: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.managed
    }
    return sha256(repr(sorted(tables.items())).encode()).hexdigest()


def test_somebody_who_needs_it_reads_all_there_is(client):
    what = build.intervention(name="Samtal", plain_words="Några samtal om vad du själv vill.")
    build.offer(
        what,
        where=coverage.unit("Vuxenenheten"),
        for_whom="Du som dricker mer än du vill",
        first_step="Gå dit på en torsdag.",
        web_page="https://example.org/vuxen",
        verified=clock.today(),
        wait=[(clock.today(), 5)],
    )
    found = text(client.get("/stod/0160/"))
    for words in (
        "Stöd i Täby",
        "Några samtal om vad du själv vill.",
        "Du som dricker mer än du vill",
        "Gå dit på en torsdag.",
        "Vuxenenheten",
        "https://example.org/vuxen",
        "5 dagar",
        "Senast kontrollerat",
        "Ring 112",
        "Ingen ser att du har varit här",
    ):
        assert words in found


def test_where_nothing_is_known_it_says_so_and_where_to_turn(client):
    found = text(client.get("/stod/1280/"))
    assert "Här vet vi inte vad som finns" in found
    assert "Det betyder inte att det saknas hjälp." in found
    assert "Socialtjänsten i Malmö" in found
    assert "vårdcentral" in found
    assert "Ring 112" in found


def test_the_only_number_is_the_one_that_is_a_fact(client):
    build.offer(verified=clock.today())
    main = text(client.get("/stod/0160/")).partition("<main")[2].partition("</main")[0]
    words = main.replace("tel:", "")
    assert "112" in words
    assert "08-" not in words
    assert "07" not in words.replace("2026", "")


def test_old_words_are_told_as_old(client):
    build.offer(verified=clock.today() - timedelta(days=500))
    assert "Fråga om det stämmer" in text(client.get("/stod/0160/"))


def test_a_part_of_the_municipality_is_named(client):
    people.place("bromma")
    build.offer(where=coverage.unit(at="bromma"), serves=["bromma"], verified=date(2026, 11, 1))
    assert "För dig som bor i: Bromma." in text(client.get("/stod/0180/"))


def test_choosing_leads_to_the_page(client):
    found = text(client.get("/stod/"))
    assert '<option value="0160">Täby</option>' in found
    assert 'href="/stod/0160/"' in found
    assert client.get("/stod/?kommun=0160").headers["Location"] == "/stod/0160/"
    assert client.get("/stod/01/").headers["Location"] == "/stod/#lan-01"
    assert client.get("/stod/?kommun=x").status_code == 200


def test_who_looks_leaves_nothing_behind(client, caplog):
    build.offer(verified=clock.today())
    before = everything()
    with caplog.at_level(logging.DEBUG):
        for path in PAGES:
            answer = client.get(path)
            assert answer.status_code in {200, 302}
            assert not answer.cookies
    assert everything() == before
    assert not client.cookies
    assert not [each for each in caplog.records if "stod" in each.getMessage()]


def test_the_control_what_is_logged_does_leave_a_trace(client, caplog):
    """The same eyes see what other pages leave: a row, a session, a cookie, a line in the log."""
    made = build.offer()
    before = everything()
    client.force_login(people.municipality().user)
    signed_in = everything()
    assert signed_in != before
    assert Session.objects.count() == 1
    client.post(f"/erbjudande/{made.slug}/stammer/")
    assert everything() != signed_in
    assert Event.objects.count() == 1
    assert client.cookies
    with caplog.at_level(logging.DEBUG):
        client.get("/utbud/finns-inte/")
    assert [each for each in caplog.records if "/utbud/finns-inte/" in each.getMessage()]


def test_who_is_signed_in_leaves_nothing_either(client):
    client.force_login(people.municipality().user)
    before = everything()
    for path in PAGES:
        client.get(path)
    assert everything() == before


def test_the_page_is_the_same_for_everybody(client):
    """So a cache may hold it, and it tells nobody who was there before."""
    build.offer(verified=clock.today())
    visitor = client.get("/stod/0160/")
    client.force_login(people.municipality().user)
    main = [text(each).partition("<main")[2] for each in (visitor, client.get("/stod/0160/"))]
    assert main[0] == main[1]
    assert visitor.headers["Cache-Control"] == "public, max-age=300"
    assert "csrfmiddlewaretoken" not in text(visitor)


@pytest.mark.parametrize("number", [1, 3])
def test_as_few_questions_for_three_as_for_one(client, number, django_assert_num_queries):
    for _ in range(number):
        build.offer(verified=clock.today())
    with django_assert_num_queries(3):
        client.get("/stod/0160/")
    with django_assert_num_queries(1):
        client.get("/stod/")


def test_the_way_out_tells_nobody_where_one_came_from(client):
    build.offer(web_page="https://example.org/vuxen", verified=clock.today())
    found = client.get("/stod/0160/")
    assert 'href="https://example.org/vuxen" rel="noreferrer"' in text(found)
    assert found.headers["Referrer-Policy"] == "same-origin"
