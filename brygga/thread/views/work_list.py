"""A new edition's work list."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.guidance.queries import edition_of, label
from brygga.thread.queries.work_list import Touched, WorkList, work_list_of
from brygga.ui.http import Request, csv_response, page


def work_list(request: Request, document: str, edition: int) -> HttpResponse:
    """For whoever is signed in: what changed, and what it touches where they may see.

    A draft has one too, for those who may edit it: what publishing would set in motion.
    """
    found = edition_of(request.actor, document, edition)
    work = work_list_of(found, request.actor)
    if request.GET.get("format") == "csv":
        return _sheet(f"arbetslista-{document}-{edition}.csv", work)
    context = {
        "edition": found,
        "changes": [
            {"change": each, "label": label(each.provision, each.after or each.before)}
            for each in work.changes
        ],
        "places": work.places,
        "crumbs": [
            (_("Knowledge"), reverse("guidance:documents")),
            (found.document.short_title, reverse("guidance:document", args=[document])),
            (_("Work list"), None),
        ],
    }
    return page(request, "thread/work_list.html", context, part="places")


def _sheet(name: str, work: WorkList) -> HttpResponse:
    head = [
        _("Place code"),
        _("Place"),
        _("Answers to look at again"),
        _("Answers about the earlier wording"),
        _("Activities"),
    ]
    return csv_response(name, head, map(_line, work.places))


def _line(row: Touched) -> list[object]:
    return [
        row.place.code,
        row.place.name,
        sum(found.answers for found in row.again),
        sum(found.answers for found in row.earlier),
        "; ".join(activity.title for activity in row.activities),
    ]
