"""A form's page is drawn once for all visitors, and each sends a form of their own."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from brygga.ui.kept_form import Look, form_for_all

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
FORM = '<input name="csrfmiddlewaretoken" value="{}"><input name="key" value="{}">'


class Page:
    def __init__(self, status=200):
        self.looked, self.drawn, self.status = 0, 0, status

    def ask(self, state=(), cookies=None, **headers):
        request = RequestFactory().get("/form/", headers=headers)
        request.COOKIES.update(cookies or {})

        def draw():
            self.drawn += 1
            body = FORM.format(get_token(request), "first")
            return HttpResponse(body, status=self.status)

        keys = iter(["own"])
        return form_for_all(
            request, look=lambda: self.look(state, draw), new_key=lambda: next(keys)
        )

    def look(self, state, draw):
        self.looked += 1
        return Look(state, draw)


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
    with time_machine.travel(NOON, tick=False) as moment:
        for state in ((False,), (True,), (False,)):
            page.ask(state)
            moment.shift(1)
    assert page.drawn == 2


def test_whether_it_holds_is_asked_once_a_second():
    page = Page()
    with time_machine.travel(NOON, tick=False) as moment:
        page.ask()
        moment.shift(0.9)
        page.ask(("other",))
        assert (page.looked, page.drawn) == (1, 1)
        moment.shift(0.2)
        page.ask(("other",))
    assert (page.looked, page.drawn) == (2, 2)


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
