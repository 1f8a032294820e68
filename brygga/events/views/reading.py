"""Courses and plans of further training, open to everybody."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.events import tables
from brygga.events.queries import courses as reads
from brygga.events.views.crumbs import course_crumbs, invented
from brygga.ui.http import Request, csv_response, page, public


@public
@require_safe
def courses(request: Request) -> HttpResponse:
    found = reads.courses()
    if request.GET.get("format") == "csv":
        return csv_response("kurser.csv", *tables.courses(found))
    context: dict[str, object] = {
        "courses": found,
        "curricula": reads.curricula(),
        "crumbs": course_crumbs(),
        "csv_url": f"{reverse('events:courses')}?format=csv",
        "invented": invented(*found),
        "may_arrange": request.actor.may_anywhere(Capability.GATHERING_EDIT),
    }
    return page(request, "events/courses.html", context, part="list")


@public
@require_safe
def course(request: Request, slug: str) -> HttpResponse:
    now = clock.now()
    shown = reads.course_page(request.actor, slug, now)
    found = [*shown.coming, *shown.past]
    if request.GET.get("format") == "csv":
        return csv_response(f"{slug}.csv", *tables.calendar(found))
    context: dict[str, object] = {
        "shown": shown,
        "course": shown.course,
        "crumbs": course_crumbs((shown.course.title, None)),
        "csv_url": f"{reverse('events:course', args=[slug])}?format=csv",
        "invented": invented(shown.course, *(entry.gathering for entry in found)),
    }
    return page(request, "events/course.html", context, part="rounds")


@public
@require_safe
def curricula(request: Request) -> HttpResponse:
    found = reads.curricula()
    if request.GET.get("format") == "csv":
        return csv_response("fortbildningsplaner.csv", *tables.curricula(found))
    context: dict[str, object] = {
        "curricula": found,
        "crumbs": course_crumbs((_("Curricula"), None)),
        "csv_url": f"{reverse('events:curricula')}?format=csv",
    }
    return page(request, "events/curricula.html", context, part="list")


@public
@require_safe
def curriculum(request: Request, slug: str) -> HttpResponse:
    shown = reads.curriculum_page(slug)
    if request.GET.get("format") == "csv":
        return csv_response(f"{slug}.csv", *tables.curriculum(shown))
    listed = (_("Curricula"), reverse("events:curricula"))
    context: dict[str, object] = {
        "shown": shown,
        "curriculum": shown.curriculum,
        "may_edit": request.actor.may(Capability.GATHERING_EDIT, shown.curriculum.place.path),
        "may_arrange": request.actor.may_anywhere(Capability.GATHERING_EDIT),
        "crumbs": course_crumbs(listed, (shown.curriculum.title, None)),
        "csv_url": f"{reverse('events:curriculum', args=[slug])}?format=csv",
    }
    return page(request, "events/curriculum.html", context, part="list")
