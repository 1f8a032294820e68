"""Which editions the room has heard of."""

from typing import ClassVar

from django.db import models

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.guidance.models import Edition


class TakenEdition(models.Model):
    """Intagen utgåva: a published edition whose changes have been asked about, once.

    The row is written in the same transaction as what is asked, so an edition without one has
    had no effect here and is taken in by whoever looks next.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    PRIVACY: ClassVar = {"edition": Privacy.OPEN, "at": Privacy.INTERNAL}

    class Meta:
        ordering = ("edition",)

    def __str__(self) -> str:
        return f"{self.edition_id}"
