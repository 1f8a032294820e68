"""Letters on their way, and who is written to for a yes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.events.enums import LetterKind
from brygga.events.models.registration import Registration
from brygga.people.models import Place, Principal


class Letter(models.Model):
    """A letter that must be sent, written in the transaction of what it tells of.

    The worker claims it, sends it and says so; `occasion` tells letters of the same kind apart,
    so that none is written twice. `link` is the path it leads to, where that is not the
    registration itself.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind)
    occasion = models.CharField(max_length=60, blank=True)
    to = models.EmailField()
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    PRIVACY: ClassVar = {
        "registration": Privacy.INTERNAL,
        "kind": Privacy.INTERNAL,
        "occasion": Privacy.INTERNAL,
        "to": Privacy.PERSONAL,
        "link": Privacy.INTERNAL,
        "created_at": Privacy.INTERNAL,
        "claimed_at": Privacy.INTERNAL,
        "sent_at": Privacy.INTERNAL,
        "attempts": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("id",), condition=Q(sent_at__isnull=True), name="letter_waiting"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("registration", "kind", "occasion"), name="a_letter_is_written_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.registration_id}"


class Approver(models.Model):
    """Who says yes for a principal's people, where the principal wants to be asked."""

    principal = models.ForeignKey(Principal, models.PROTECT, related_name="approvers")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="approvers"
    )
    email = models.EmailField(_("e-mail"))
    days = models.PositiveSmallIntegerField(_("days to answer"), default=7)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    PRIVACY: ClassVar = {
        "principal": Privacy.INTERNAL,
        "place": Privacy.INTERNAL,
        "email": Privacy.PERSONAL,
        "days": Privacy.INTERNAL,
        "valid_from": Privacy.INTERNAL,
        "valid_to": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("principal", "place", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("principal", "place", "email"), name="an_approver_is_named_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="approver_begins_before_they_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.principal_id} {self.pk}"
