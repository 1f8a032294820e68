"""Trails of crumbs that the room's public pages share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.events.models import Course, Gathering

Crumbs = list[tuple[object, str | None]]


def calendar_crumbs(*further: tuple[object, str | None]) -> Crumbs:
    """Courses › Calendar › …; the last of them is the page itself."""
    here = reverse("events:calendar") if further else None
    return [(_("Courses"), reverse("events:courses")), (_("Calendar"), here), *further]


def gathering_crumbs(gathering: Gathering, *further: tuple[object, str | None]) -> Crumbs:
    here = reverse("events:gathering", args=[gathering.slug]) if further else None
    return calendar_crumbs((gathering.title, here), *further)


def course_crumbs(*further: tuple[object, str | None]) -> Crumbs:
    here = reverse("events:courses") if further else None
    return [(_("Courses"), here), *further]


def course_url(course: Course) -> str:
    return reverse("events:course", args=[course.slug])


def invented(*rows: Gathering | Course | None) -> str:
    """The note above a page that shows something made up, or nothing."""
    if not any(row is not None and row.invented for row in rows):
        return ""
    return _("Some of what this page shows is invented, to try the system.")
