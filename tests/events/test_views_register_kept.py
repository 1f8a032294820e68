"""The page of the registration form, which is drawn once for all who open it in a rush."""

import re

import pytest
import time_machine
from django.test import Client

from brygga import clock
from tests.builders import events as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment():
    with time_machine.travel(clock.now(), tick=False) as passing:
        yield passing


def test_two_visitors_register_by_the_page_that_was_drawn_for_the_first(moment):
    made = build.gathering(seats=1)
    path, tokens = f"/kalender/{made.slug}/anmalan/", []
    for n in range(2):
        client = Client(enforce_csrf_checks=True)
        page = client.get(path)
        token, key = (
            re.search(rf'name="{name}" value="([^"]+)"', page.content.decode())[1]
            for name in ("csrfmiddlewaretoken", "key")
        )
        tokens.append((token, key))
        told = {"name": "Anna Ek", "email": f"anna{n}@brygga.example", "place": "0160"}
        told |= {"principal": "other", "profession": "social_worker"}
        sent = client.post(path, told | {"csrfmiddlewaretoken": token, "key": key})
        assert sent.status_code == 302
        moment.shift(1)
    assert len(set(tokens)) == 2
    assert made.registrations.count() == 2
    # The room was full when the second came, and the page said so.
    assert "Alla platser är tagna" in page.content.decode()


def test_the_page_follows_what_the_organiser_changes_within_a_second(moment):
    made = build.gathering()
    path = f"/kalender/{made.slug}/anmalan/"
    assert "Oscarsteatern" not in Client().get(path).content.decode()
    type(made).objects.filter(pk=made.pk).update(venue="Oscarsteatern")
    moment.shift(1)
    assert "Oscarsteatern" in Client().get(path).content.decode()
    assert "Register" in Client().get(f"/en{path}").content.decode()


def test_a_kept_page_costs_two_queries_a_second(moment, django_assert_num_queries):
    made = build.gathering(days=2)
    path = f"/kalender/{made.slug}/anmalan/"
    Client().get(path)
    with django_assert_num_queries(0):
        Client().get(path)
    moment.shift(1)
    with django_assert_num_queries(2):
        Client().get(path)
