"""The report's section on competence: the same in every form, as everybody may read it."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pypdf import PdfReader

from brygga.competence.models import Trainer
from brygga.people.queries import place_by_code
from brygga.thread.report import as_json, build_report, html_file, pdf_file
from tests.builders import coverage as build
from tests.builders import events, people
from tests.builders.followed import followed_county

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_swedish():
    with translation.override("sv"):
        yield


@pytest.fixture
def course():
    made = events.course("audit", title="AUDIT i vardagen")
    made.provisions.add(followed_county()["3"])
    return made


def unit_with(course, trained, heads, at="0160", **fields):
    made = build.unit(at=at, of=f"kommun-{at}")
    build.staff(made, heads)
    return build.trained(course, trained, at=made, on=date(2010, 11, 25), **fields)


def data_of(code="0160", year=2010):
    return as_json(build_report(place_by_code(code), year))


def test_a_course_has_coverage_certificates_and_trainers(course):
    for each in unit_with(course, 14, 32)[:6]:
        Trainer.objects.create(
            attendee=each.attendee, course=course, valid_from=date(2010, 12, 1), source="Länet"
        )
    (found,) = data_of()["competence"]
    assert (found["course"], found["trained"], found["staff"], found["share"]) == (
        "audit", 14, 32, 44,
    )  # fmt: skip
    assert (found["certificates"], found["trainers"]) == (14, 6)
    assert (found["counted_on"], found["sources"]) == (["2010-09-01"], ["Personalsystemet"])


def test_html_pdf_and_json_tell_the_same(course):
    unit_with(course, 14, 32)
    report = build_report(place_by_code("0160"), 2010)
    sentence = "14 av 32 i tjänst har AUDIT i vardagen, 44 procent."
    pdf = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf_file(report))).pages
    )
    html = " ".join(html_file(report).decode().split())
    assert sentence in as_json(report)["text"]
    for text in (html, pdf):
        assert sentence in text
        assert "Utbildade av dem i tjänst, och utbildare" in text
    assert "AUDIT i vardagen 14 32 44 14 0" in pdf


def test_small_numbers_are_kept_back_in_every_form(course):
    unit_with(course, 3, 32)
    report = build_report(place_by_code("0160"), 2010)
    (found,) = as_json(report)["competence"]
    hidden = {"suppressed": True}
    assert (found["trained"], found["share"], found["certificates"]) == (hidden, hidden, hidden)
    assert found["staff"] == 32
    assert "visas inte" in html_file(report).decode()
    assert " 3 av 32" not in json.dumps(as_json(report), ensure_ascii=False)


def test_what_one_place_keeps_back_its_county_does_not_give_away(course):
    unit_with(course, 3, 32)
    unit_with(course, 20, 32, at="0162")
    whole, part = data_of("01")["competence"][0], data_of("0162")["competence"][0]
    assert {"suppressed": True} in (whole["trained"], part["trained"])
    assert {"suppressed": True} in (whole["certificates"], part["certificates"])


def test_certificates_are_of_the_year_and_trainers_of_its_end(course):
    later = unit_with(course, 6, 32, valid_to=date(2012, 1, 1))
    Trainer.objects.create(
        attendee=later[0].attendee,
        course=course,
        valid_from=date(2009, 1, 1),
        valid_to=date(2010, 6, 1),
    )
    assert data_of()["competence"][0]["trainers"] == 0
    assert data_of(year=2009)["competence"] == [] or (
        data_of(year=2009)["competence"][0]["certificates"] == 0
    )


def test_a_course_for_something_nobody_asked_about_is_not_told_of(course):
    events.course("annan")
    unit_with(course, 14, 32)
    assert [each["course"] for each in data_of()["competence"]] == ["audit"]


def test_the_nation_is_not_summed(course):
    unit_with(course, 14, 32)
    assert data_of("00")["competence"] == []


@pytest.mark.parametrize("n", [1, 3])
def test_the_report_asks_as_little_for_three_courses_as_for_one(course, n):
    provision = course.provisions.get()
    for number in range(1, n):
        events.course(f"kurs-{number}").provisions.add(provision)
    unit_with(course, 14, 32)
    place = people.place("0160")
    with CaptureQueriesContext(connection) as captured:
        build_report(place, 2010)
    assert len(captured) == 27


def test_a_course_nobody_has_is_in_the_table_and_not_in_the_words(course):
    unit_with(course, 0, 32)
    data = data_of()
    assert data["competence"][0]["trained"] == 0
    assert not any("AUDIT i vardagen" in sentence for sentence in data["text"])


def test_certificates_do_not_tell_what_coverage_keeps_back(course):
    """Ten of twelve are trained: two are not, and the year's certificates would say it."""
    unit_with(course, 10, 12)
    (found,) = data_of()["competence"]
    assert found["trained"] == found["certificates"] == {"suppressed": True}
