"""A county's year: who stands where, in which order, and that drafts stay inside."""

import pytest

from brygga.access.actor import VISITOR
from brygga.followup.enums import MappingStatus
from brygga.thread.enums import MatrixSort
from brygga.thread.queries.matrix import matrix_of
from brygga.thread.queries.nation import nation_of
from brygga.thread.queries.years import years_of
from brygga.thread.views.drawing import matrix_html
from tests.builders import people
from tests.builders.thread import mapping, opened_round, policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def provisions():
    return policy(("1", "3"))


@pytest.fixture
def stockholm():
    return people.place("01")


def test_the_focus_comes_first_and_the_widest_gap_on_top(provisions, stockholm):
    year = opened_round(provisions)
    mapping(year, people.place("0160"), {"1": ("in_place",) * 2, "3": ("planned", "not_begun")})
    mapping(year, people.place("0162"), {"1": ("partly",) * 2, "3": ("in_place",) * 2})
    found = matrix_of(stockholm, 2010)
    assert [column.code for column in found.columns] == ["3", "1"]
    assert [(row.place.name, row.gap, row.differing) for row in found.rows] == [
        ("Täby", 3, 1),
        ("Danderyd", 1, 0),
    ]


def test_a_settled_difference_is_no_dot(provisions, stockholm):
    year = opened_round(provisions)
    mapping(year, people.place("0160"), {"3": ("planned", "not_begun", "planned")})
    row = matrix_of(stockholm, 2010).rows[0]
    assert (row.cells[0].level, row.cells[0].differs) == ("planned", False)


def test_change_is_since_the_year_before(provisions, stockholm):
    before, now = opened_round(provisions, 2009), opened_round(provisions, 2010)
    taby, danderyd = people.place("0160"), people.place("0162")
    mapping(before, taby, {"1": ("planned",) * 2, "3": ("not_begun",) * 2})
    mapping(now, taby, {"1": ("in_place",) * 2, "3": ("not_begun",) * 2})
    mapping(now, danderyd, {"1": ("planned",) * 2})
    rows = {row.place.code: row for row in matrix_of(stockholm, None).rows}
    assert (rows["0160"].change, rows["0160"].is_new) == (2, False)
    assert (rows["0162"].change, rows["0162"].is_new) == (None, True)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (MatrixSort.NAME, ["Danderyd", "Täby", "Österåker"]),
        (MatrixSort.GAP, ["Täby", "Danderyd", "Österåker"]),
        (MatrixSort.DIFFERENCE, ["Danderyd", "Täby", "Österåker"]),
    ],
)
def test_places_without_accepted_answers_come_last_except_by_name(
    provisions, stockholm, sort, order
):
    year = opened_round(provisions)
    mapping(year, people.place("0117"), {"3": ("not_begun",) * 2}, status=MappingStatus.SUBMITTED)
    mapping(year, people.place("0160"), {"3": ("not_begun",) * 2})
    mapping(year, people.place("0162"), {"3": ("planned", "in_place")})
    assert [row.place.name for row in matrix_of(stockholm, 2010, sort).rows] == order


def test_answers_not_accepted_are_in_nobodys_matrix(provisions, stockholm):
    year = opened_round(provisions)
    mapping(year, people.place("0160"), {"3": ("in_place",) * 2}, status=MappingStatus.SUBMITTED)
    for actor in (VISITOR, people.county().actor):
        found = matrix_of(stockholm, 2010)
        assert [cell.level for row in found.rows for cell in row.cells] == ["", ""]
        assert "tone-l3" not in matrix_html(found, actor)


def test_a_round_being_prepared_is_not_shown(provisions, stockholm):
    opened_round(provisions, 2011, status="draft")
    assert matrix_of(stockholm, None).round is None
    assert nation_of(None).year is None


def test_those_who_take_part_are_listed_before_they_answer(provisions, stockholm):
    opened_round(provisions)
    people.participation("0160")
    assert [(row.place.name, row.status) for row in matrix_of(stockholm, 2010).rows] == [
        ("Täby", "")
    ]


def test_a_hostile_name_stays_text(provisions, stockholm):
    year = opened_round(provisions)
    place = people.place("elak", name="<script>alert(1)</script>")
    mapping(year, place, {"3": ("planned", "not_begun")})
    html = matrix_html(matrix_of(stockholm, 2010), VISITOR)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_nation_counts_what_counties_have_accepted(provisions):
    year = opened_round(provisions)
    mapping(year, people.place("0160"), {"1": ("in_place",) * 2, "3": ("planned", "not_begun")})
    mapping(year, people.place("0162"), {"3": ("planned",) * 2}, status=MappingStatus.SUBMITTED)
    row = next(row for row in nation_of(2010).rows if row.county.code == "01")
    assert row.counts == {"in_place": 1, "not_begun": 1}
    assert (row.progress.expected, row.progress.submitted, row.progress.accepted) == (2, 2, 1)
    assert (row.differing, row.typical, row.share) == (1, "not_begun", 0.5)
    only = nation_of(2010, provisions["1"].pk)
    assert only.counts == {"in_place": 1}


def test_the_years_of_a_county_are_places_and_of_a_place_provisions(provisions, stockholm):
    for year, level in ((2009, "planned"), (2010, "partly")):
        mapping(opened_round(provisions, year), people.place("0160"), {"3": (level, level)})
    county = years_of(stockholm)
    assert county.provision == provisions["3"]
    assert [(row.name, [cell.level for cell in row.cells]) for row in county.rows] == [
        ("Täby", ["planned", "partly"])
    ]
    place = years_of(people.place("0160"))
    assert [(row.name, [cell.level for cell in row.cells]) for row in place.rows] == [
        ("Riktlinje 3: Sak 3", ["planned", "partly"])
    ]


def _fill(provisions, codes, year):
    for code in codes:
        mapping(year, people.place(code), {"1": ("partly",) * 2, "3": ("planned", "in_place")})


@pytest.mark.parametrize("codes", [("0160",), ("0160", "0162", "0163")])
def test_the_matrix_costs_the_same_for_one_place_and_three(
    provisions, stockholm, codes, django_assert_num_queries
):
    _fill(provisions, codes, opened_round(provisions))
    with django_assert_num_queries(5):
        matrix_of(stockholm, None)


@pytest.mark.parametrize("codes", [("0160",), ("0160", "0162", "0163")])
def test_the_nation_costs_the_same_for_one_place_and_three(
    provisions, codes, django_assert_num_queries
):
    _fill(provisions, codes, opened_round(provisions))
    with django_assert_num_queries(4):
        nation_of(None)


def test_a_round_just_opened_does_not_empty_the_page(provisions, stockholm):
    mapping(opened_round(provisions, 2010), people.place("0160"), {"3": ("partly",) * 2})
    opened_round(provisions, 2011)
    assert (matrix_of(stockholm, None).year, nation_of(None).year) == (2010, 2010)
    assert matrix_of(stockholm, 2011).year == 2011


def test_what_still_stands_is_drawn_when_something_else_was_reopened(provisions, stockholm):
    levels = {"1": ("partly",) * 2, "3": ("planned",) * 2}
    made = mapping(opened_round(provisions), people.place("0160"), levels)
    made.standings.filter(question__key="p-3").delete()
    type(made).objects.filter(pk=made.pk).update(status=MappingStatus.OPEN, accepted_at=None)
    found = matrix_of(stockholm, None)
    assert [cell.level for cell in found.rows[0].cells] == ["", "partly"]
    assert "tone-l2" in matrix_html(found, VISITOR)
