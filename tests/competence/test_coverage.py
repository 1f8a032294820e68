"""Coverage of places, as those inside and outside see it."""

from datetime import date

import pytest

from brygga import clock
from brygga.access.actor import VISITOR
from brygga.competence.queries.coverage import coverage_page, served_at
from brygga.people.enums import Profession
from tests.builders import coverage as build
from tests.builders import events, people
from tests.builders.thread import policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return events.course("audit")


def page(course, actor=VISITOR, code="0160"):
    return coverage_page(people.place(code), [course], actor)


def by_name(shown):
    return {line.figure.node.name: line.figure for line in shown.lines}


def test_a_place_adds_up_its_units_by_principal(course):
    social = build.unit("Vuxenenheten")
    care = build.unit("Mottagningen", of="region-01", sector="addiction_care")
    build.staff(social, 20)
    build.staff(care, 12, profession=Profession.NURSE)
    build.trained(course, 8, at=social)
    build.trained(course, 6, at=care, profession=Profession.NURSE)
    shown = page(course)
    assert (shown.figure.trained, shown.figure.heads, shown.figure.share) == (14, 32, 44)
    assert by_name(shown)["Vuxenenheten"].share == 40
    assert not shown.keeps_back


def test_outside_small_numbers_are_kept_back_and_inside_they_are_told(course):
    small, large = build.unit("Liten"), build.unit("Stor")
    build.staff(small, 10)
    build.staff(large, 30)
    build.trained(course, 3, at=small)
    build.trained(course, 20, at=large)
    outside = by_name(page(course))
    assert (outside["Liten"].trained, outside["Liten"].share, outside["Liten"].heads) == (
        None, None, 10,
    )  # fmt: skip
    assert outside["Stor"].trained is None, "else the sum would give the small one away"
    inside = by_name(page(course, people.municipality().actor))
    assert (inside["Liten"].trained, inside["Stor"].trained) == (3, 20)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("national", 3), ("county", 3), ("municipality", 3), ("outsider", None)],
)
def test_who_sees_the_small_numbers(course, who, sees):
    where = build.unit("Liten")
    build.staff(where, 10)
    build.trained(course, 3, at=where)
    actor = getattr(people, who)().actor
    assert page(course, actor).figure.trained == sees


def test_a_neighbour_inside_sees_nothing_of_the_next_place(course):
    here, there = build.unit("Här"), build.unit("Där", at="0162", of="kommun-0162")
    for where, trained in ((here, 3), (there, 2)):
        build.staff(where, 10)
        build.trained(course, trained, at=where)
    shown = by_name(page(course, people.municipality().actor, "01"))
    assert (shown["Täby"].trained, shown["Danderyd"].trained) == (3, None)
    assert page(course, people.municipality().actor, "01").figure.trained is None


def test_what_no_staff_is_known_for_stands_aside(course):
    known, unknown = build.unit("Känd"), build.unit("Okänd")
    build.staff(known, 20)
    build.trained(course, 10, at=known)
    build.trained(course, 7, at=unknown)
    build.trained(course, 6)
    shown = page(course)
    assert (shown.figure.trained, shown.figure.heads, shown.figure.aside) == (10, 20, 13)
    assert by_name(shown)["Okänd"].heads is None
    assert by_name(shown)[""].aside == 6


def test_more_trained_than_staff_is_told_and_not_capped(course):
    where = build.unit()
    build.staff(where, 5)
    build.trained(course, 7, at=where)
    figure = page(course).figure
    assert (figure.trained, figure.heads, figure.share, figure.contradicts) == (7, 5, 140, True)


def test_a_unit_that_is_no_more_is_not_counted(course):
    where = build.unit(valid_to=date(2011, 1, 1))
    build.staff(where, 20)
    build.trained(course, 10, at=where)
    assert page(course).figure is None


def test_over_the_years_a_certificate_runs_out(course):
    where = build.unit()
    build.staff(where, 20)
    build.trained(course, 10, at=where, valid_to=date(2012, 6, 30))
    shown = [(each.day.year, each.figure.trained) for each in page(course).years]
    assert shown == [(2010, 10), (2012, 0), (clock.today().year, 0)]


def test_a_district_is_part_of_its_municipality(course):
    people.place("kista", parent="0180")
    where = build.unit(at="kista", of="kommun-0180")
    build.staff(where, 20)
    build.trained(course, 10, at=where)
    for code in ("kista", "0180", "01"):
        assert page(course, code=code).figure.trained == 10
    assert [line.figure.node.name for line in page(course, code="0180").lines] == ["Kista"]


def test_the_nation_is_told_county_by_county_and_never_summed(course):
    where = build.unit()
    build.staff(where, 20)
    build.trained(course, 10, at=where)
    shown = page(course, code="00")
    assert shown.figure is None
    assert [line.figure.node.code for line in shown.lines] == ["01"]


def test_a_provision_is_covered_by_any_of_its_courses_and_a_person_counts_once(course):
    provision, other = policy()["3"], events.course("motiverande-samtal")
    for each in (course, other):
        each.provisions.add(provision)
    where = build.unit()
    build.staff(where, 20)
    certificates = build.trained(course, 6, at=where)
    build.trained(other, 5, at=where)
    build.certificate(other, certificates[0].attendee)
    served = served_at(people.place("0160"), provision.pk, clock.today(), clock.now())
    assert served.seen_by(VISITOR).trained == 11
    assert [each.slug for each in served.courses] == ["audit", "motiverande-samtal"]


def test_what_one_course_keeps_back_is_kept_back_over_all_its_provision_too(course):
    provision, other = policy()["3"], events.course("motiverande-samtal")
    for each in (course, other):
        each.provisions.add(provision)
    one, two = build.unit("Ett"), build.unit("Två")
    for where in (one, two):
        build.staff(where, 30)
    build.trained(course, 3, at=one)
    build.trained(course, 7, at=two)
    build.trained(other, 5, at=one)
    shown = by_name(coverage_page(people.place("0160"), [course, other], VISITOR))
    assert (shown["Ett"].trained, shown["Två"].trained) == (None, None)


def test_a_provision_without_a_course_has_no_coverage():
    assert served_at(people.place("0160"), policy()["3"].pk, clock.today(), clock.now()) is None


@pytest.mark.parametrize("n", [1, 3])
def test_a_place_asks_as_little_for_three_units_as_for_one(course, n, django_assert_num_queries):
    for number in range(n):
        where = build.unit(of="kommun-0160" if number else "region-01")
        build.staff(where, 20)
        build.trained(course, 6, at=where)
    taby = people.place("0160")
    with django_assert_num_queries(7):
        assert len(coverage_page(taby, [course], VISITOR).lines) >= 2
