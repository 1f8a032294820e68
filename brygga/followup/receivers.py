"""What the room does when a room below it tells that something happened."""

from django.dispatch import receiver

from brygga.access.actor import SYSTEM
from brygga.followup import actions
from brygga.guidance.enums import Change
from brygga.guidance.models import Edition
from brygga.guidance.queries import edition_changes
from brygga.guidance.signals import edition_published


@receiver(edition_published, dispatch_uid="followup.ask_again")
def edition_was_published(*, edition_id: int, **_rest: object) -> None:
    """Ask again about what reads differently.

    An added provision has no answers yet, and a withdrawn one is not asked about anew: what was
    answered about it stays as it was said.
    """
    edition = Edition.objects.select_related("document").get(pk=edition_id)
    changed = [
        change.provision.pk
        for change in edition_changes(edition)
        if change.change == Change.CHANGED
    ]
    if changed:
        name = f"{edition.document.short_title}, {edition.name}"
        actions.ask_again(provision_ids=changed, edition_name=name, by=SYSTEM)
