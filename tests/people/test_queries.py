"""Places, who takes part, who answers, who may."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from brygga import clock
from brygga.access.actor import SYSTEM
from brygga.access.capabilities import Capability
from brygga.audit.models import Event
from brygga.people.actions import ensure_country
from brygga.people.enums import ParticipationStatus, PlaceKind, PrincipalKind, Sector, Side
from brygga.people.models import Place, Principal, Responsibility
from brygga.people.queries import (
    account_by_email,
    answering_principal,
    answering_principals,
    breadcrumb,
    children,
    counties,
    events_at,
    groups_at,
    holders_at,
    log_lines,
    nation,
    participants,
    participation_history,
    participation_of,
    place_by_code,
    principals_near,
    roles_to_hand_on,
    sides_to_hand_on,
    who_may,
)
from tests.builders import people as build

pytestmark = pytest.mark.django_db
SUMMER = date(2010, 6, 1)


def counted(django_assert_num_queries, number, question):
    with django_assert_num_queries(number):
        return question()


def test_the_country_is_there_from_the_start_and_making_it_again_changes_nothing(
    django_assert_num_queries,
):
    before = (Place.objects.count(), Principal.objects.count(), Responsibility.objects.count())
    assert before == (312, 310, 290 + 21 * 3)
    with django_assert_num_queries(5):  # three questions between savepoint and release
        ensure_country()
    assert before == (
        Place.objects.count(),
        Principal.objects.count(),
        Responsibility.objects.count(),
    )


def test_what_is_missing_of_the_country_is_made_and_the_rest_left():
    Responsibility.objects.filter(place__code="0160").delete()
    Principal.objects.filter(slug="kommun-0160").delete()
    Place.objects.filter(code="0160").delete()
    Place.objects.filter(code="0162").update(name="Annat namn")
    ensure_country()
    answers = answering_principal(build.place("0160"), Side.SOCIAL_SERVICES, SUMMER)
    assert answers is not None
    assert answers.slug == "kommun-0160"
    assert build.place("0162").name == "Annat namn"


def test_a_place_is_found_by_its_code_or_not_at_all():
    assert place_by_code("0160").name == "Täby"
    with pytest.raises(Http404):
        place_by_code("9999")


def test_counties_stand_in_swedish_order():
    names = [county.name for county in counties()]
    assert len(names) == 21
    assert names[-2:] == ["Örebro län", "Östergötlands län"]
    assert names.index("Västra Götalands län") == 18


def test_the_way_down_from_the_nation_costs_one_query(django_assert_num_queries):
    taby = build.place("0160")
    crumbs = counted(django_assert_num_queries, 1, lambda: breadcrumb(taby))
    assert [place.code for place in crumbs] == ["00", "01", "0160"]
    assert nation() == crumbs[0]


def test_children_are_those_that_exist_that_day_municipalities_first():
    build.place("asen", kind=PlaceKind.UNIT, parent="09", valid_to=date(2009, 12, 31))
    county = build.place("09")
    assert [place.code for place in children(county)] == ["0980", "asen"]
    assert [place.code for place in children(county, SUMMER)] == ["0980"]


@pytest.mark.parametrize("number", [1, 3])
def test_participants_are_a_branch_without_its_root_at_one_query(django_assert_num_queries, number):
    build.participation("01")
    build.participation("1280")
    for code in ("0160", "0117", "enheten")[:number]:
        build.place(code, kind=PlaceKind.UNIT, parent="01")
        build.participation(code)
    county = build.place("01")
    found = counted(django_assert_num_queries, 1, lambda: participants(county, SUMMER))
    expected = {1: ["Täby"], 3: ["Täby", "Österåker", "Enheten"]}[number]
    assert [row.place.name for row in found] == expected


def test_who_takes_part_follows_the_latest_step_of_the_day():
    build.participation("0160", ParticipationStatus.AGREED, date(2008, 1, 1), source="beslut")
    build.participation("0160", ParticipationStatus.ACTIVE, date(2009, 1, 1))
    build.participation("0160", ParticipationStatus.LEFT, date(2010, 1, 1))
    county, taby = build.place("01"), build.place("0160")
    agreed = participation_of(taby, date(2008, 6, 1))
    assert agreed is not None
    assert (agreed.status, agreed.since, agreed.source) == (
        "agreed",
        date(2008, 1, 1),
        "beslut",
    )
    assert participation_of(taby, date(2007, 12, 31)) is None
    assert participation_of(taby, SUMMER) is None
    assert [row.status for row in participants(county, date(2009, 1, 1))] == ["active"]
    assert participants(county, SUMMER) == []
    assert [step.status for step in participation_history(taby)] == ["left", "active", "agreed"]


def test_a_place_that_has_ended_takes_no_part():
    build.place("gamla", valid_to=date(2009, 12, 31))
    build.participation("gamla")
    assert participants(build.place("01"), date(2009, 12, 31)) != []
    assert participants(build.place("01"), date(2010, 1, 1)) == []


def test_a_district_is_answered_for_by_its_municipality_and_its_region():
    district = build.place("spanga-tensta", parent="0180")
    social = answering_principal(district, Side.SOCIAL_SERVICES, SUMMER)
    health = answering_principal(district, Side.HEALTH_CARE, SUMMER)
    assert social is not None
    assert health is not None
    assert (social.slug, health.slug) == ("kommun-0180", "region-01")


def test_gotland_has_one_authority_for_both_sides():
    both = answering_principals([build.place("0980")], SUMMER)
    assert {principal.name for principal in both.values()} == {"Region Gotland"}
    assert len(both) == 2


def test_a_county_has_no_social_services_and_a_nation_nothing():
    assert answering_principal(build.place("01"), Side.SOCIAL_SERVICES, SUMMER) is None
    assert answering_principals([build.place("00")], SUMMER) == {}


def test_who_answers_is_dated_and_a_private_provider_does_not_take_over_the_side():
    provider = Principal.objects.create(
        slug="vard-ab", name="Vård AB", kind=PrincipalKind.PRIVATE, place=build.place("01")
    )
    Responsibility.objects.create(
        principal=provider, place=build.place("01"), sector=Sector.PRIMARY_CARE
    )
    Responsibility.objects.create(
        principal=provider, place=build.place("0160"), sector=Sector.PRISON_AND_PROBATION
    )
    Responsibility.objects.filter(sector=Sector.SOCIAL_SERVICES, place__code="0160").update(
        valid_to=date(2010, 5, 31)
    )
    taby = build.place("0160")
    health = answering_principal(taby, Side.HEALTH_CARE, SUMMER)
    assert health is not None
    assert health.slug == "region-01"
    assert answering_principal(taby, Side.SOCIAL_SERVICES, SUMMER) is None
    assert answering_principal(taby, Side.SOCIAL_SERVICES, date(2010, 5, 31)) is not None


@pytest.mark.parametrize("number", [1, 3])
def test_who_answers_for_many_costs_one_query(django_assert_num_queries, number):
    places = [build.place(code) for code in ("0160", "0980", "2580")[:number]]
    found = counted(django_assert_num_queries, 1, lambda: answering_principals(places, SUMMER))
    assert len(found) == 2 * number


@pytest.mark.parametrize("number", [1, 3])
def test_groups_come_with_their_seats_at_two_queries(django_assert_num_queries, number):
    for _ in range(number):
        body = build.group("0160")
        build.appointment(body, role="Ordförande", user=build.user())
        build.appointment(body, role="Ledamot", principal=Principal.objects.first())

    def read():
        return [
            (seat.role, seat.user and seat.user.name, seat.principal and seat.principal.name)
            for group in groups_at(build.place("0160"))
            for seat in group.appointments.all()
        ]

    assert len(counted(django_assert_num_queries, 3, read)) == 2 * number  # one is the place's


def test_who_may_reaches_down_and_not_up_or_aside():
    county, town = build.county(), build.municipality()
    build.outsider()
    found = who_may(Capability.MAPPING_SUBMIT, build.place("0160").path)
    assert set(found) == {county.user, town.user}
    assert list(who_may(Capability.MAPPING_SUBMIT, build.place("01").path)) == [county.user]


def test_who_may_answer_minds_the_side_the_day_and_the_account():
    today = clock.today()
    health = build.municipality(side=Side.HEALTH_CARE)
    social = build.municipality(side=Side.SOCIAL_SERVICES)
    build.grant(build.user(), valid_to=today - timedelta(days=1))
    build.grant(build.user(), valid_from=today + timedelta(days=1))
    build.grant(build.user(is_active=False))
    path = build.place("0160").path
    assert list(who_may(Capability.ANSWER_HEALTH_CARE, path)) == [health.user]
    assert list(who_may(Capability.ANSWER_SOCIAL_SERVICES, path)) == [social.user]


@pytest.mark.parametrize("number", [1, 3])
def test_who_may_costs_two_queries(django_assert_num_queries, number):
    for _ in range(number):
        build.municipality()
    path = build.place("0160").path
    found = counted(
        django_assert_num_queries, 2, lambda: list(who_may(Capability.PLACE_VIEW, path))
    )
    assert len(found) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_log_in_words_costs_three_queries(django_assert_num_queries, number):
    county = build.county()
    for _ in range(number):
        Event.objects.create(kind="people.group.saved", path="00/01/", actor_id=build.user().pk)
    place = build.place("01")
    lines = counted(django_assert_num_queries, 3, lambda: log_lines(events_at(place, county.actor)))
    assert len(lines) == number
    assert {line.place for line in lines} == {"Stockholms län"}


def test_an_event_of_the_systems_says_so_and_one_of_a_visitors_too():
    Event.objects.create(kind="programme.folder.loaded", actor_label=SYSTEM.label)
    Event.objects.create(kind="portal.demo_day.moved", path="00/")
    national = build.national().actor
    newest, oldest = log_lines(events_at(build.place("00"), national))
    assert (newest.who, oldest.who) == ("Besökare som inte är inloggad", "Systemet")


def test_an_event_without_a_place_or_a_sentence_is_shown_to_the_nation():
    Event.objects.create(kind="programme.folder.loaded")
    Event.objects.create(kind="of.another.version", path="00/99/")
    national = build.national().actor
    newest, oldest = log_lines(events_at(build.place("00"), national))
    assert (newest.what, newest.place) == ("of.another.version", "")
    assert oldest.what == "Läste in en programmapp"
    assert list(events_at(build.place("01"), national)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_holders_cost_two_queries_and_say_who_may_end_what(django_assert_num_queries, number):
    county = build.county()
    for _ in range(number):
        build.municipality()
    place = build.place("0160")
    holders = counted(django_assert_num_queries, 2, lambda: holders_at(place, county.user.pk))
    assert [row.may_end for row in holders] == [True] * number + [False]
    assert holders[-1].grant.user == county.user


def test_an_ended_or_past_grant_is_nobodys_role():
    today = clock.today()
    build.grant(build.user(), valid_to=today - timedelta(days=1))
    build.grant(build.user(), ended_at=clock.now())
    coming = build.grant(build.user(), valid_from=today + timedelta(days=1))
    assert [row.grant for row in holders_at(build.place("0160"), None)] == [coming]


def test_an_account_is_found_however_its_address_is_written():
    user = build.user("anna@taby.example")
    assert account_by_email(" Anna@Taby.Example ") == user
    assert account_by_email("bo@taby.example") is None


def test_roles_and_sides_to_hand_on_follow_branch_and_side():
    town = build.municipality(side=Side.HEALTH_CARE)
    path = build.place("0160").path
    slugs = [role.slug for role in roles_to_hand_on(town.user.pk, path)]
    assert slugs == [
        "consultation-member",
        "unit-head",
        "steering-group-member",
        "service-user-representative",
    ]
    assert sides_to_hand_on(town.user.pk, path) == ["health_care"]
    assert sides_to_hand_on(build.county().user.pk, path) == ["", "social_services", "health_care"]
    assert roles_to_hand_on(town.user.pk, build.place("01").path) == []
    assert roles_to_hand_on(None, path) == sides_to_hand_on(None, path) == []


def test_principals_near_are_those_of_the_county():
    names = [row.name for row in principals_near(build.place("0980"))]
    assert names == ["Region Gotland"]
    near_taby = principals_near(build.place("0160"))
    assert {row.slug for row in near_taby} >= {"kommun-0160", "region-01"}
    assert len(near_taby) == 27
