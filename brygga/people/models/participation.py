"""Which places take part in which programme."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.people.enums import ParticipationStatus
from brygga.people.models.place import Place


class Programme(models.Model):
    """A programme that carries knowledge into practice, such as Kunskap till praktik."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "name": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """One step in a place's history with a programme: from this day, this status.

    The rows of a place are its history; the last one that has begun tells how it is.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    place = models.ForeignKey(Place, models.PROTECT, related_name="participations")
    status = models.CharField(_("status"), max_length=20, choices=ParticipationStatus)
    since = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "programme": Privacy.OPEN,
        "place": Privacy.OPEN,
        "status": Privacy.OPEN,
        "since": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("place__path", "since")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "place", "since"), name="one_step_per_place_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.status} {self.since}"
