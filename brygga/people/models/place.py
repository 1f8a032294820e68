"""The tree of places."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.people.enums import PlaceKind

NATION = "00"
"""Code of the root of the tree."""


class Place(models.Model):
    """Where things are to happen: nation, county, municipality, city district, special unit.

    `code` is SCB's where there is one ("00", "01", "0160"), else a slug. `path` is the codes
    from the nation down, each followed by a slash ("00/01/0160/"): a branch is a prefix.
    """

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind)
    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=120, unique=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "code": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "name": Privacy.OPEN,
        "parent": Privacy.OPEN,
        "path": Privacy.OPEN,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.NATION, parent__isnull=True)
                | (~Q(kind=PlaceKind.NATION) & Q(parent__isnull=False)),
                name="only_the_nation_has_no_parent",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="place_begins_before_it_ends",
            ),
            # SQLite compares the beginnings of words without minding case, Python does mind:
            # with small letters only, they cannot disagree on who reaches what.
            models.CheckConstraint(
                condition=Q(path=Lower("path")), name="place_path_is_in_small_letters"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scb_code(self) -> str:
        """SCB's code, or an empty string for a place that SCB does not number."""
        return self.code if self.code.isdigit() else ""

    @property
    def ancestor_codes(self) -> list[str]:
        """Codes from the nation down to the parent."""
        return self.path.split("/")[:-2]

    @property
    def county_code(self) -> str:
        """The county it is or lies in, or an empty string for the nation."""
        codes = self.path.split("/")
        return codes[1] if len(codes) > 2 else ""  # noqa: PLR2004 -- nation, county, ""
