"""What was said of an offer, day by day: that it is true, and how long one waits."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.offer.models.offer import Offer
from brygga.people.models import User

LONGEST_WAIT = 3650


class Verification(models.Model):
    """Kontroll: somebody said that the offer is still true. It ages.

    `said_by` is a role, never a name: it is what everybody may read.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="verifications")
    verified_on = models.DateField(_("checked on"))
    said_by = models.CharField(_("checked by"), max_length=120)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "offer": Privacy.OPEN,
        "verified_on": Privacy.OPEN,
        "said_by": Privacy.OPEN,
        "verified_by": Privacy.PERSONAL,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("offer", "verified_on")
        constraints = (
            models.UniqueConstraint(
                fields=("offer", "verified_on"), name="an_offer_is_verified_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.offer_id} {self.verified_on}"


class WaitingTime(models.Model):
    """Väntetid: so many days from asking to the first visit, as it was on a day.

    It holds until the next one; none is ever written over by a later day's.
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="waiting_times")
    measured_on = models.DateField(_("as of"))
    days = models.PositiveSmallIntegerField(_("days"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "offer": Privacy.OPEN,
        "measured_on": Privacy.OPEN,
        "days": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("offer", "measured_on")
        constraints = (
            models.UniqueConstraint(
                fields=("offer", "measured_on"), name="an_offer_has_one_waiting_time_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(days__lte=LONGEST_WAIT),
                name="a_waiting_time_is_at_most_ten_years",
            ),
        )

    def __str__(self) -> str:
        return f"{self.offer_id} {self.measured_on}"
