"""What a person changes about their own registration."""

from dataclasses import dataclass

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.actions.registering import fresh
from brygga.events.models import Attendee, Registration
from brygga.events.rules import refuse_cancel
from brygga.kernel.refusal import insist
from brygga.people.models import Unit


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """What one may say otherwise than when one registered."""

    name: str
    unit: Unit | None
    flexible: bool


@transaction.atomic
def change_own(*, registration: Registration, details: OwnDetails, by: Actor) -> Registration:
    """Change name, unit and whether any round will do. Seat and place in the queue stay."""
    row = fresh(registration)
    insist(refuse_cancel(row.status, begun=False))
    Attendee.objects.filter(pk=row.attendee_id).update(name=details.name.strip(), unit=details.unit)
    row.unit, row.flexible = details.unit, details.flexible
    row.save(update_fields=["unit", "flexible"])
    record("events.registration.changed", row, by=by, path=row.place.path)
    return row
