"""Groups, appointments, participation and the demo's accounts."""

from datetime import date

import pytest
from django.db import IntegrityError

from brygga.audit.models import Event
from brygga.kernel.refusal import Refused
from brygga.people import actions
from brygga.people.actions import GroupFacts, SeatFacts, Step
from brygga.people.models import Appointment, Group, Participation, Place, User
from brygga.people.queries import actor_for, demo_accounts
from tests.builders import people as build

pytestmark = pytest.mark.django_db
FACTS = GroupFacts(name="Lokalt samråd i Täby", kind="consultation", mandate="Enas.")


def last_event():
    event = Event.objects.first()
    return (event.kind, event.path)


def broken_log(monkeypatch, module):
    """Makes the log fail, so that what an action did before must fall with it."""

    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(f"brygga.people.actions.{module}.record", fail)


def test_a_group_is_made_with_an_address_of_its_own_and_logged():
    by, place = build.county().actor, build.place("0160")
    first = actions.save_group(place=place, facts=FACTS, by=by)
    second = actions.save_group(place=place, facts=FACTS, by=by)
    assert first.slug == "0160-lokalt-samrad-i-taby"
    assert second.slug == "0160-lokalt-samrad-i-taby-2"
    assert last_event() == ("people.group.saved", "00/01/0160/")


def test_a_group_is_changed_and_keeps_its_address():
    group = build.group("0160")
    changed = GroupFacts(name="Nytt namn", kind="network", valid_to=date(2010, 12, 31))
    actions.save_group(place=group.place, facts=changed, by=build.county().actor, group=group)
    stored = Group.objects.get()
    assert (stored.name, stored.kind, stored.valid_to) == ("Nytt namn", "network", changed.valid_to)
    assert stored.slug == group.slug


def test_a_long_name_still_gives_a_short_address():
    facts = GroupFacts(name="Ö" * 120, kind="network")
    group = actions.save_group(place=build.place("0160"), facts=facts, by=build.county().actor)
    assert len(group.slug) <= 50


def test_seats_are_numbered_and_a_seat_holds_one():
    group, by = build.group("0160"), build.county().actor
    chair = actions.appoint(group=group, facts=SeatFacts("Ordförande"), by=by)
    member = actions.appoint(
        group=group, facts=SeatFacts("Ledamot", valid_from=date(2010, 1, 1)), by=by
    )
    assert (chair.seat, member.seat) == (1, 2)
    with pytest.raises(Refused):
        actions.appoint(group=group, facts=SeatFacts("Ordförande"), by=by, seat=1)
    assert last_event() == ("people.appointment.made", "00/01/0160/")
    assert Appointment.objects.count() == 2


def test_a_seat_is_filled_again_when_it_stands_empty():
    group, by = build.group("0160"), build.county().actor
    first = build.appointment(group, valid_from=date(2009, 1, 1))
    actions.end_appointment(appointment=first, last_on=date(2009, 12, 31), by=by)
    assert last_event() == ("people.appointment.ended", "00/01/0160/")
    facts = SeatFacts("Ledamot", valid_from=date(2010, 1, 1))
    assert actions.appoint(group=group, facts=facts, by=by, seat=first.seat).seat == first.seat
    with pytest.raises(Refused):
        actions.end_appointment(appointment=first, last_on=date(2010, 6, 1), by=by)


def test_participation_keeps_its_history():
    by, place, programme = build.county().actor, build.place("0160"), build.programme()
    for status, year in (("invited", 2008), ("agreed", 2009), ("active", 2010)):
        step = Step(status, date(year, 1, 1), "protokoll")
        actions.change_participation(programme=programme, place=place, step=step, by=by)
    earlier = Step("left", date(2009, 6, 1))
    with pytest.raises(Refused):
        actions.change_participation(programme=programme, place=place, step=earlier, by=by)
    assert Participation.objects.count() == 3
    assert last_event() == ("people.participation.changed", "00/01/0160/")


def test_nothing_is_done_when_it_cannot_be_logged(monkeypatch):
    by, group = build.county().actor, build.group("0160")
    broken_log(monkeypatch, "groups")
    with pytest.raises(ZeroDivisionError):
        actions.appoint(group=group, facts=SeatFacts("Ledamot"), by=by)
    with pytest.raises(ZeroDivisionError):
        actions.save_group(place=group.place, facts=FACTS, by=by)
    broken_log(monkeypatch, "participation")
    with pytest.raises(ZeroDivisionError):
        actions.change_participation(
            programme=build.programme(),
            place=group.place,
            step=Step("active", date(2010, 1, 1)),
            by=by,
        )
    assert Group.objects.count() == 1
    assert not Appointment.objects.exists()
    assert not Participation.objects.exists()


def test_demo_accounts_are_made_once_and_only_in_a_demo(settings):
    settings.DEMO = False
    with pytest.raises(Refused):
        actions.create_demo_personas()
    settings.DEMO = True
    made = actions.create_demo_personas()
    assert actions.create_demo_personas() == made == demo_accounts()
    assert [len(user.grants.all()) for user in made] == [1, 1, 1, 1]
    reaches = [min(actor_for(user.pk).reach("place_view").branches) for user in made]
    assert reaches == ["00/", "00/01/", "00/01/0160/", "00/01/0160/"]
    assert all(user.name.startswith("Demo ") for user in User.objects.filter(is_demo=True))
    settings.DEMO = False
    assert demo_accounts() == []


def test_a_path_in_capitals_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        Place.objects.filter(code="0160").update(path="00/01/TABY/")
