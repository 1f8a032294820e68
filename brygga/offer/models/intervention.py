"""What can be offered, which provisions it carries out, and who answers for it from when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.guidance.models import Provision
from brygga.offer.rules.contact_words import words_in
from brygga.people.enums import PrincipalKind, Sector
from brygga.people.models import Place


class Intervention(models.Model):
    """Insats. `plain_words` say what it is to somebody who has never heard of it.

    `place` is whose description it is: the nation's, or a county's or municipality's own.
    `contact_words` are the activities in contact data that are it, with `;` between.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    plain_words = models.CharField(_("in plain words"), max_length=400)
    place = models.ForeignKey(Place, models.PROTECT, related_name="interventions")
    provisions = models.ManyToManyField(
        Provision, related_name="interventions", blank=True, verbose_name=_("carries out")
    )
    contact_words = models.CharField(_("words in contact data"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "name": Privacy.OPEN,
        "plain_words": Privacy.OPEN,
        "place": Privacy.OPEN,
        "provisions": Privacy.OPEN,
        "contact_words": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name

    @property
    def activities(self) -> tuple[str, ...]:
        """The words of contact data, one by one."""
        return words_in(self.contact_words)


class CareResponsibility(models.Model):
    """Ansvar för en insats: a kind of principal answers for it in a branch, from and until.

    Law and agreements move it, so it is dated and has a source. The nearest place up the tree
    that says anything decides. `is_shared`: they have agreed that several answer, each for a part.
    """

    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="responsibilities")
    place = models.ForeignKey(Place, models.PROTECT, related_name="care_responsibilities")
    principal_kind = models.CharField(_("who answers"), max_length=20, choices=PrincipalKind)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    is_shared = models.BooleanField(_("shared by agreement"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "intervention": Privacy.OPEN,
        "place": Privacy.OPEN,
        "principal_kind": Privacy.OPEN,
        "sector": Privacy.OPEN,
        "is_shared": Privacy.OPEN,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("intervention", "place", "principal_kind", "sector", "valid_from")
        verbose_name_plural = "care responsibilities"
        constraints = (
            models.UniqueConstraint(
                fields=("intervention", "place", "principal_kind", "sector", "valid_from"),
                name="one_care_responsibility_per_start",
            ),
            # Without a first day it holds from always; databases count such rows as different.
            models.UniqueConstraint(
                fields=("intervention", "place", "principal_kind", "sector"),
                condition=Q(valid_from__isnull=True),
                name="one_care_responsibility_from_always",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="care_responsibility_begins_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.intervention_id} {self.principal_kind} {self.place_id}"
