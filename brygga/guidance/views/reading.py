"""What everybody may read."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga.access.capabilities import Capability
from brygga.guidance import queries, tables
from brygga.guidance.forms import FilterForm
from brygga.guidance.models import Document
from brygga.guidance.permissions import VIEW_DOCUMENT
from brygga.guidance.views.boundary import crumbs
from brygga.ui.http import Request, csv_response, page, public


@public
@require_safe
def documents(request: Request) -> HttpResponse:
    found = queries.documents(request.actor)
    if request.GET.get("format") == "csv":
        name = _("documents") + ".csv"
        return csv_response(name, tables.documents_header(), tables.documents_rows(found))
    return page(request, "guidance/documents.html", {"documents": found}, part="list")


@public
@require_safe
def document(request: Request, document: str) -> HttpResponse:
    found = VIEW_DOCUMENT.get(request.actor, slug=document)
    form, number, wanted = FilterForm.asked(request.GET)
    shown = queries.edition_page(found, number, wanted)
    if request.GET.get("format") == "csv":
        name = f"{found.slug}.csv"
        return csv_response(name, tables.wordings_header(), tables.wordings_rows(shown.wordings))
    context: dict[str, object] = {
        "document": found,
        "shown": shown,
        "form": form,
        "wanted": wanted,
        "crumbs": crumbs(found),
        **_writing(request, found),
    }
    return page(request, "guidance/document.html", context, part="list")


@public
@require_safe
def provision(request: Request, document: str, number: str) -> HttpResponse:
    found = queries.provision_by_ref(f"{document}/{number}")
    history = queries.history_of(found)
    wording = next(each.wording for each in history if each.wording)
    context: dict[str, object] = {
        "provision": found,
        "document": found.document,
        "wording": wording,
        "history": history,
        "evidence": queries.evidence_of(wording),
        "crumbs": crumbs(found.document, (queries.label(found), None)),
        **_writing(request, found.document),
    }
    return page(request, "guidance/provision.html", context, part="evidence")


def _writing(request: Request, document: Document) -> dict[str, object]:
    """Whether the reader may write here, and the draft if one is begun."""
    may_edit = request.actor.may(Capability.GUIDANCE_EDIT, document.place.path)
    return {"may_edit": may_edit, "draft": queries.draft_of(document) if may_edit else None}
