"""What the room does when a room below it tells that something happened."""

from django.dispatch import receiver

from brygga.access.actor import SYSTEM
from brygga.followup import actions
from brygga.guidance.models import Edition
from brygga.guidance.signals import edition_published


@receiver(edition_published, dispatch_uid="followup.take_in")
def edition_was_published(*, edition_id: int, **_rest: object) -> None:
    """Ask again at once. Should we never be told, the job worker catches up on its rounds."""
    edition = Edition.objects.select_related("document__place").get(pk=edition_id)
    actions.take_in_edition(edition=edition, by=SYSTEM)
