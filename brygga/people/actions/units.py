"""Workplaces of principals."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.people.actions.slugs import free_slug
from brygga.people.models import Place, Principal, Unit


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known of a unit apart from where it is."""

    name: str
    principal: Principal
    sector: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@transaction.atomic
def save_unit(*, place: Place, facts: UnitFacts, by: Actor, unit: Unit | None = None) -> Unit:
    """Make a unit at the place, or change the one given."""
    changed = unit or Unit(place=place, slug=free_slug(Unit, place, facts.name))
    for name in UnitFacts.__slots__:
        setattr(changed, name, getattr(facts, name))
    changed.save()
    record("people.unit.saved", changed, by=by, path=place.path, unit=changed.slug)
    return changed
