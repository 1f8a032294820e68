"""Who may teach what, and who held which round."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.competence.models.certificate import Certificate
from brygga.events.models import Attendee, Course, Gathering


class Trainer(models.Model):
    """Utbildare: one person's right to teach one course, from and until.

    `certificate` is that of the trainers' course it came of; one without was there from the
    beginning (generation 1), as the source says. `ended_reason` where it ended before its time.
    """

    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="trainings")
    course = models.ForeignKey(Course, models.PROTECT, related_name="trainers")
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="trainers"
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "attendee": Privacy.PERSONAL,
        "course": Privacy.OPEN,
        "certificate": Privacy.INTERNAL,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "ended_reason": Privacy.INTERNAL,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("course", "valid_from", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("attendee", "course", "valid_from"), name="one_trainer_right_per_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="a_trainer_begins_before_they_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.course_id} {self.attendee_id}"


class Teaching(models.Model):
    """A trainer held a round: this is how one generation trains the next."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="teachings")
    trainer = models.ForeignKey(Trainer, models.PROTECT, related_name="teachings")

    PRIVACY: ClassVar = {
        "gathering": Privacy.OPEN,
        "trainer": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ("gathering", "trainer")
        constraints = (
            models.UniqueConstraint(
                fields=("gathering", "trainer"), name="a_trainer_holds_a_round_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.trainer_id}"
