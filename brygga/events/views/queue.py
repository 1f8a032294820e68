"""The queue of a course: who stands where and why, and everything that has happened in it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga.events.models import Course
from brygga.events.permissions import SEE_QUEUE
from brygga.events.queries.fairness import (
    QueuePage,
    line_table,
    log_lines,
    log_table,
    queue_page,
    steps_of_course,
)
from brygga.events.rules.steps import queue_rule_words
from brygga.events.views.asking import crumbs_to_course
from brygga.events.views.crumbs import invented
from brygga.ui.http import Request, csv_response, page

PER_PAGE = 100


@require_safe
def queue(request: Request, slug: str) -> HttpResponse:
    course = SEE_QUEUE.get(request.actor, slug=slug)
    shown = queue_page(course, request.actor)
    if request.GET.get("format") == "csv":
        return _file(request, course, shown)
    steps = Paginator(steps_of_course(course), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, object] = {
        "course": course,
        "shown": shown,
        "rule": queue_rule_words(course.queue_rule),
        "steps": steps,
        "log": log_lines(steps.object_list, shown.named),
        "csv_url": reverse("events:queue", args=[slug]) + "?format=csv",
        "invented": invented(course),
        "crumbs": crumbs_to_course(course, _("Queue")),
    }
    return page(request, "events/queue.html", context, part="log")


def _file(request: Request, course: Course, shown: QueuePage) -> HttpResponse:
    if request.GET.get("vad") == "logg":
        lines = log_lines(steps_of_course(course).iterator(chunk_size=2000), shown.named)
        return csv_response(f"{course.slug}-logg.csv", *log_table(lines))
    return csv_response(f"{course.slug}-ko.csv", *line_table(shown.line))
