"""The header's number: asked once, and only where it is shown."""

from unittest.mock import patch

import pytest
from django.test import RequestFactory

from brygga.audit.actions import record
from brygga.kernel.waiting import Waiting
from brygga.portal import context
from tests.builders import people


def test_what_waits_is_counted_once_and_only_when_somebody_reads_it():
    request = RequestFactory().get("/")
    mine = Waiting(text="a", url="/", due_on=None, place="Täby")
    others = Waiting(text="b", url="/", due_on=None, place="Täby", blocked_by="vården")
    with patch.object(context, "waiting_for", return_value=[mine, others]) as asked:
        known = context.hall(request)
        assert asked.call_count == 0
        assert known["waiting"] == 1
        assert context.waiting_of(request) == [mine, others]
        assert str(context.hall(request)["waiting"]) == "1"
        assert asked.call_count == 1


@pytest.mark.django_db
def test_a_visitors_page_asks_nothing_about_who_they_are(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/om/").status_code == 200


@pytest.mark.django_db
def test_the_number_stands_in_the_header(client):
    client.force_login(people.municipality().user)
    two = [Waiting(text="Svara", url="/", due_on=None, place="Täby")] * 2
    with patch.object(context, "waiting_for", return_value=two):
        assert "Min sida (2)" in client.get("/om/").content.decode()


def number_in_header(client, waiting, queries, django_assert_num_queries):
    """What the header says. Session, account, second step and reach are asked for as well."""
    with (
        patch.object(context, "waiting_for", return_value=waiting),
        django_assert_num_queries(4 + queries),
    ):
        html = client.get("/om/").content.decode()
    return html.partition("Min sida (")[2].partition(")")[0]


@pytest.mark.django_db
def test_the_number_is_asked_for_anew_when_something_is_done_in_the_branch(
    client, django_assert_num_queries
):
    county, taby, lund = people.county(), people.place("0160"), people.place("1281")
    client.force_login(county.user)
    one = Waiting(text="Svara", url="/", due_on=None, place="Täby")
    asked = (client, [one], 1, django_assert_num_queries)
    assert number_in_header(*asked) == "1"
    again = (client, [one] * 2, 1, django_assert_num_queries)
    # Nothing has been done: the number from the page before stands.
    assert number_in_header(*again) == "1"
    record("people.group.saved", lund, by=county.actor, path=lund.path)
    assert number_in_header(*again) == "1"
    record("people.group.saved", taby, by=county.actor, path=taby.path)
    anew = (client, [one] * 2, 2, django_assert_num_queries)
    assert number_in_header(*anew) == "2"
    # A loaded folder lies above the county and may change everything in it.
    record("programme.folder.loaded", taby, by=county.actor, path="00/")
    assert number_in_header(client, [one] * 3, 2, django_assert_num_queries) == "3"


@pytest.mark.django_db
def test_a_new_day_asks_anew(client, django_assert_num_queries, time_machine):
    time_machine.move_to("2010-10-11T21:59:30Z")
    client.force_login(people.county().user)
    one = Waiting(text="Svara", url="/", due_on=None, place="Täby")
    assert number_in_header(client, [one], 1, django_assert_num_queries) == "1"
    # Midnight in Stockholm.
    time_machine.move_to("2010-10-11T22:00:10Z")
    with patch.object(context, "waiting_for", return_value=[one] * 2):
        assert "Min sida (2)" in client.get("/om/").content.decode()
