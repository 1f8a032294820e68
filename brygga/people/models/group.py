"""Groups at a place, and who sits in them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.people.enums import GroupKind
from brygga.people.models.account import User
from brygga.people.models.place import Place
from brygga.people.models.principal import Principal


class Group(models.Model):
    """A body that meets: steering group, consultation, working committee, user council …"""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=GroupKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="groups")
    mandate = models.TextField(_("mandate"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "name": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "place": Privacy.OPEN,
        "mandate": Privacy.OPEN,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A seat in a group: a role, whom it represents, from and until; perhaps an account.

    The seat exists without a person: the source documents give roles, never names.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="appointments")
    seat = models.PositiveSmallIntegerField(_("seat"))
    role = models.CharField(_("role"), max_length=120)
    represents = models.CharField(_("represents"), max_length=120, blank=True)
    principal = models.ForeignKey(
        Principal, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "group": Privacy.OPEN,
        "seat": Privacy.OPEN,
        "role": Privacy.OPEN,
        "represents": Privacy.OPEN,
        "principal": Privacy.OPEN,
        "user": Privacy.PERSONAL,
        "valid_from": Privacy.OPEN,
        "valid_to": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("group", "seat", "valid_from")
        constraints = (
            models.UniqueConstraint(
                fields=("group", "seat", "valid_from"), name="one_appointment_per_seat_and_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="appointment_begins_before_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}, {self.group_id}"
