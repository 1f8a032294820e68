"""What the room does when a room below it tells that something happened."""

from django.dispatch import receiver

from brygga.competence.actions.certificates import follow_presence
from brygga.events.signals import presence_changed


@receiver(presence_changed, dispatch_uid="competence.follow_presence")
def presence_was_changed(*, attendee_id: int, course_id: int | None, **_rest: object) -> None:
    """Let the certificate follow; presence at what is no course makes none."""
    if course_id is not None:
        follow_presence(attendee_id=attendee_id, course_id=course_id)
