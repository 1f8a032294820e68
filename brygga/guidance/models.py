"""Documents, their editions, what they say and what that rests on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.guidance.enums import (
    Audience,
    Dimension,
    DocumentKind,
    EditionStatus,
    PriorityClass,
    Strength,
)
from brygga.people.models import Place


class Document(models.Model):
    """A national guideline, a county policy, a steering document. Holds in a branch."""

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=60)
    kind = models.CharField(_("kind"), max_length=30, choices=DocumentKind)
    issuer = models.CharField(_("issuer"), max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="documents")
    provision_word = models.CharField(_("a provision is called"), max_length=40)
    source = models.CharField(_("source"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "title": Privacy.OPEN,
        "short_title": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "issuer": Privacy.OPEN,
        "place": Privacy.OPEN,
        "provision_word": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.short_title


class Edition(models.Model):
    """A document as it stood from a day. Number 1 is the first."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=100)
    status = models.CharField(_("status"), max_length=20, choices=EditionStatus)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "document": Privacy.OPEN,
        "number": Privacy.OPEN,
        "name": Privacy.OPEN,
        "status": Privacy.INTERNAL,
        "published_on": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("document__slug", "number")
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="one_edition_per_number"),
            models.UniqueConstraint(
                fields=("document",),
                condition=Q(status=EditionStatus.DRAFT),
                name="one_draft_edition_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Provision(models.Model):
    """The number that stays from edition to edition: `stockholm-policy/3`."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="provisions")
    number = models.CharField(_("number"), max_length=20)
    position = models.PositiveIntegerField(default=0)

    PRIVACY: ClassVar = {
        "document": Privacy.OPEN,
        "number": Privacy.OPEN,
        "position": Privacy.OPEN,
    }

    class Meta:
        ordering = ("document__slug", "position", "number")
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="one_provision_per_number"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9A-Za-z][0-9A-Za-z.-]*$"),
                name="provision_number_fits_in_an_address",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class Wording(models.Model):
    """What a provision says in one edition. A provision without one there is withdrawn.

    `priority` is Socialstyrelsen's number 1–10 where the source states it; a source that
    states only the class leaves it empty.
    """

    provision = models.ForeignKey(Provision, models.PROTECT, related_name="wordings")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="wordings")
    title = models.CharField(_("short title"), max_length=120)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    measure = models.CharField(_("measure"), max_length=300)
    audience = models.CharField(
        _("audience"), max_length=20, choices=Audience, default=Audience.UNKNOWN
    )
    priority = models.PositiveSmallIntegerField(_("priority"), null=True, blank=True)
    priority_class = models.CharField(
        _("priority class"), max_length=20, choices=PriorityClass, default=PriorityClass.UNKNOWN
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "provision": Privacy.OPEN,
        "edition": Privacy.OPEN,
        "title": Privacy.OPEN,
        "condition": Privacy.OPEN,
        "measure": Privacy.OPEN,
        "audience": Privacy.OPEN,
        "priority": Privacy.OPEN,
        "priority_class": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("edition", "provision__position")
        constraints = (
            models.UniqueConstraint(
                fields=("provision", "edition"), name="one_wording_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(priority__isnull=True)
                | Q(priority__gte=1, priority__lte=3, priority_class=PriorityClass.SHOULD)
                | Q(priority__gte=4, priority__lte=7, priority_class=PriorityClass.CAN)
                | Q(priority__gte=8, priority__lte=10, priority_class=PriorityClass.EXCEPTIONALLY),
                name="priority_number_lies_in_its_class",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def has_rank(self) -> bool:
        """Whether a number on the scale belongs to it, stated by the source or not."""
        return self.priority_class in {
            PriorityClass.SHOULD,
            PriorityClass.CAN,
            PriorityClass.EXCEPTIONALLY,
            PriorityClass.UNKNOWN,
        }


class Evidence(models.Model):
    """What one wording rests on in one of the three dimensions, as one source states it."""

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="evidence")
    dimension = models.CharField(_("dimension"), max_length=20, choices=Dimension)
    statement = models.TextField(_("statement"))
    strength = models.CharField(_("strength"), max_length=20, choices=Strength)
    source = models.CharField(_("source"), max_length=300)
    dated_on = models.DateField(_("date"), null=True, blank=True)

    PRIVACY: ClassVar = {
        "wording": Privacy.OPEN,
        "dimension": Privacy.OPEN,
        "statement": Privacy.OPEN,
        "strength": Privacy.OPEN,
        "source": Privacy.OPEN,
        "dated_on": Privacy.OPEN,
    }

    class Meta:
        ordering = ("wording", "dimension", "pk")
        verbose_name_plural = "evidence"
        constraints = (
            models.UniqueConstraint(
                fields=("wording", "dimension", "source"), name="one_statement_per_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.wording_id} {self.dimension}"
