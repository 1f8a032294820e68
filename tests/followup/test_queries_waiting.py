"""What waits for whom, as the front page tells it."""

from datetime import date

import pytest

from brygga.access.actor import VISITOR
from brygga.followup import queries
from brygga.followup.enums import MappingStatus, RoundStatus
from brygga.people.queries import actor_for
from tests.builders import followup as build
from tests.builders import people
from tests.builders.followup import HEALTH, PLACES, SOCIAL

pytestmark = pytest.mark.django_db


def waits(person):
    return [(item.text, item.blocked_by) for item in queries.waiting_for(person.actor)]


def test_a_visitor_waits_for_nothing(outsider):
    build.mapping()
    assert queries.waiting_for(VISITOR) == []
    assert waits(outsider) == []


def test_who_answers_is_told_what_is_left(social):
    round_ = build.a_round(questions=7)
    build.mapping(round_)
    item = queries.waiting_for(social.actor)[0]
    assert item.text == "Svara på 7 frågor som är kvar i Täby 2010"
    assert (item.due_on, item.place) == (round_.closes_on, "Täby")
    assert item.url == "/kartlaggning/2010/0160/"


def test_who_answers_for_both_is_told_of_each(leader):
    build.mapping()
    assert [text for text, _blocked in waits(leader)] == [
        "Socialtjänsten: Svara på 2 frågor som är kvar i Täby 2010",
        "Hälso- och sjukvården: Svara på 2 frågor som är kvar i Täby 2010",
    ]


def test_an_answered_side_is_asked_to_say_so(social):
    build.answer_all(build.mapping())
    assert waits(social)[0][0] == "Säg till att era svar i Täby 2010 är klara"


def test_a_finished_side_is_told_whom_it_waits_for(social, health):
    mapping = build.finish(build.mapping(), SOCIAL)
    for asked in build.questions(mapping):
        build.answer(mapping, asked, SOCIAL)
    assert waits(social)[-1][1] == "Hälso- och sjukvården har 2 frågor kvar"
    for asked in build.questions(mapping):
        build.answer(mapping, asked, HEALTH)
    assert waits(social)[-1][1] == "Hälso- och sjukvården har inte sagt att svaren är klara"
    assert all(not blocked for _text, blocked in waits(health))


def test_differing_answers_wait_for_the_consultation(leader):
    mapping = build.answer_all(build.mapping(), "planned", "partly")
    mapping.settles_on = date(2010, 10, 12)
    mapping.save()
    found = queries.waiting_for(leader.actor)
    settle = next(item for item in found if item.due_on == date(2010, 10, 12))
    assert "2 svar" in settle.text


def test_what_is_ready_waits_to_be_submitted(leader):
    build.ready()
    assert waits(leader) == [("Skicka in kartläggningen för Täby 2010", "")]


def test_what_is_submitted_waits_for_the_county(county, leader):
    build.submitted(by=county.actor)
    assert waits(leader) == []
    item = queries.waiting_for(county.actor)[0]
    assert item.text == "Granska kartläggningen för Täby 2010"
    assert item.url == "/kartlaggning/2010/0160/granska/"


def test_many_reviews_are_told_as_one(county):
    round_ = build.a_round()
    for code in ("0160", "0163", "0180", "0181", "0182", "0183"):
        build.mapping(round_, code, status=MappingStatus.SUBMITTED)
    assert "6 kartläggningar i Stockholms län 2010 väntar på din granskning" in dict(waits(county))


def test_the_county_is_told_who_has_not_begun(county):
    round_ = build.a_round()
    build.mapping(round_, "0160")
    build.mapping(round_, "0163")
    assert "2 platser i Stockholms län 2010 har inte börjat" in dict(waits(county))


def test_one_place_that_has_not_begun_is_told_as_one(county):
    build.mapping(build.a_round(), "0160")
    assert "1 plats i Stockholms län 2010 har inte börjat" in dict(waits(county))


def test_the_county_is_not_told_what_each_place_has_left(county):
    build.answer(mapping := build.mapping(), build.questions(mapping)[0])
    assert waits(county) == []


def test_a_round_being_prepared_waits_for_who_leads_the_county(county):
    build.a_round(status=RoundStatus.DRAFT)
    coordinator = people.person("county-coordinator", "01")
    assert "öppna omgången" in waits(county)[0][0]
    assert waits(coordinator) == []


def test_a_closed_round_waits_for_nobody(county, leader):
    build.mapping(build.a_round(status=RoundStatus.CLOSED))
    assert waits(leader) == waits(county) == []


@pytest.mark.parametrize("n", [1, 3])
def test_what_waits_costs_the_same_however_many_places(n, django_assert_num_queries):
    person = people.person("local-process-leader", "0160")
    for code in PLACES[1:n]:
        people.grant(person.user, code=code)
    round_ = build.a_round()
    for code in PLACES[:n]:
        build.mapping(round_, code)
    actor = actor_for(person.user.pk)
    with django_assert_num_queries(3):
        assert len(queries.waiting_for(actor)) == 2 * n


def test_what_waits_for_a_county_costs_few_queries(county, django_assert_num_queries):
    round_ = build.a_round()
    build.mapping(round_)
    build.submitted(round_, "0163", by=county.actor)
    with django_assert_num_queries(3):
        assert len(queries.waiting_for(county.actor)) == 2
