"""Trails of crumbs of the pages about trainers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.events.models import Course

Crumbs = list[tuple[object, str | None]]


def trainers_crumbs(*further: tuple[object, str | None]) -> Crumbs:
    """Courses › Trainers › …; the last of them is the page itself."""
    here = reverse("competence:trainers") if further else None
    return [(_("Courses"), reverse("events:courses")), (_("Trainers"), here), *further]


def cascade_url(course: Course) -> str:
    return reverse("competence:cascade", args=[course.slug])
