"""Moving a seat from one round to another, and changing how many there are."""

import pytest

from brygga.access.actor import SYSTEM
from brygga.audit.models import Event
from brygga.events import actions
from brygga.events.enums import LetterKind, StepKind
from brygga.events.models import Letter, Registration
from brygga.kernel.refusal import Refused
from tests.builders import events as build

pytestmark = pytest.mark.django_db


def taken(made):
    return list(made.sessions.order_by("number").values_list("taken", flat=True))


@pytest.fixture
def rounds():
    course = build.course()
    return [build.gathering(of=course, seats=2, days=2) for _ in range(2)]


def move(row, to, reason="Byter med en kollega"):
    return actions.move(registration=row, to=to, by=SYSTEM, reason=reason)


def test_the_seat_is_in_the_other_round_and_the_person_hears_of_it(rounds):
    first, second = rounds
    row = build.registered(first)
    moved = move(row, second)
    assert (moved.gathering, moved.status) == (second, "seated")
    assert (taken(first), taken(second)) == ([0, 0], [1, 1])
    step = row.steps.get(kind=StepKind.MOVED)
    assert (step.gathering, step.reason) == (second, "Byter med en kollega")
    assert row.letters.get(kind=LetterKind.CHANGED).to == row.attendee.email
    event = Event.objects.get(kind="events.registration.changed")
    assert event.detail == {"to": second.slug}
    move(row, first)
    assert (taken(first), taken(second)) == ([1, 1], [0, 0])
    assert row.letters.filter(kind=LetterKind.CHANGED).count() == 2


def test_quotas_follow(rounds):
    first, second = rounds
    mine = [build.quota(each, "principal", build.SOCIAL, most=1) for each in rounds]
    row = build.registered(first)
    move(row, second)
    for quota in mine:
        quota.refresh_from_db()
    assert [quota.taken for quota in mine] == [0, 1]
    other = build.registered(first)
    with pytest.raises(Refused, match="huvudman"):
        move(other, second)


def test_nobody_is_moved_into_a_full_round_nor_past_those_who_wait(rounds):
    first, second = rounds
    row = build.registered(first)
    seated = [build.registered(second) for _ in range(2)]
    with pytest.raises(Refused, match="Alla platser"):
        move(row, second)
    build.registered(second, flexible=False)
    actions.cancel(registration=seated[0], by=SYSTEM)
    letters = Letter.objects.count()
    with pytest.raises(Refused, match="kön"):
        move(row, second)
    assert (taken(first), taken(second)) == ([1, 1], [1, 1])
    assert Letter.objects.count() == letters


def test_it_stays_within_the_course(rounds):
    row = build.registered(rounds[0])
    for to in (build.gathering(of=build.course()), build.gathering(), rounds[0]):
        with pytest.raises(Refused):
            move(row, to)
    alone = build.registered(build.gathering())
    with pytest.raises(Refused):
        move(alone, build.gathering())


def test_who_takes_a_day_there_is_not_moved_there(rounds):
    first, second = rounds
    row = build.registered(first)
    day = second.sessions.get(number=2)
    alone = actions.register_day(session=day, attendee=row.attendee, by=SYSTEM)
    with pytest.raises(Refused, match="redan i den"):
        move(row, second)
    with pytest.raises(Refused):
        move(alone, first)


def test_more_seats_make_room_for_the_queue_and_no_fewer_than_are_taken(rounds):
    first, _second = rounds
    for _ in range(3):
        build.registered(first, flexible=False)
    with pytest.raises(Refused, match="2 har plats"):
        actions.change_capacity(gathering=first, seats=1, by=SYSTEM)
    actions.change_capacity(gathering=first, seats=3, by=SYSTEM)
    assert actions.promote_all() == 1
    assert Registration.objects.filter(status="offered").count() == 1
    assert set(first.sessions.values_list("seats", flat=True)) == {3}
    with pytest.raises(Refused):
        actions.change_capacity(gathering=first, seats=2, by=SYSTEM)
    actions.change_capacity(gathering=first, seats=None, by=SYSTEM)
    assert build.registered(first).status == "seated"
