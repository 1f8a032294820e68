"""A new edition's work list."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Edition
from brygga.guidance.queries import label
from brygga.thread.queries.work_list import Touched, work_list_of
from brygga.ui.http import Request, csv_response, page


def work_list(request: Request, document: str, edition: int) -> HttpResponse:
    """For whoever is signed in: what changed, and what it touches where they may see."""
    found = _published(document, edition)
    work = work_list_of(found, request.actor)
    if request.GET.get("format") == "csv":
        head = [_("Place code"), _("Place"), _("Answers to look at again"), _("Activities")]
        return csv_response(f"arbetslista-{document}-{edition}.csv", head, map(_line, work.places))
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


def _published(document: str, number: int) -> Edition:
    found = Edition.objects.filter(
        document__slug=document, number=min(number, 32767), status=EditionStatus.PUBLISHED
    )
    edition = found.select_related("document").first()
    if edition is None:
        raise Http404
    return edition


def _line(row: Touched) -> list[object]:
    return [row.place.code, row.place.name, row.answers, "; ".join(a.title for a in row.activities)]
