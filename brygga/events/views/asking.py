"""What the organiser's views share: where a page stands."""

from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.events.models import Course, Gathering
from brygga.events.views.crumbs import Crumbs, course_crumbs, course_url, gathering_crumbs


def organise_url(gathering: Gathering) -> str:
    return reverse("events:organise", args=[gathering.slug])


def attendees_url(gathering: Gathering) -> str:
    return reverse("events:attendees", args=[gathering.slug])


def crumbs_to(gathering: Gathering, *steps: str) -> Crumbs:
    """From the courses to the gathering, its organiser's page, and the page's own name."""
    here = organise_url(gathering) if steps else None
    own = ((step, None) for step in steps)
    return gathering_crumbs(gathering, (_("Organise"), here), *own)


def crumbs_beside(gathering: Gathering, *steps: tuple[str, str | None]) -> Crumbs:
    """The same for those who register people and do not organise."""
    return gathering_crumbs(gathering, *steps)


def crumbs_to_course(course: Course, *steps: str) -> Crumbs:
    here = course_url(course) if steps else None
    return course_crumbs((course.title, here), *((step, None) for step in steps))
