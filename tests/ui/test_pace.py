"""Whose turn it is to wait: the address, also behind a proxy."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from brygga.ui.pace import address_of, asked_to_wait, wait_to_register


@pytest.mark.parametrize(
    ("https", "passed_on", "address"),
    [
        (False, "", "127.0.0.1"),
        (False, "198.51.100.7", "127.0.0.1"),
        (True, "198.51.100.7", "198.51.100.7"),
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (True, "", "127.0.0.1"),
    ],
)
def test_only_the_proxy_is_believed(settings, https, passed_on, address):
    settings.HTTPS = https
    more = {"HTTP_X_FORWARDED_FOR": passed_on} if passed_on else {}
    assert address_of(RequestFactory().get("/", **more)) == address


@pytest.mark.django_db
def test_the_bound_is_the_environments(settings):
    settings.REGISTRATIONS_A_MINUTE = 1
    request = RequestFactory().post("/")
    assert wait_to_register(request) == 0
    assert wait_to_register(request) > 0


def test_the_answer_says_how_long():
    answer = asked_to_wait(HttpResponse("Vänta"), 12)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "12")
