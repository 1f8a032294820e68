"""Saying how many there are in post."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from brygga.audit.models import Event
from brygga.competence.actions.staff import StaffFact, save_staff
from brygga.competence.models import StaffCount
from brygga.people.actions import UnitFacts, save_unit
from brygga.people.models import Unit
from tests.builders import coverage as build
from tests.builders import people
from tests.builders.events import principal

pytestmark = pytest.mark.django_db
DAY = date(2010, 9, 1)


def fact(unit, heads=12, on=DAY, **fields):
    return StaffFact(
        unit, "nurse", on, heads, fields.pop("full_time", None), fields.pop("source", "HR")
    )


def save(*facts):
    return save_staff(place=people.place("0160"), facts=facts, by=people.municipality().actor)


def test_a_new_day_is_a_new_row_and_what_stood_before_is_kept():
    unit = build.unit()
    assert save(fact(unit)) == (1, 0)
    assert save(fact(unit, 14, date(2011, 9, 1), full_time=Decimal("12.5"))) == (1, 0)
    assert sorted(StaffCount.objects.values_list("heads", flat=True)) == [12, 14]
    event = Event.objects.filter(kind="competence.staff.counted").last()
    assert (event.path, event.detail) == (people.place("0160").path, {"counts": 1})


def test_the_same_day_again_is_a_correction_and_the_log_has_what_stood():
    unit = build.unit()
    save(fact(unit))
    assert save(fact(unit, 13)) == (0, 1)
    assert StaffCount.objects.get().heads == 13
    detail = Event.objects.get(kind="competence.staff.corrected").detail
    assert (detail["before"], detail["after"], detail["unit"]) == (12, 13, unit.slug)


def test_what_is_said_as_it_stood_changes_nothing():
    unit = build.unit()
    save(fact(unit))
    assert save(fact(unit)) == (0, 0)
    assert Event.objects.filter(kind__startswith="competence.staff").count() == 1


def test_nothing_is_half_done():
    unit = build.unit()
    with pytest.raises(IntegrityError):
        save(fact(unit), fact(unit, -1, date(2011, 1, 1)))
    assert not StaffCount.objects.exists()
    assert not Event.objects.filter(kind__startswith="competence.staff").exists()


def test_a_unit_is_made_and_changed():
    taby, by = people.place("0160"), people.municipality().actor
    facts = UnitFacts("Vuxenenheten", principal(), "social_services")
    unit = save_unit(place=taby, facts=facts, by=by)
    assert unit.slug == "0160-vuxenenheten"
    second = save_unit(place=taby, facts=facts, by=by)
    assert second.slug == "0160-vuxenenheten-2"
    changed = UnitFacts("Vuxna", principal(), "social_services", source="Nämnden")
    save_unit(place=taby, facts=changed, by=by, unit=unit)
    assert Unit.objects.get(pk=unit.pk).name == "Vuxna"
    assert Event.objects.filter(kind="people.unit.saved").count() == 3
