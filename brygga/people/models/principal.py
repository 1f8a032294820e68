"""Authorities and providers, their units, and what each answers for where."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.people.enums import PrincipalKind, Sector
from brygga.people.models.place import Place


class Principal(models.Model):
    """Huvudman: who answers for something. Apart from the place: Gotland's one is both kinds."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=PrincipalKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="principals")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "name": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "place": Privacy.OPEN,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class Responsibility(models.Model):
    """Which principal answers for a sector in a branch, from and until: law moves it."""

    principal = models.ForeignKey(Principal, models.PROTECT, related_name="responsibilities")
    place = models.ForeignKey(Place, models.PROTECT, related_name="responsibilities")
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "principal": Privacy.OPEN,
        "place": Privacy.OPEN,
        "sector": Privacy.OPEN,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = (
            models.UniqueConstraint(
                fields=("principal", "place", "sector", "valid_from"),
                name="one_responsibility_per_start",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="responsibility_begins_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.principal_id} {self.sector} {self.place_id}"


class Unit(models.Model):
    """A workplace of a principal: where people are met."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    principal = models.ForeignKey(Principal, models.PROTECT, related_name="units")
    place = models.ForeignKey(Place, models.PROTECT, related_name="units")
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "name": Privacy.OPEN,
        "principal": Privacy.OPEN,
        "place": Privacy.OPEN,
        "sector": Privacy.OPEN,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name
