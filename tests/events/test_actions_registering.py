"""Seats and places in the queue: given once, in order, and written down."""

from datetime import timedelta

import pytest

from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.events import actions
from brygga.events.enums import RegistrationStatus, StepKind
from brygga.events.models import Attendee, Letter, Registration
from brygga.kernel.refusal import Refused
from tests.builders import events as build

pytestmark = pytest.mark.django_db


def statuses(made):
    rows = Registration.objects.filter(gathering=made).order_by("pk")
    return list(rows.values_list("status", flat=True))


def taken(made):
    return list(made.sessions.order_by("number").values_list("taken", flat=True))


def test_a_seat_is_given_on_every_day_and_then_the_queue_begins():
    made = build.gathering(seats=2, days=3)
    for _ in range(3):
        build.registered(made)
    assert statuses(made) == ["seated", "seated", "waiting"]
    assert taken(made) == [2, 2, 2]


def test_a_registration_leaves_a_step_a_letter_and_an_event():
    found = build.registered(build.gathering())
    assert [step.kind for step in found.steps.all()] == [StepKind.SEATED]
    assert list(Letter.objects.values_list("to", "kind")) == [(found.attendee.email, "seat")]
    assert Event.objects.get(kind="events.registration.made").path == "00/01/0160/"


def test_the_same_person_registers_once():
    made = build.gathering()
    build.registered(made, build.person("a@brygga.example"))
    with pytest.raises(Refused, match="redan"):
        build.registered(made, build.person("A@Brygga.example "))
    assert taken(made) == [1]
    assert Attendee.objects.count() == 1


def test_one_queue_for_all_rounds_takes_somebody_once():
    course = build.course()
    first, second = (build.gathering(of=course, seats=0) for _ in range(2))
    who = build.person()
    build.registered(first, who)
    with pytest.raises(Refused):
        build.registered(second, who)


def test_a_seat_that_is_given_up_is_offered_to_the_first():
    made = build.gathering(seats=1)
    first, second, third = (build.registered(made) for _ in range(3))
    actions.cancel(registration=first, by=VISITOR)
    assert taken(made) == [0]
    assert actions.promote_all() == 1
    assert statuses(made) == ["cancelled", "offered", "waiting"]
    assert taken(made) == [1]
    assert actions.promote_all() == 0
    second.refresh_from_db()
    assert second.steps.last().position == 1
    actions.accept_offer(registration=second, by=VISITOR)
    assert statuses(made) == ["cancelled", "seated", "waiting"]
    assert third.status == RegistrationStatus.WAITING


def test_nobody_gets_past_those_who_wait():
    made = build.gathering(seats=1)
    first, _second = (build.registered(made) for _ in range(2))
    actions.cancel(registration=first, by=VISITOR)
    late = build.registered(made)
    assert late.status == RegistrationStatus.WAITING


def test_a_declined_round_is_not_offered_again_and_goes_to_the_next():
    made = build.gathering(seats=1)
    first, second, third = (build.registered(made) for _ in range(3))
    actions.cancel(registration=first, by=VISITOR)
    actions.promote_all()
    actions.decline_offer(registration=second, by=VISITOR)
    assert taken(made) == [0]
    actions.promote_all()
    assert statuses(made) == ["cancelled", "waiting", "offered"]
    assert third.pk


def test_one_missed_day_is_taken_in_another_round():
    course = build.course()
    made = build.gathering(of=course, days=4, seats=1)
    day = made.sessions.get(course_day=3)
    found = actions.register_day(session=day, attendee=build.attendee(), by=VISITOR)
    assert taken(made) == [0, 0, 1, 0]
    assert build.registered(made).status == RegistrationStatus.WAITING
    actions.cancel(registration=found, by=VISITOR)
    assert taken(made) == [0, 0, 0, 0]


def test_a_seat_in_one_round_stands_in_the_way_of_another_until_it_is_over():
    course = build.course()
    first, second = (build.gathering(of=course) for _ in range(2))
    who = build.person()
    build.registered(first, who)
    with pytest.raises(Refused, match="annan kursomgång"):
        build.registered(second, who)
    long_ago = build.FIRST_DAY - timedelta(days=10_000)
    first.sessions.update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=8))
    assert build.registered(second, who).status == RegistrationStatus.SEATED


def test_what_is_known_of_a_person_is_left_as_it_is():
    build.registered(build.gathering(), build.person("a@brygga.example", name="Anna Ek"))
    build.registered(build.gathering(), build.person("a@brygga.example", name="Någon Annan"))
    assert Attendee.objects.get().name == "Anna Ek"


@pytest.mark.parametrize("seats", [5, 0])
def test_registering_costs_the_same_however_many_wait(seats, django_assert_num_queries):
    made = build.gathering(seats=seats, of=build.course())
    who = [build.person() for _ in range(3)]
    build.registered(made, who[0])
    for each in who[1:]:
        with django_assert_num_queries(13 - (seats == 0) * 2):
            build.registered(made, each)


def again(made):
    rows = Letter.objects.filter(kind="again", registration__gathering=made)
    return list(rows.values_list("to", flat=True))


def test_who_registers_once_more_gets_the_link_again_once_a_day():
    made, who = build.gathering(), build.person("a@brygga.example")
    build.registered(made, who)
    for _ in range(2):
        with pytest.raises(actions.RegisteredAlready):
            build.registered(made, who)
        actions.send_link_again(gathering=made, email="A@brygga.example ")
    assert again(made) == ["a@brygga.example"]


def test_the_link_leads_to_the_round_where_one_waits_or_sits():
    course = build.course()
    first, second = build.gathering(of=course, seats=0), build.gathering(of=course)
    build.registered(first, build.person("a@brygga.example"))
    actions.send_link_again(gathering=second, email="b@brygga.example")
    assert not Letter.objects.filter(kind="again").exists()
    actions.send_link_again(gathering=second, email="a@brygga.example")
    assert (again(first), again(second)) == (["a@brygga.example"], [])
