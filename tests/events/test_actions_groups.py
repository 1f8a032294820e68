"""A group is registered whole, or not at all and every fault is told."""

import pytest

from brygga.access.actor import VISITOR
from brygga.events.actions.groups import Numbered, register_group, try_group
from brygga.events.models import Attendee, Letter, Registration
from brygga.kernel.faults import Faulty
from tests.builders import events as build

pytestmark = pytest.mark.django_db


def rows(*people):
    return [Numbered(line, 2, person) for line, person in enumerate(people, 2)]


def test_a_group_is_registered_in_its_order_by_a_coordinator():
    made = build.gathering(seats=2, mode="coordinators")
    people = rows(*(build.person() for _ in range(3)))
    found = register_group(gathering=made, people=people, by=VISITOR)
    assert [row.status for row in found] == ["seated", "seated", "waiting"]


def test_one_who_is_registered_already_stops_them_all_and_is_told_by_row():
    made = build.gathering()
    known = build.person()
    build.registered(made, known)
    people = rows(build.person(), known, build.person(), known)
    with pytest.raises(Faulty) as told:
        register_group(gathering=made, people=people, by=VISITOR)
    assert [fault.line for fault in told.value.faults] == [3, 5]
    assert Registration.objects.count() == 1
    assert made.sessions.get().taken == 1


def test_the_preview_says_what_will_happen_and_leaves_no_trace():
    made = build.gathering(seats=1)
    people = rows(build.person(), build.person())
    assert [each.status for each in try_group(gathering=made, people=people, by=VISITOR)] == [
        "seated",
        "waiting",
    ]
    assert not Registration.objects.exists()
    assert not Attendee.objects.exists()
    assert not Letter.objects.exists()
    assert made.sessions.get().taken == 0
    found = register_group(gathering=made, people=people, by=VISITOR)
    assert [row.status for row in found] == ["seated", "waiting"]
