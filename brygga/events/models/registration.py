"""Who wants a seat, who has one, and everything that happened on the way."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brygga import clock
from brygga.access.privacy import Privacy
from brygga.events.enums import (
    Approval,
    QueueRule,
    RegistrationStatus,
    StepKind,
)
from brygga.events.models.course import Course
from brygga.events.models.gathering import Gathering, Session
from brygga.people.enums import Profession
from brygga.people.models import Place, Principal, Unit, User

HOLDS_A_SEAT = (RegistrationStatus.SEATED, RegistrationStatus.OFFERED)
IN_THE_QUEUE = (RegistrationStatus.WAITING, RegistrationStatus.OFFERED)
LIVE = (RegistrationStatus.SEATED, RegistrationStatus.WAITING, RegistrationStatus.OFFERED)


class Attendee(models.Model):
    """Deltagare: one person, known by an e-mail address, over all courses and years.

    `code` names the person in files and addresses without saying who it is. `left_on` is the last
    day at the workplace, where somebody has said so; what was learnt stays, the post does not.
    """

    code = models.SlugField(unique=True)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, related_name="attendees")
    principal = models.ForeignKey(
        Principal, models.PROTECT, null=True, blank=True, related_name="attendees"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="attendees")
    profession = models.CharField(_("profession"), max_length=30, choices=Profession)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    left_on = models.DateField(_("left the workplace on"), null=True, blank=True)

    PRIVACY: ClassVar = {
        "code": Privacy.INTERNAL,
        "email": Privacy.PERSONAL,
        "name": Privacy.PERSONAL,
        "place": Privacy.INTERNAL,
        "principal": Privacy.INTERNAL,
        "unit": Privacy.INTERNAL,
        "profession": Privacy.INTERNAL,
        "user": Privacy.PERSONAL,
        "left_on": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Registration(models.Model):
    """Anmälan: one person's wish for a seat, from the first word until it is over.

    `gathering` is where the seat is, or the round first asked for while one waits; `course` is
    set for course rounds, so that one queue goes over them all. Who is `flexible` takes a seat in
    any round. An offer holds a seat in `offered` until `offer_expires_at`. `only_session` is one
    day alone, for whoever missed it before. `venue_note` goes to the venue and is deleted the day
    after; it is never about health.
    """

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="registrations")
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="registrations")
    place = models.ForeignKey(Place, models.PROTECT, related_name="registrations")
    principal = models.ForeignKey(
        Principal, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    profession = models.CharField(_("profession"), max_length=30, choices=Profession)
    status = models.CharField(_("status"), max_length=20, choices=RegistrationStatus)
    flexible = models.BooleanField(_("takes a seat in any round"), default=True)
    need = models.PositiveSmallIntegerField(_("need, 0 to 3"), default=0)
    need_reason = models.CharField(_("why"), max_length=200, blank=True)
    only_session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    registered_at = models.DateTimeField(default=clock.now)
    queued_at = models.DateTimeField(null=True, blank=True)
    offered = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="offers"
    )
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    approval = models.CharField(
        _("approval"), max_length=20, choices=Approval, default=Approval.NOT_NEEDED
    )
    approver_email = models.EmailField(_("who approves"), blank=True)
    approve_by = models.DateTimeField(null=True, blank=True)
    venue_note = models.CharField(_("note to the venue"), max_length=200, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    PRIVACY: ClassVar = {
        "gathering": Privacy.INTERNAL,
        "course": Privacy.INTERNAL,
        "attendee": Privacy.PERSONAL,
        "place": Privacy.INTERNAL,
        "principal": Privacy.INTERNAL,
        "unit": Privacy.INTERNAL,
        "profession": Privacy.INTERNAL,
        "status": Privacy.INTERNAL,
        "flexible": Privacy.INTERNAL,
        "need": Privacy.INTERNAL,
        "need_reason": Privacy.INTERNAL,
        "only_session": Privacy.INTERNAL,
        "registered_at": Privacy.INTERNAL,
        "queued_at": Privacy.INTERNAL,
        "offered": Privacy.INTERNAL,
        "offer_expires_at": Privacy.INTERNAL,
        "approval": Privacy.INTERNAL,
        "approver_email": Privacy.PERSONAL,
        "approve_by": Privacy.INTERNAL,
        "venue_note": Privacy.PERSONAL,
        "registered_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ("registered_at", "pk")
        indexes = (
            models.Index(fields=("gathering", "status"), name="registration_by_status"),
            models.Index(
                fields=("course", "queued_at"),
                condition=Q(status=RegistrationStatus.WAITING),
                name="registration_queue",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("gathering", "attendee"),
                condition=Q(status__in=LIVE),
                name="one_live_registration_per_person",
            ),
            models.UniqueConstraint(
                fields=("attendee", "registered_at"), name="one_registration_in_a_moment"
            ),
            models.UniqueConstraint(
                fields=("course", "attendee"),
                condition=Q(status__in=IN_THE_QUEUE, only_session__isnull=True),
                name="one_place_in_the_queue_per_person",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=RegistrationStatus.OFFERED,
                    offered__isnull=False,
                    offer_expires_at__isnull=False,
                )
                | (
                    ~Q(status=RegistrationStatus.OFFERED)
                    & Q(offered__isnull=True, offer_expires_at__isnull=True)
                ),
                name="an_offer_is_of_something_until_a_time",
            ),
            models.CheckConstraint(
                condition=Q(queued_at__isnull=False) | ~Q(status__in=IN_THE_QUEUE),
                name="who_waits_has_waited_since",
            ),
            models.CheckConstraint(condition=Q(need__lte=3), name="need_is_at_most_three"),
        )

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.attendee_id}"


class RegistrationStep(models.Model):
    """One line of the fairness log: what happened, and by which rule and numbers.

    `position` of `waiting` is where in the queue, `share` how many of the same place and
    principal had a seat already. Words are made when it is read (`rules.steps`).
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="steps")
    kind = models.CharField(_("what"), max_length=20, choices=StepKind)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rule = models.CharField(max_length=20, choices=QueueRule, blank=True)
    position = models.PositiveIntegerField(null=True, blank=True)
    waiting = models.PositiveIntegerField(null=True, blank=True)
    share = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "registration": Privacy.INTERNAL,
        "kind": Privacy.INTERNAL,
        "at": Privacy.INTERNAL,
        "by": Privacy.PERSONAL,
        "gathering": Privacy.INTERNAL,
        "rule": Privacy.INTERNAL,
        "position": Privacy.INTERNAL,
        "waiting": Privacy.INTERNAL,
        "share": Privacy.INTERNAL,
        "reason": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("registration", "at", "pk")

    def __str__(self) -> str:
        return f"{self.registration_id} {self.kind}"
