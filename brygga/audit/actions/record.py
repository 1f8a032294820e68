"""Writing the log."""

from django.db import connection
from django.db.models import Model

from brygga.access.actor import Actor
from brygga.audit.kinds import SENTENCES
from brygga.audit.models import Event
from brygga.prepared import PreparedInsert

_WRITE = PreparedInsert(Event)


def record(kind: str, subject: Model, *, by: Actor, path: str = "", **detail: str | int) -> None:
    """Write one event. Call it inside the action's transaction; it refuses to run outside one.

    `kind` must have its sentence in `kinds`. `detail` takes codes and states only.
    """
    if not connection.in_atomic_block:
        message = f"{kind}: an event is written in the transaction of what it tells of"
        raise RuntimeError(message)
    if kind not in SENTENCES:
        message = f"{kind} has no sentence in brygga/audit/kinds.py"
        raise LookupError(message)
    event = Event(
        actor_id=by.user_id,
        actor_label=by.label,
        kind=kind,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        path=path,
        detail=detail,
    )
    _WRITE(event)
