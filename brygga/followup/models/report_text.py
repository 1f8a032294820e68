"""The process leader's own words in the yearly follow-up."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.followup.enums import TextSection
from brygga.people.models import Place, User


class ReportText(models.Model):
    """Own text for one section of one place's follow-up of one year; kept between runs."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="report_texts")
    year = models.PositiveSmallIntegerField(_("year"))
    section = models.CharField(_("section"), max_length=20, choices=TextSection)
    text = models.TextField(_("text"), blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "place": Privacy.OPEN,
        "year": Privacy.OPEN,
        "section": Privacy.OPEN,
        "text": Privacy.OPEN,
        "saved_at": Privacy.OPEN,
        "saved_by": Privacy.PERSONAL,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("place__path", "year", "section")
        constraints = (
            models.UniqueConstraint(
                fields=("place", "year", "section"), name="one_text_per_section"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.year} {self.section}"
