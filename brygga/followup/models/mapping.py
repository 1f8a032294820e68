"""One place's mapping in one round, and how it moved."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.followup.enums import MappingStatus
from brygga.followup.models.round import Round
from brygga.people.models import Place, User


class Mapping(models.Model):
    """Kartläggning: what one place answers in one round.

    A side is finished at an instant; both must be before the mapping can be submitted.
    `settles_on` is the consultation's meeting where differing answers are to be settled.
    `invented` marks answers made up to try things out: every page that shows them says so.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="mappings")
    place = models.ForeignKey(Place, models.PROTECT, related_name="mappings")
    status = models.CharField(
        _("status"), max_length=20, choices=MappingStatus, default=MappingStatus.OPEN
    )
    social_services_finished_at = models.DateTimeField(null=True, blank=True)
    health_care_finished_at = models.DateTimeField(null=True, blank=True)
    settles_on = models.DateField(_("the consultation meets on"), null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "round": Privacy.OPEN,
        "place": Privacy.OPEN,
        "status": Privacy.OPEN,
        "social_services_finished_at": Privacy.INTERNAL,
        "health_care_finished_at": Privacy.INTERNAL,
        "settles_on": Privacy.INTERNAL,
        "accepted_at": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("round", "place__path")
        constraints = (
            models.UniqueConstraint(fields=("round", "place"), name="one_mapping_per_place"),
            models.CheckConstraint(
                condition=Q(status=MappingStatus.ACCEPTED, accepted_at__isnull=False)
                | (~Q(status=MappingStatus.ACCEPTED) & Q(accepted_at__isnull=True)),
                name="accepted_exactly_when_there_is_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.place_id}"


class MappingStep(models.Model):
    """One change of a mapping's status, with the reason where one is asked for."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="steps")
    status = models.CharField(_("status"), max_length=20, choices=MappingStatus)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)

    PRIVACY: ClassVar = {
        "mapping": Privacy.OPEN,
        "status": Privacy.INTERNAL,
        "at": Privacy.INTERNAL,
        "by": Privacy.PERSONAL,
        "reason": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("mapping", "at", "pk")

    def __str__(self) -> str:
        return f"{self.mapping_id} {self.status}"


class Reminder(models.Model):
    """One reminder by mail about one mapping to one account: never twice for the same day.

    `claimed_at` is when a worker took it up: one that dies on the way leaves it to be taken again.
    """

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    for_day = models.DateField()
    created_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    PRIVACY: ClassVar = {
        "mapping": Privacy.INTERNAL,
        "user": Privacy.PERSONAL,
        "for_day": Privacy.INTERNAL,
        "created_at": Privacy.INTERNAL,
        "claimed_at": Privacy.INTERNAL,
        "sent_at": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("mapping", "user", "for_day"), name="one_reminder_per_person_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mapping_id} {self.for_day}"
