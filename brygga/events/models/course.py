"""What is taught, to whom, and in which plans of further training."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brygga.access.privacy import Privacy
from brygga.events.enums import CourseKind, CurriculumKind, QueueRule
from brygga.guidance.models import Provision
from brygga.people.enums import Profession, Sector
from brygga.people.models import Place


class Course(models.Model):
    """What can be held many times. `days` is how many course days a certificate takes.

    The certificate holds for `validity_months`, for ever where that is empty. One who has the
    certificate of a trainers' course may teach the course that it `teaches`.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=CourseKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="courses")
    goals = models.TextField(_("learning goals"), blank=True)
    audience = models.CharField(_("meant for"), max_length=300, blank=True)
    days = models.PositiveSmallIntegerField(_("course days"), null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(
        _("the certificate holds, months"), null=True, blank=True
    )
    teaches = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taught_by",
        verbose_name=_("gives the right to teach"),
    )
    provisions = models.ManyToManyField(Provision, related_name="courses", blank=True)
    queue_rule = models.CharField(
        _("who comes first in the queue"),
        max_length=20,
        choices=QueueRule,
        default=QueueRule.FIRST_COME,
    )
    offer_hours = models.PositiveSmallIntegerField(_("hours to answer an offer"), default=72)
    source = models.CharField(_("source"), max_length=300, blank=True)
    invented = models.BooleanField(default=False)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "title": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "place": Privacy.OPEN,
        "goals": Privacy.OPEN,
        "audience": Privacy.OPEN,
        "days": Privacy.OPEN,
        "validity_months": Privacy.OPEN,
        "teaches": Privacy.OPEN,
        "provisions": Privacy.OPEN,
        "queue_rule": Privacy.OPEN,
        "offer_hours": Privacy.OPEN,
        "source": Privacy.OPEN,
        "invented": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gte=1), name="a_course_has_a_day"
            ),
            models.CheckConstraint(condition=Q(offer_hours__gte=1), name="an_offer_lasts_an_hour"),
        )

    def __str__(self) -> str:
        return self.title


class CourseModule(models.Model):
    """One part of a course, perhaps on a certain course day."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=160)
    goals = models.TextField(_("learning goals"), blank=True)
    day = models.PositiveSmallIntegerField(_("course day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "course": Privacy.OPEN,
        "position": Privacy.OPEN,
        "title": Privacy.OPEN,
        "goals": Privacy.OPEN,
        "day": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("course", "position")
        constraints = (
            models.UniqueConstraint(fields=("course", "position"), name="one_module_per_position"),
        )

    def __str__(self) -> str:
        return self.title


class CourseAudience(models.Model):
    """Whom a course is for: a sector, a profession, or a profession in a sector.

    A course without rows is for everybody who meets people with harmful use.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="audiences")
    sector = models.CharField(_("sector"), max_length=30, choices=Sector, blank=True)
    profession = models.CharField(_("profession"), max_length=30, choices=Profession, blank=True)

    PRIVACY: ClassVar = {
        "course": Privacy.OPEN,
        "sector": Privacy.OPEN,
        "profession": Privacy.OPEN,
    }

    class Meta:
        ordering = ("course", "sector", "profession")
        constraints = (
            models.UniqueConstraint(
                fields=("course", "sector", "profession"), name="an_audience_is_named_once"
            ),
            models.CheckConstraint(
                condition=~Q(sector="", profession=""), name="an_audience_is_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.course_id} {self.sector} {self.profession}"


class Curriculum(models.Model):
    """Fortbildningsplan: courses in an order, made to be adopted by a county or a university."""

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=CurriculumKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="curricula")
    description = models.TextField(_("description"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "slug": Privacy.OPEN,
        "title": Privacy.OPEN,
        "kind": Privacy.OPEN,
        "place": Privacy.OPEN,
        "description": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("slug",)
        verbose_name_plural = "curricula"

    def __str__(self) -> str:
        return self.title


class CurriculumCourse(models.Model):
    """A course's place in a curriculum."""

    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="parts")
    course = models.ForeignKey(Course, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))

    PRIVACY: ClassVar = {
        "curriculum": Privacy.OPEN,
        "course": Privacy.OPEN,
        "position": Privacy.OPEN,
    }

    class Meta:
        ordering = ("curriculum", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("curriculum", "course"), name="a_course_stands_once_in_a_curriculum"
            ),
        )

    def __str__(self) -> str:
        return f"{self.curriculum_id} {self.position}"


class CurriculumAdoption(models.Model):
    """Somebody has made the curriculum theirs, from a day."""

    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="adoptions")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    adopter = models.CharField(_("adopted by"), max_length=160)
    adopted_on = models.DateField(_("adopted on"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    PRIVACY: ClassVar = {
        "curriculum": Privacy.OPEN,
        "place": Privacy.OPEN,
        "adopter": Privacy.OPEN,
        "adopted_on": Privacy.OPEN,
        "source": Privacy.OPEN,
    }

    class Meta:
        ordering = ("curriculum", "adopted_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("curriculum", "adopter"), name="a_curriculum_is_adopted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.curriculum_id} {self.adopter}"
