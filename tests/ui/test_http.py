"""Whole page or part, and files that a spreadsheet opens safely."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails
from hypothesis import given
from hypothesis import strategies as st

from brygga.access.actor import VISITOR
from brygga.ui.http import FORMULA_STARTS, csv_response, page

LOADER = "django.template.loaders.locmem.Loader"


@pytest.fixture
def _template(settings):
    source = "whole {% partialdef list inline %}part {{ x }}{% endpartialdef %}"
    engine = settings.TEMPLATES[0] | {
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("template_partials.loader.Loader", [(LOADER, {"list.html": source})]),
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
    settings.TEMPLATES = [engine]


def asked(**headers: str):
    request = RequestFactory().get("/", headers=headers)
    request.actor = VISITOR
    request.htmx = HtmxDetails(request)
    return request


@pytest.mark.usefixtures("_template")
class TestPage:
    def test_a_browser_gets_the_whole_page(self):
        response = page(asked(), "list.html", {"x": 1}, part="list")
        assert response.content == b"whole part 1"

    def test_htmx_gets_the_part_it_asks_for(self):
        response = page(asked(hx_request="true"), "list.html", {"x": 1}, part="list")
        assert response.content == b"part 1"

    def test_a_boosted_link_gets_the_whole_page(self):
        boosted = asked(hx_request="true", hx_boosted="true")
        assert page(boosted, "list.html", {"x": 1}, part="list").content == b"whole part 1"

    def test_a_cache_keeps_page_and_part_apart(self):
        assert page(asked(), "list.html", {}, part="list").headers["Vary"] == "HX-Request"

    def test_the_status_is_the_callers(self):
        assert page(asked(), "list.html", {}, part="list", status=422).status_code == 422


def read(response) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_a_file_says_that_it_is_utf_8_and_what_it_is_called():
    response = csv_response("läget.csv", ["Län"], [["Västmanland"]])
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "l%C3%A4get.csv" in response.headers["Content-Disposition"]
    assert response.content.endswith(b"\r\n")


def test_numbers_dates_and_nothing_are_written_as_they_are():
    row = [-3, 2.5, Decimal("-1.10"), date(2010, 10, 12), None]
    answer = csv_response("a.csv", ["a"], [row])
    assert read(answer)[1] == ["-3", "2.5", "-1.10", "2010-10-12", ""]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_that_would_run_as_a_formula_is_held_back(start):
    answer = csv_response("a.csv", [f"{start}head"], [[f"{start}1+1"]])
    assert read(answer) == [[f"'{start}head"], [f"'{start}1+1"]]


def test_a_lazy_translation_is_held_back_like_any_text():
    assert read(csv_response("a.csv", [_("=1")], [])) == [["'=1"]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_no_cell_ever_begins_a_formula_and_none_is_lost(cells):
    kept = read(csv_response("a.csv", ["a"], [cells]))[1]
    assert [cell.removeprefix("'") for cell in kept] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in kept)
