"""Answers as given, and accepted answers as they stand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.followup.enums import AnswerSide, EvidenceKind, Level
from brygga.followup.models.mapping import Mapping
from brygga.followup.models.round import Question
from brygga.people.models import User


class Answer(models.Model):
    """What one side (or the consultation, jointly) answers to one question.

    An empty `level` and an empty `text` is a question looked at and skipped.
    `needs_review` is why the answer must be looked at again, such as a new edition.
    """

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    side = models.CharField(_("side"), max_length=20, choices=AnswerSide)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    text = models.TextField(_("answer"), blank=True)
    evidence_kind = models.CharField(
        _("kind of evidence"), max_length=20, choices=EvidenceKind, blank=True
    )
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    evidence_on = models.DateField(_("dated"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    answered_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    needs_review = models.CharField(max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "mapping": Privacy.INTERNAL,
        "question": Privacy.INTERNAL,
        "side": Privacy.INTERNAL,
        "level": Privacy.INTERNAL,
        "text": Privacy.INTERNAL,
        "evidence_kind": Privacy.INTERNAL,
        "evidence": Privacy.INTERNAL,
        "evidence_on": Privacy.INTERNAL,
        "comment": Privacy.INTERNAL,
        "answered_at": Privacy.INTERNAL,
        "answered_by": Privacy.PERSONAL,
        "needs_review": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("mapping", "question__position", "side")
        constraints = (
            models.UniqueConstraint(
                fields=("mapping", "question", "side"), name="one_answer_per_side"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mapping_id} {self.question_id} {self.side}"


class Standing(models.Model):
    """Läge: an accepted answer as everybody may see it. Made at acceptance, gone at reopening.

    `level` is what counts: the joint answer where one is settled, what both said where they
    agree, else the lower of the two (`rules.standing_level`). The two originals stay beside.
    `evidence_on` is the newest evidence behind the answer that counts.
    """

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="standings")
    question = models.ForeignKey(Question, models.PROTECT, related_name="standings")
    level = models.CharField(_("level"), max_length=20, choices=Level)
    social_services = models.CharField(max_length=20, choices=Level, blank=True)
    health_care = models.CharField(max_length=20, choices=Level, blank=True)
    is_joint = models.BooleanField(default=False)
    differs = models.BooleanField(default=False)
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    evidence_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar = {
        "mapping": Privacy.OPEN,
        "question": Privacy.OPEN,
        "level": Privacy.OPEN,
        "social_services": Privacy.OPEN,
        "health_care": Privacy.OPEN,
        "is_joint": Privacy.OPEN,
        "differs": Privacy.OPEN,
        "evidence": Privacy.OPEN,
        "evidence_on": Privacy.OPEN,
    }

    class Meta:
        ordering = ("mapping", "question__position")
        constraints = (
            models.UniqueConstraint(
                fields=("mapping", "question"), name="one_standing_per_question"
            ),
            models.CheckConstraint(condition=~Q(level=""), name="a_standing_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.mapping_id} {self.question_id} {self.level}"
