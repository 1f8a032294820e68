"""The report's section on what people are offered: the same in every form."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pypdf import PdfReader

from brygga.people.queries import place_by_code
from brygga.thread.report import as_json, build_report, html_file, pdf_file
from tests.builders import coverage
from tests.builders import offer as build
from tests.builders.followed import followed_county

pytestmark = pytest.mark.django_db
CHECKED = date(2010, 10, 1)


@pytest.fixture(autouse=True)
def _in_swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def carried():
    made = build.intervention(provisions=[followed_county()["3"]])
    build.responsibility(made)
    return made


def offered(what, at="0160", **fields):
    fields.setdefault("verified", CHECKED)
    return build.offer(what, where=coverage.unit(at=at, of=f"kommun-{at}"), **fields)


def report(code="01"):
    return build_report(place_by_code(code), 2010)


def test_a_county_counts_its_places(carried):
    offered(carried, wait=[(CHECKED, 14)])
    offered(carried, at="0162", verified=date(2008, 1, 1), wait=[(date(2008, 1, 1), 3)])
    (found,) = as_json(report())["offered"]
    assert found == {
        "id": "policy/3",
        "places": 26,
        "offered": 2,
        "checked": 1,
        "unclear": 0,
        "shortest_wait_days": 14,
    }


def test_a_place_says_whether_it_is_offered(carried):
    assert any("Ingen erbjuder" in text for text in as_json(report("0160"))["text"])
    offered(carried)
    made = as_json(report("0160"))
    assert made["offered"][0]["offered"] == 1
    assert "Allt som någon insats genomför erbjuds överallt." in made["text"]


def test_who_answers_may_be_unclear(carried):
    build.responsibility(carried, kind="region", sector="addiction_care", at="0160")
    build.responsibility(carried, at="0160")
    assert as_json(report())["offered"][0]["unclear"] == 1


def test_what_nothing_carries_out_is_not_told_of():
    followed_county()
    assert as_json(report())["offered"] == []
    assert "Vad människor erbjuds" not in html_file(report()).decode()


def test_html_pdf_and_json_tell_the_same(carried):
    offered(carried)
    made = report()
    said = next(text for text in as_json(made)["text"] if "erbjuds på" in text)
    page = " ".join(html_file(made).decode().split())
    paper = " ".join(
        " ".join(each.extract_text() for each in PdfReader(BytesIO(pdf_file(made))).pages).split()
    )
    for form in (page, paper):
        assert said in form
        assert "Vad människor erbjuds" in form
    json.dumps(as_json(made))


def test_an_invented_offer_makes_the_report_invented(carried):
    before = report().invented
    offered(carried, invented=True)
    assert (before, report().invented) == (False, True)


def test_as_few_questions_for_three_as_for_one(carried):
    counts = []
    for at in ("0160", "0162", "0184"):
        offered(carried, at=at)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            report()
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 32
