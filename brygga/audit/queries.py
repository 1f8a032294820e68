"""Whether anything has happened."""

from brygga.audit.models import Event


def latest_event() -> int:
    """Number of the last thing done anywhere. One query."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def anything_done_since(event: int) -> bool:
    """One query."""
    return Event.objects.filter(pk__gt=event).order_by().exists()
