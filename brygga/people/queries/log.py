"""What was done at a place and below, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from brygga.access.actor import Actor
from brygga.audit.kinds import SENTENCES
from brygga.audit.models import Event
from brygga.people.models import NATION, Place, User
from brygga.people.permissions import SEE_EVENT


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event as a reader sees it."""

    at: datetime
    who: str
    what: str
    place: str
    kind: str
    subject: str


def events_at(place: Place, actor: Actor, kind: str = "") -> QuerySet[Event]:
    """Events of the branch that the actor may see, the latest first; of one kind if named."""
    within = Q(path__startswith=place.path)
    if place.code == NATION:
        within |= Q(path="")
    events = SEE_EVENT.visible(actor).filter(within)
    return events.filter(kind=kind) if kind else events


def log_lines(events: Iterable[Event]) -> list[LogLine]:
    """The events with names and sentences. Two queries besides the events' own."""
    rows = list(events)
    names = dict(
        User.objects.filter(pk__in={row.actor_id for row in rows}).values_list("pk", "name")
    )
    places = dict(
        Place.objects.filter(path__in={row.path for row in rows}).values_list("path", "name")
    )
    return [
        LogLine(
            at=row.at,
            who=names.get(row.actor_id or 0, "") or _no_account(row),
            what=str(SENTENCES.get(row.kind, row.kind)),
            place=places.get(row.path, ""),
            kind=row.kind,
            subject=row.subject,
        )
        for row in rows
    ]


def _no_account(row: Event) -> str:
    """Who acts without one: the system says that it does, a visitor to a demo has no label."""
    if row.actor_id is None and not row.actor_label:
        return _("A visitor who is not signed in")
    return _("The system")
