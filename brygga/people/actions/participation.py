"""How a place takes part in the programme."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.people.models import Participation, Place, Programme
from brygga.people.rules import refuse_step


@dataclass(frozen=True, slots=True)
class Step:
    """What changed, from which day, and who says so."""

    status: str
    since: date
    source: str = ""


@transaction.atomic
def change_participation(
    *, programme: Programme, place: Place, step: Step, by: Actor
) -> Participation:
    """Add a step to the place's history; earlier steps stay. Raises Refused with the reason."""
    steps = Participation.objects.filter(programme=programme, place=place)
    last = steps.order_by("-since").first()
    insist(
        refuse_step(
            status=step.status,
            since=step.since,
            last_status=last.status if last else None,
            last_since=last.since if last else None,
        )
    )
    row = Participation.objects.create(
        programme=programme,
        place=place,
        status=step.status,
        since=step.since,
        source=step.source,
    )
    record("people.participation.changed", row, by=by, path=place.path, status=step.status)
    return row
