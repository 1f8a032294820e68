"""Priorities, plans and activities."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.guidance.models import Provision
from brygga.people.models import Group, Place, User
from brygga.plans.enums import ActivityStatus, PlanStatus


class Priority(models.Model):
    """A group's decision that a provision comes first in a place a year, and why."""

    slug = models.SlugField(max_length=80, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="priorities")
    year = models.PositiveSmallIntegerField(_("year"))
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="priorities")
    group = models.ForeignKey(Group, models.PROTECT, related_name="priorities")
    decided_on = models.DateField(_("decided on"))
    why = models.TextField(_("why"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "place": Privacy.OPEN,
        "year": Privacy.OPEN,
        "provision": Privacy.OPEN,
        "group": Privacy.OPEN,
        "decided_on": Privacy.OPEN,
        "why": Privacy.OPEN,
        "withdrawn_on": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("place__path", "year", "decided_on", "slug")
        verbose_name_plural = "priorities"
        constraints = (
            models.UniqueConstraint(
                fields=("place", "year", "provision"),
                condition=Q(withdrawn_on__isnull=True),
                name="one_live_priority_per_provision_and_year",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Plan(models.Model):
    """Genomförandeplan: what a place does in a year. Public once a group has adopted it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(
        _("status"), max_length=20, choices=PlanStatus, default=PlanStatus.DRAFT
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "place": Privacy.OPEN,
        "year": Privacy.OPEN,
        "status": Privacy.OPEN,
        "adopted_on": Privacy.OPEN,
        "adopted_by": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("place__path", "year")
        constraints = (
            models.UniqueConstraint(fields=("place", "year"), name="one_plan_per_place_and_year"),
            models.CheckConstraint(
                condition=Q(
                    status=PlanStatus.ADOPTED, adopted_on__isnull=False, adopted_by__isnull=False
                )
                | Q(status=PlanStatus.DRAFT, adopted_on__isnull=True, adopted_by__isnull=True),
                name="adopted_exactly_when_a_group_did_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}"


class PlanStep(models.Model):
    """One change of a plan's status, with the reason why it was opened again."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    status = models.CharField(_("status"), max_length=20, choices=PlanStatus)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "plan": Privacy.OPEN,
        "status": Privacy.INTERNAL,
        "at": Privacy.INTERNAL,
        "by": Privacy.PERSONAL,
        "reason": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("plan", "at", "pk")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.status}"


class Activity(models.Model):
    """What is to be done, for which provisions, by whom and by when.

    `owner` is a role or function, as the plan says it; `owner_user` the account that is
    reminded, where there is one. `cost` is in kronor.
    """

    slug = models.SlugField(max_length=100, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="activities")
    title = models.CharField(_("what"), max_length=200)
    provisions = models.ManyToManyField(Provision, related_name="activities", blank=True)
    owner = models.CharField(_("who owns it"), max_length=120)
    owner_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("by when"))
    status = models.CharField(
        _("status"), max_length=20, choices=ActivityStatus, default=ActivityStatus.PLANNED
    )
    cost = models.DecimalField(
        _("cost in kronor"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    notes = models.TextField(_("notes"), blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "plan": Privacy.OPEN,
        "title": Privacy.OPEN,
        "provisions": Privacy.OPEN,
        "owner": Privacy.OPEN,
        "owner_user": Privacy.PERSONAL,
        "due_on": Privacy.OPEN,
        "status": Privacy.OPEN,
        "cost": Privacy.OPEN,
        "notes": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("plan", "due_on", "slug")
        verbose_name_plural = "activities"
        constraints = (
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="cost_is_not_negative"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ActivityStep(models.Model):
    """One change of an activity's status, with a note of what happened."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="steps")
    status = models.CharField(_("status"), max_length=20, choices=ActivityStatus)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "activity": Privacy.OPEN,
        "status": Privacy.OPEN,
        "at": Privacy.OPEN,
        "by": Privacy.PERSONAL,
        "note": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("activity", "at", "pk")

    def __str__(self) -> str:
        return f"{self.activity_id} {self.status}"
