"""What a unit offers, and to the people of which places."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.offer.enums import WayIn
from brygga.offer.models.intervention import Intervention
from brygga.people.models import Place, Unit

OLDEST = 120


class Offer(models.Model):
    """Erbjudande: an intervention in a unit. `web_page` is the unit's own; never a person's.

    `begins_on` is empty where nobody knows since when; `ends_on` is the last day.
    """

    slug = models.SlugField(unique=True)
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="offers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offers")
    for_whom = models.CharField(_("for whom"), max_length=200)
    age_from = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    by_self = models.BooleanField(_("seek it yourself"), default=False)
    by_referral = models.BooleanField(_("by referral"), default=False)
    by_decision = models.BooleanField(_("by a decision of the social services"), default=False)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    web_page = models.URLField(_("the unit's page"), max_length=300, blank=True)
    begins_on = models.DateField(_("offered since"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "intervention": Privacy.OPEN,
        "unit": Privacy.OPEN,
        "for_whom": Privacy.OPEN,
        "age_from": Privacy.OPEN,
        "age_to": Privacy.OPEN,
        "by_self": Privacy.OPEN,
        "by_referral": Privacy.OPEN,
        "by_decision": Privacy.OPEN,
        "first_step": Privacy.OPEN,
        "web_page": Privacy.OPEN,
        "begins_on": Privacy.OPEN,
        "ends_on": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(
                fields=("intervention", "unit", "for_whom"),
                condition=Q(ends_on__isnull=True),
                name="one_open_offer_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(by_self=True) | Q(by_referral=True) | Q(by_decision=True),
                name="an_offer_has_a_way_in",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(begins_on__lte=F("ends_on")),
                name="an_offer_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=(Q(age_from__isnull=True) | Q(age_from__lte=OLDEST))
                & (Q(age_to__isnull=True) | Q(age_to__lte=OLDEST))
                & (
                    Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to"))
                ),
                name="an_offer_is_for_ages_that_people_have",
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def ways(self) -> tuple[WayIn, ...]:
        """The ways in that are open, the shortest first."""
        open_ways = (self.by_self, self.by_referral, self.by_decision)
        return tuple(way for way, is_open in zip(WayIn, open_ways, strict=True) if is_open)


class OfferPlace(models.Model):
    """An offer serves the people of a place and of everything below it."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="serves")
    place = models.ForeignKey(Place, models.PROTECT, related_name="served_by")

    PRIVACY: ClassVar = {
        "offer": Privacy.OPEN,
        "place": Privacy.OPEN,
    }

    class Meta:
        ordering = ("offer", "place")
        constraints = (
            models.UniqueConstraint(fields=("offer", "place"), name="an_offer_serves_a_place_once"),
        )

    def __str__(self) -> str:
        return f"{self.offer_id} {self.place_id}"
