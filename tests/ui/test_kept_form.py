"""A form's page is drawn once for all visitors, and each sends a form of their own."""

import re

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from brygga.ui.kept_form import form_for_all

FORM = '<input name="csrfmiddlewaretoken" value="{}"><input name="key" value="{}">'


class Page:
    def __init__(self, status=200):
        self.drawn, self.status = 0, status

    def ask(self, state=(), cookies=None, **headers):
        request = RequestFactory().get("/form/", headers=headers)
        request.COOKIES.update(cookies or {})

        def draw():
            self.drawn += 1
            body = FORM.format(get_token(request), "first")
            return HttpResponse(body, status=self.status)

        keys = iter(["own"])
        return form_for_all(request, state=state, draw=draw, new_key=lambda: next(keys))


def values(response):
    return re.findall(r'value="([^"]+)"', response.content.decode())


def test_it_is_drawn_once_and_sealed_for_each():
    page = Page()
    (first, key), (second, other) = values(page.ask()), values(page.ask())
    assert page.drawn == 1
    assert first != second
    assert (key, other) == ("own", "own")
    assert page.ask().headers["Vary"] == "HX-Request"


def test_what_the_page_shows_decides_whether_it_holds():
    page = Page()
    for state in ((False,), (True,), (False,)):
        page.ask(state)
    assert page.drawn == 2


@pytest.mark.parametrize(
    ("cookies", "headers"),
    [({"brygga": "x"}, {}), ({"messages": "x"}, {}), ({}, {"HX-Request": "1"})],
)
def test_who_may_be_more_than_a_visitor_has_it_drawn(cookies, headers):
    page = Page()
    for _ in range(2):
        page.ask(cookies=cookies, **headers)
    assert page.drawn == 2


def test_what_went_wrong_is_not_kept():
    page = Page(status=410)
    assert [page.ask().status_code for _ in range(2)] == [410, 410]
    assert page.drawn == 2
