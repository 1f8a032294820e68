"""What is held, on which days, with how many seats."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.events.enums import GatheringKind, GatheringStatus, QuotaBy, RegistrationMode
from brygga.events.models.course import Course
from brygga.people.models import Group, Place


class Gathering(models.Model):
    """Sammankomst: something with days that people come to. A course round has a `course`.

    `place` is whose it is, not where it is held. `mix_until` is how long seats are kept for what
    quotas ask at least. `sequence` counts changes that calendars must hear of. `reported` marks
    one that was told of afterwards, by those who held it.
    """

    slug = models.SlugField(unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=GatheringKind)
    title = models.CharField(_("title"), max_length=160)
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="rounds")
    place = models.ForeignKey(Place, models.PROTECT, related_name="gatherings")
    organiser = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    summary = models.TextField(_("what it is about"), blank=True)
    audience = models.CharField(_("meant for"), max_length=300, blank=True)
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    link = models.URLField(_("link for taking part at a distance"), blank=True)
    mode = models.CharField(
        _("registration"), max_length=20, choices=RegistrationMode, default=RegistrationMode.NONE
    )
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    mix_until = models.DateTimeField(_("seats are kept for the mix until"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=GatheringStatus, default=GatheringStatus.DRAFT
    )
    sequence = models.PositiveIntegerField(default=0)
    reported = models.BooleanField(default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "title": Privacy.OPEN,
        "course": Privacy.OPEN,
        "place": Privacy.OPEN,
        "organiser": Privacy.OPEN,
        "summary": Privacy.OPEN,
        "audience": Privacy.OPEN,
        "venue": Privacy.OPEN,
        "address": Privacy.OPEN,
        "link": Privacy.INTERNAL,
        "mode": Privacy.OPEN,
        "capacity": Privacy.OPEN,
        "opens_at": Privacy.OPEN,
        "closes_at": Privacy.OPEN,
        "mix_until": Privacy.OPEN,
        "status": Privacy.OPEN,
        "sequence": Privacy.INTERNAL,
        "reported": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=GatheringKind.COURSE_ROUND, course__isnull=False)
                | (~Q(kind=GatheringKind.COURSE_ROUND) & Q(course__isnull=True)),
                name="a_course_round_is_of_a_course",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="registration_opens_before_it_closes",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One day of a gathering, with its seats. `course_day` says which day of the course it is.

    `taken` counts seats given and seats offered; the database itself refuses more than `seats`.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160, blank=True)
    course_day = models.PositiveSmallIntegerField(_("course day"), null=True, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    times_known = models.BooleanField(_("the hours are known"), default=True)
    venue = models.CharField(_("venue, if another"), max_length=160, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, db_default=0)
    wall_code = models.CharField(max_length=12, blank=True, db_default="")

    PRIVACY: ClassVar = {
        "gathering": Privacy.OPEN,
        "number": Privacy.OPEN,
        "title": Privacy.OPEN,
        "course_day": Privacy.OPEN,
        "starts_at": Privacy.OPEN,
        "ends_at": Privacy.OPEN,
        "times_known": Privacy.OPEN,
        "venue": Privacy.OPEN,
        "seats": Privacy.OPEN,
        "taken": Privacy.OPEN,
        "wall_code": Privacy.SECRET,
    }

    class Meta:
        ordering = ("gathering", "number")
        constraints = (
            models.UniqueConstraint(fields=("gathering", "number"), name="one_session_per_number"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="a_session_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(taken__lte=F("seats")),
                name="a_session_is_never_oversold",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.number}"


class ProgrammeItem(models.Model):
    """A line of a day's programme. `speaker` is what the organiser chose to print."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    starts_at = models.TimeField(_("begins"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)

    PRIVACY: ClassVar = {
        "session": Privacy.OPEN,
        "position": Privacy.OPEN,
        "starts_at": Privacy.OPEN,
        "title": Privacy.OPEN,
        "speaker": Privacy.OPEN,
    }

    class Meta:
        ordering = ("session", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "position"), name="one_programme_item_per_position"
            ),
        )

    def __str__(self) -> str:
        return self.title


class GatheringFile(models.Model):
    """Something to read or show: slides, a paper. Open to whoever may see the gathering."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="files")
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), upload_to="gatherings/")

    PRIVACY: ClassVar = {
        "gathering": Privacy.OPEN,
        "title": Privacy.OPEN,
        "file": Privacy.OPEN,
    }

    class Meta:
        ordering = ("gathering", "pk")

    def __str__(self) -> str:
        return self.title


class Quota(models.Model):
    """At least and at most so many from a place, a principal or a profession.

    `key` is the place's code (its whole branch counts), the principal's slug or the profession.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="quotas")
    by = models.CharField(_("counts by"), max_length=20, choices=QuotaBy)
    key = models.CharField(_("which"), max_length=60)
    least = models.PositiveIntegerField(_("at least"), default=0)
    most = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, db_default=0)

    PRIVACY: ClassVar = {
        "gathering": Privacy.OPEN,
        "by": Privacy.OPEN,
        "key": Privacy.OPEN,
        "least": Privacy.OPEN,
        "most": Privacy.OPEN,
        "taken": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ("gathering", "by", "key")
        constraints = (
            models.UniqueConstraint(fields=("gathering", "by", "key"), name="one_quota_per_key"),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(least__lte=F("most")),
                name="a_quota_asks_for_no_more_than_it_allows",
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(taken__lte=F("most")),
                name="a_quota_is_never_exceeded",
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.by} {self.key}"
