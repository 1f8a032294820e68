"""How many there are to train."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.people.enums import Profession
from brygga.people.models import Unit


class StaffCount(models.Model):
    """Personal i tjänst: heads and full-time equivalents of one profession in one unit, a day.

    A count holds until the next one of the same unit and profession.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="staff_counts")
    profession = models.CharField(_("profession"), max_length=30, choices=Profession)
    counted_on = models.DateField(_("counted on"))
    heads = models.PositiveIntegerField(_("persons"))
    full_time = models.DecimalField(
        _("full-time equivalents"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "unit": Privacy.OPEN,
        "profession": Privacy.OPEN,
        "counted_on": Privacy.OPEN,
        "heads": Privacy.INTERNAL,
        "full_time": Privacy.INTERNAL,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("unit", "profession", "counted_on")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "profession", "counted_on"), name="one_staff_count_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.profession} {self.counted_on}"
