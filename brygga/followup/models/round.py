"""A year's round in a county, and what it asks."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.followup.enums import AnswerForm, QuestionKind, RoundStatus
from brygga.guidance.models import Provision
from brygga.people.models import Place


class Round(models.Model):
    """A yearly mapping in one county. `evidence_months` is how long evidence stays fresh."""

    county = models.ForeignKey(Place, models.PROTECT, related_name="rounds")
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=120)
    status = models.CharField(
        _("status"), max_length=20, choices=RoundStatus, default=RoundStatus.DRAFT
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    evidence_months = models.PositiveSmallIntegerField(_("evidence is fresh for"), default=24)
    focus = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="focused_rounds"
    )
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "county": Privacy.OPEN,
        "year": Privacy.OPEN,
        "title": Privacy.OPEN,
        "status": Privacy.OPEN,
        "opens_on": Privacy.OPEN,
        "closes_on": Privacy.OPEN,
        "evidence_months": Privacy.OPEN,
        "focus": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("county__path", "year")
        constraints = (
            models.UniqueConstraint(fields=("county", "year"), name="one_round_per_county_year"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")), name="round_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(evidence_months__gte=1), name="evidence_stays_fresh_for_a_while"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One thing a round asks, in order. `key` is its name in files and addresses.

    Questions of kind provision point at one; questions in depth point at the focus.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="questions")
    key = models.SlugField(_("key"), max_length=50)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind)
    form = models.CharField(
        _("answered with"), max_length=10, choices=AnswerForm, default=AnswerForm.LEVEL
    )
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    short = models.CharField(_("short heading"), max_length=60)
    text = models.CharField(_("question"), max_length=300)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "round": Privacy.OPEN,
        "key": Privacy.OPEN,
        "position": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "form": Privacy.OPEN,
        "provision": Privacy.OPEN,
        "short": Privacy.OPEN,
        "text": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("round", "position")
        constraints = (
            models.UniqueConstraint(fields=("round", "key"), name="one_question_per_key"),
            models.UniqueConstraint(
                fields=("round", "provision"),
                condition=Q(kind=QuestionKind.PROVISION),
                name="a_round_asks_once_about_a_provision",
            ),
            models.CheckConstraint(
                condition=~Q(kind=QuestionKind.PROVISION)
                | Q(provision__isnull=False, form=AnswerForm.LEVEL),
                name="provision_question_has_provision_and_level",
            ),
        )

    def __str__(self) -> str:
        return self.short

    @property
    def is_provisions_own(self) -> bool:
        """Whether it asks about the provision itself, not about the focus in depth."""
        return self.kind == QuestionKind.PROVISION
