"""The report's numbers: what is counted, of whom, and what is left out."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.followup.enums import QuestionKind, RoundStatus
from brygga.followup.models import Round, Standing
from brygga.kernel.refusal import Refused
from brygga.people.queries import nation, place_by_code
from brygga.plans.queries import activity_counts
from brygga.thread.queries.matrix import matrix_of
from brygga.thread.queries.nation import nation_of
from brygga.thread.report import build_report, report_years
from tests.builders import people
from tests.builders.followed import answers, asked, followed_county, own_words
from tests.builders.thread import mapping, policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def provisions():
    return followed_county()


def built(code="01", year=2010):
    return build_report(place_by_code(code), year)


def provision(report, number):
    return next(line for line in report.lines if line.ref == f"policy/{number}")


def levels(line):
    return {level: number for level, number in line.tally.answers.items() if number}


def test_only_accepted_answers_are_counted(provisions):
    report = built()
    assert (report.completeness.expected, report.completeness.submitted) == (4, 3)
    assert report.completeness.accepted == 2
    assert levels(provision(report, "3")) == {"partly": 1, "not_begun": 1}
    assert levels(provision(report, "4")) == {"dont_know": 1, "in_place": 1}
    assert report.share == 25
    assert report.share_before == 25


def test_movement_counts_places_that_knew_their_level_both_years(provisions):
    three, four = (provision(built(), number).tally for number in ("3", "4"))
    assert (three.forward, three.back, three.still, three.change) == (1, 1, 0, 0)
    assert (four.forward, four.back, four.still, four.change) == (1, 0, 0, 2)


def test_the_first_year_has_nothing_to_compare_with(provisions):
    report = built(year=2009)
    assert not report.has_before
    assert {line.tally.change for line in report.lines} == {None}
    assert report.share_before is None


def test_the_focus_stands_first_and_its_deeper_questions_are_told_apart(provisions):
    report = built()
    assert report.lines[0].in_focus
    assert report.focus.ref == "policy/3"
    assert [line.title for line in report.of_kind(QuestionKind.FOCUS)] == ["Om djup"]
    around = report.of_kind(QuestionKind.STRUCTURE, QuestionKind.ROUTINE)
    assert [line.title for line in around] == ["Om samrad", "Om rutin"]
    # Free text is nobody's business outside, accepted or not.
    assert "Om fritt" not in [line.title for line in report.lines]


def test_differences_keep_both_answers_and_say_if_they_are_settled(provisions):
    found = [
        (each.spot.name, each.line.ref, each.social_services, each.health_care, each.is_settled)
        for each in built().differences
    ]
    assert found == [
        ("Täby", "policy/3", "in_place", "partly", False),
        ("Nacka", "policy/4", "in_place", "planned", True),
    ]


def test_the_report_and_the_countys_page_agree(provisions):
    report, matrix = built(), matrix_of(people.place("01"), 2010, "namn")
    settled = sum(line.tally.settled for line in report.lines)
    assert sum(line.tally.differing for line in report.lines) - settled == matrix.differing == 1
    assert [row.spot.name for row in report.grid.rows] == [row.place.name for row in matrix.rows]
    assert [row.change for row in report.grid.rows] == [row.change for row in matrix.rows]
    seen = [[cell.level for cell in row.cells] for row in report.grid.rows]
    assert seen == [[cell.level for cell in row.cells] for row in matrix.rows]


def test_gaps_say_where_nothing_is_planned(provisions):
    widest, other = built().gaps
    # Nacka has not begun (3 steps) and Täby is one short; only Täby has an adopted plan.
    assert (widest.line.ref, widest.places, widest.answered, widest.steps) == ("policy/3", 2, 2, 4)
    assert (widest.without_activity, widest.prioritised) == (1, 1)
    # Don't know is the whole way, but no known gap.
    assert (other.line.ref, other.places, other.unknown, other.steps) == ("policy/4", 1, 1, 3)
    assert (other.without_activity, other.prioritised) == (0, 1)


def test_participants_are_those_of_the_last_day_of_the_year(provisions):
    report = built()
    assert report.on == date(2010, 12, 31)
    assert [(each.spot.name, each.status, each.mapping) for each in report.participants] == [
        ("Danderyd", "active", "submitted"),
        ("Lidingö", "invited", ""),
        ("Nacka", "active", "accepted"),
        ("Solna", "active", "open"),
        ("Täby", "active", "accepted"),
    ]
    assert {each.source for each in report.participants} == {"Nyhetsbrev 2/2010", ""}


def test_while_the_year_goes_on_the_day_is_today(provisions):
    with time_machine.travel("2010-06-15T12:00:00+02:00"):
        report = built()
    assert report.on == date(2010, 6, 15)
    assert report.counts == {"planned": 2, "ongoing": 1, "late": 0, "done": 1, "dropped": 1}


def test_activities_are_those_of_adopted_plans(provisions):
    report = built()
    assert report.counts == {"planned": 2, "ongoing": 0, "late": 1, "done": 1, "dropped": 1}
    place = people.place("01")
    assert report.counts == activity_counts(place.path, 2010, report.on)
    listed = [each.state for each in report.activities]
    assert {state: listed.count(state) for state in report.counts} == report.counts


def test_a_withdrawn_priority_is_left_out(provisions):
    assert [(each.spot.name, each.ref) for each in built().priorities] == [
        ("Nacka", "policy/4"),
        ("Täby", "policy/3"),
    ]


def test_old_evidence_is_counted_by_the_rounds_own_age(provisions):
    assert sum(line.tally.aged for line in built().lines) == 0
    Standing.objects.filter(mapping__round__year=2010).update(evidence_on=date(2008, 1, 1))
    # Guideline 4 in Nacka, and the consultation itself in both: only those say "in place".
    assert [line.tally.aged for line in built().lines] == [0, 1, 0, 2, 0]


def test_a_place_has_a_report_of_its_own(provisions):
    report = built("0160")
    assert report.is_single
    assert (provision(report, "3").level, provision(report, "3").before) == ("partly", "planned")
    assert [each.spot.name for each in report.differences] == ["Täby"]
    assert [each.spot.name for each in report.participants] == ["Täby"]
    assert [each.ref for each in report.priorities] == ["policy/3"]
    assert sum(report.counts.values()) == 5


def test_a_city_is_told_with_its_districts(provisions):
    now = Round.objects.get(year=2010)
    for code in ("bromma", "kista"):
        district = people.place(code)
        people.participation(code)
        mapping(now, district, answers(("in_place",) * 2, ("partly",) * 2))
    report = built("0180")
    assert not report.is_single
    assert report.completeness.accepted == 2
    assert levels(provision(report, "3")) == {"in_place": 2}


def test_a_place_that_was_not_asked_says_so(provisions):
    report = built("0138")
    assert report.is_single
    assert report.completeness.expected == 0
    assert [sentence.text for sentence in report.sentences][:2] == [
        "Tyresö deltog inte den 31 december 2010.",
        "Tyresö har inte fått några frågor 2010.",
    ]


def test_the_nation_adds_its_counties(provisions):
    elsewhere = policy(("3", "4"), slug="other", place="12")
    there = asked(elsewhere, 2010, county="12")
    mapping(there, people.place("1280"), answers(("in_place",) * 2, ("partly",) * 2))
    report = built("00")
    assert report.completeness.accepted == 3
    assert [each.spot.name for each in report.counties if each.has_round] == [
        "Skåne län",
        "Stockholms län",
    ]
    assert len(report.counties) == 21
    assert [line.ref for line in report.lines] == ["policy/3", "other/3", "policy/4", "other/4"]
    assert [line.name for line in report.lines][:2] == ["Riktlinje 3 (Policyn)"] * 2
    overview = {row.county.code: row for row in nation_of(2010).rows}
    for county in report.counties:
        assert county.typical == overview[county.spot.code].typical
    assert len(report.grid.rows) == 2
    assert report.differences == report.activities == ()
    assert sum(report.counts.values()) == 5


def test_no_round_is_refused_with_the_years_there_are(provisions):
    with pytest.raises(Refused, match=r"Stockholms län .* 2012\. Det finns för 2009, 2010\."):
        built(year=2012)
    with pytest.raises(Refused, match="Skåne län har ingen uppföljning ännu"):
        built("12")


def test_a_round_being_prepared_is_nobodys_business(provisions):
    Round.objects.filter(year=2010).update(status=RoundStatus.DRAFT)
    assert report_years(people.place("0160")) == report_years(nation()) == [2009]
    with pytest.raises(Refused):
        built("0160")
    with pytest.raises(Refused):
        built("00")


def test_real_and_invented_are_told_apart(provisions):
    assert not built().invented
    words = own_words(invented=True)
    assert built().invented
    words.delete()
    followed = Round.objects.get(year=2010).mappings.get(place__code="0160")
    followed.invented = True
    followed.save()
    assert built().invented
    assert built("00").invented
    assert built("0160").invented


@pytest.mark.parametrize(("code", "queries"), [("01", 19), ("0160", 20), ("00", 15)])
@pytest.mark.parametrize("more", [0, 2])
def test_a_report_asks_as_many_questions_of_few_as_of_many(provisions, code, queries, more):
    now = Round.objects.get(year=2010)
    for other in ("0114", "0115")[:more]:
        mapping(now, people.place(other), answers(("partly",) * 2, ("planned", "in_place")))
        people.participation(other)
    place = place_by_code(code)
    with CaptureQueriesContext(connection) as captured:
        build_report(place, 2010)
    assert len(captured) == queries
