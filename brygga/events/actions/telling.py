"""Letters to everybody who has a seat, when something about it changes."""

from collections.abc import Iterable

from django.db.models import F

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.events.enums import LetterKind
from brygga.events.models import Gathering, Letter, Registration
from brygga.events.queries.seated import holding_seats


def tell_changed(*, gathering: Gathering, by: Actor) -> int:
    """Count a change that calendars must hear of, and write to all who have a seat or an offer.

    Gives how many letters. Three queries and the log's.
    """
    Gathering.objects.filter(pk=gathering.pk).update(sequence=F("sequence") + 1)
    gathering.sequence += 1
    occasion = f"{gathering.pk} {gathering.sequence}"
    rows = list(holding_seats(gathering).select_related("attendee"))
    tell_of(registrations=rows, kind=LetterKind.CHANGED, occasion=occasion)
    record(
        "events.change.told",
        gathering,
        by=by,
        path=gathering.place.path,
        gathering=gathering.slug,
        letters=len(rows),
    )
    return len(rows)


def tell_of(*, registrations: Iterable[Registration], kind: LetterKind, occasion: str) -> None:
    """Leave one letter for each, once for the occasion; their persons are at hand. One query."""
    letters = [
        Letter(registration=row, kind=kind, occasion=occasion, to=row.attendee.email)
        for row in registrations
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
