"""The header's number: asked once, and only where it is shown."""

from unittest.mock import patch

import pytest
from django.test import RequestFactory

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
