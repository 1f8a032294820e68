"""What organisers do with registrations that are not their own."""

import pytest

from brygga.access.actor import VISITOR
from brygga.audit.models import Event
from brygga.events.actions.handling import (
    Details,
    cancel_for,
    change_details,
    mark_left,
    say_need,
)
from brygga.events.models import Attendee
from brygga.kernel.refusal import Refused
from tests.builders import events as build
from tests.builders.people import place

pytestmark = pytest.mark.django_db


def details(**fields):
    values = {"place": place("0160"), "principal": build.principal(), "unit": None}
    return Details(**values | {"profession": "nurse"} | fields)


def test_a_registration_is_cancelled_with_the_reason_in_its_log():
    made = build.gathering(seats=1)
    found = build.registered(made)
    cancel_for(registration=found, reason="Har slutat", by=VISITOR)
    assert found.steps.last().reason == "Har slutat"
    assert made.sessions.get().taken == 0
    with pytest.raises(Refused):
        cancel_for(registration=build.registered(made), reason=" ", by=VISITOR)


def test_a_need_moves_somebody_forward_and_is_written_down():
    made = build.gathering(of=build.course(queue_rule="need"), seats=0)
    found = build.registered(made)
    say_need(registration=found, need=3, reason="Ensam på enheten", by=VISITOR)
    found.refresh_from_db()
    assert (found.need, found.need_reason) == (3, "Ensam på enheten")
    assert found.steps.last().kind == "need_said"
    assert Event.objects.get(kind="events.need.said").detail == {"need": 3}


def test_a_need_without_its_reason_changes_nothing():
    found = build.registered(build.gathering(seats=0))
    with pytest.raises(Refused):
        say_need(registration=found, need=2, reason="", by=VISITOR)
    found.refresh_from_db()
    assert found.need == 0


def test_a_changed_profession_is_counted_by_the_quotas():
    made = build.gathering(seats=3)
    nurses = build.quota(made, "profession", "nurse", most=1)
    found = build.registered(made)
    change_details(registration=found, details=details(), by=VISITOR)
    nurses.refresh_from_db()
    assert nurses.taken == 1
    assert made.sessions.get().taken == 1
    assert Attendee.objects.get(pk=found.attendee_id).profession == "nurse"


def test_a_change_into_a_group_whose_seats_are_taken_is_refused_whole():
    made = build.gathering(seats=3)
    nurses = build.quota(made, "profession", "nurse", most=0)
    found = build.registered(made)
    with pytest.raises(Refused):
        change_details(registration=found, details=details(), by=VISITOR)
    found.refresh_from_db()
    nurses.refresh_from_db()
    assert (found.profession, nurses.taken) == ("social_worker", 0)
    assert made.sessions.get().taken == 1


def test_what_is_over_is_not_changed():
    found = build.registered(build.gathering())
    cancel_for(registration=found, reason="x", by=VISITOR)
    with pytest.raises(Refused):
        change_details(registration=found, details=details(), by=VISITOR)


def test_somebody_leaves_and_comes_back():
    somebody = build.attendee()
    mark_left(attendee=somebody, left_on=build.DAY.replace(year=2020), by=VISITOR)
    assert Attendee.objects.get().left_on.year == 2020
    mark_left(attendee=somebody, left_on=None, by=VISITOR)
    assert Attendee.objects.get().left_on is None
    with pytest.raises(Refused):
        mark_left(attendee=somebody, left_on=build.DAY.replace(year=2090), by=VISITOR)
    assert Event.objects.filter(kind="events.attendee.left").count() == 2
