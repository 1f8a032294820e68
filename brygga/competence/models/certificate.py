"""Proof that somebody has been there all the days of a course."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.competence.enums import Revocation
from brygga.events.models import Attendee, Course
from brygga.people.models import User


class Certificate(models.Model):
    """Intyg. `uid` stands in the QR code and cannot be guessed; `name` is as it was that day.

    One that is revoked stays, with the reason, so that a printed one can be found out.
    `revocation` says how it came to be revoked; without it, it was by hand.
    """

    uid = models.CharField(max_length=32, unique=True)
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="certificates")
    course = models.ForeignKey(Course, models.PROTECT, related_name="certificates")
    name = models.CharField(_("name"), max_length=120)
    issued_on = models.DateField(_("issued on"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revoked_reason = models.CharField(_("why it was revoked"), max_length=300, blank=True)
    revocation = models.CharField(
        _("how it was revoked"),
        max_length=20,
        choices=Revocation,
        blank=True,
        default="",
        db_default="",
    )
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "uid": Privacy.SECRET,
        "attendee": Privacy.PERSONAL,
        "course": Privacy.INTERNAL,
        "name": Privacy.PERSONAL,
        "issued_on": Privacy.INTERNAL,
        "valid_to": Privacy.INTERNAL,
        "revoked_on": Privacy.INTERNAL,
        "revoked_reason": Privacy.INTERNAL,
        "revocation": Privacy.INTERNAL,
        "revoked_by": Privacy.PERSONAL,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("issued_on", "pk")
        # The worker asks it of everybody's presence, over and over.
        indexes = (models.Index(fields=("attendee", "course"), name="certificate_of_a_course"),)
        constraints = (
            models.UniqueConstraint(
                fields=("attendee", "course"),
                condition=Q(revoked_on__isnull=True),
                name="one_certificate_that_stands",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(issued_on__lte=F("valid_to")),
                name="a_certificate_holds_a_day",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True, revoked_reason="")
                | (Q(revoked_on__isnull=False) & ~Q(revoked_reason="")),
                name="revoked_exactly_when_there_is_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.course_id} {self.pk}"
