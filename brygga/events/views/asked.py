"""What a reader of the calendar asks for, read from the address; what makes no sense falls away."""

from datetime import date, datetime

from django.http import Http404

from brygga.events.enums import GatheringKind
from brygga.events.forms.calendar import PAST
from brygga.events.models import Course
from brygga.events.queries.calendar import Asked
from brygga.events.queries.courses import course_by_slug
from brygga.people.models import Place
from brygga.people.queries import place_by_code
from brygga.ui.http import Request


def asked(request: Request) -> Asked:
    """At most two queries."""
    given = {name: request.GET.get(name, "") for name in ("plats", "slag", "kurs", "nar")}
    return Asked(
        place=_place(given["plats"]),
        kind=given["slag"] if given["slag"] in GatheringKind.values else "",
        course=_course(given["kurs"]),
        month=_month(given["nar"]),
        past=given["nar"] == PAST,
    )


def _place(code: str) -> Place | None:
    try:
        return place_by_code(code) if code else None
    except Http404:
        return None


def _course(slug: str) -> Course | None:
    try:
        return course_by_slug(slug) if slug else None
    except Http404:
        return None


def _month(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 -- a month, no instant
    except ValueError:
        return None
