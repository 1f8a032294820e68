"""How many there are in post: a new day is a new row, the same day is a correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.competence.models import StaffCount
from brygga.people.models import Place, Unit


@dataclass(frozen=True, slots=True)
class StaffFact:
    """So many of a profession in a unit on a day, and who says so."""

    unit: Unit
    profession: str
    counted_on: date
    heads: int
    full_time: Decimal | None
    source: str


@transaction.atomic
def save_staff(*, place: Place, facts: Sequence[StaffFact], by: Actor) -> tuple[int, int]:
    """Save all of them or none; gives how many are new and how many were corrected.

    What is said again as it stood changes nothing. A correction is written in the log with what
    stood before.
    """
    new = corrected = 0
    for fact in facts:
        key = {
            "unit": fact.unit,
            "profession": fact.profession,
            "counted_on": fact.counted_on,
        }
        known = StaffCount.objects.select_for_update().filter(**key).first()
        if known is None:
            StaffCount.objects.create(
                **key, heads=fact.heads, full_time=fact.full_time, source=fact.source
            )
            new += 1
        elif _correct(known, fact, place, by):
            corrected += 1
    if new:
        record("competence.staff.counted", place, by=by, path=place.path, counts=new)
    return new, corrected


def _correct(known: StaffCount, fact: StaffFact, place: Place, by: Actor) -> bool:
    """Whether anything was another."""
    before = known.heads
    said = (fact.heads, fact.full_time, fact.source)
    if said == (before, known.full_time, known.source):
        return False
    known.heads, known.full_time, known.source = said
    known.invented = False
    known.save(update_fields=["heads", "full_time", "source", "invented"])
    record(
        "competence.staff.corrected",
        known,
        by=by,
        path=place.path,
        unit=fact.unit.slug,
        profession=fact.profession,
        day=fact.counted_on.isoformat(),
        before=before,
        after=fact.heads,
    )
    return True
