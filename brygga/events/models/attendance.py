"""Who was there, day by day, and who corrected it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.events.enums import CheckIn
from brygga.events.models.gathering import Session
from brygga.events.models.registration import Attendee
from brygga.people.models import User


class Attendance(models.Model):
    """Närvaro: whether one person was there one day. No row: nobody has said."""

    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    present = models.BooleanField(_("was there"))
    method = models.CharField(_("how it is known"), max_length=20, choices=CheckIn)
    at = models.DateTimeField(default=clock.now)

    PRIVACY: ClassVar = {
        "attendee": Privacy.PERSONAL,
        "session": Privacy.INTERNAL,
        "present": Privacy.INTERNAL,
        "method": Privacy.INTERNAL,
        "at": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("session", "attendee")
        constraints = (
            models.UniqueConstraint(
                fields=("attendee", "session"), name="somebody_is_there_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.session_id} {self.attendee_id} {self.present}"


class AttendanceStep(models.Model):
    """How it was said, and each time it was corrected, with the reason."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="steps")
    present = models.BooleanField(_("was there"))
    method = models.CharField(_("how it is known"), max_length=20, choices=CheckIn)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "attendance": Privacy.INTERNAL,
        "present": Privacy.INTERNAL,
        "method": Privacy.INTERNAL,
        "at": Privacy.INTERNAL,
        "by": Privacy.PERSONAL,
        "reason": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("attendance", "at", "pk")

    def __str__(self) -> str:
        return f"{self.attendance_id} {self.present}"
