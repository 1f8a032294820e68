"""A new edition: begin it, look it over, publish it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brygga import clock
from brygga.guidance import actions, queries
from brygga.guidance.forms import EditionForm, PublishForm
from brygga.guidance.permissions import EDIT_DOCUMENT
from brygga.guidance.rules import refuse_draft
from brygga.guidance.views.boundary import crumbs, draft_crumbs, draft_for, sent, succeeds
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def edition_new(request: Request, document: str) -> HttpResponse:
    found = EDIT_DOCUMENT.get(request.actor, slug=document)
    form = EditionForm(sent(request))
    if succeeds(
        form,
        lambda: actions.draft_edition(document=found, **form.cleaned_data, by=request.actor),
    ):
        return redirect("guidance:draft", found.slug)
    context: dict[str, object] = {
        "document": found,
        "form": form,
        "refusal": refuse_draft(has_draft=queries.draft_of(found) is not None),
        "editions": queries.published_editions(found),
        "crumbs": crumbs(found, (_("New edition"), None)),
    }
    return page(request, "guidance/edition_new.html", context, part="form")


@require_safe
def draft(request: Request, document: str) -> HttpResponse:
    found = draft_for(request, document)
    context: dict[str, object] = {
        "draft": found,
        "document": found.document,
        "shown": queries.draft_page(found),
        "crumbs": draft_crumbs(found),
    }
    return page(request, "guidance/draft.html", context, part="list")


@require_http_methods(["GET", "POST"])
def publish(request: Request, document: str) -> HttpResponse:
    found = draft_for(request, document)
    form = PublishForm(sent(request))
    if succeeds(
        form,
        lambda: actions.publish_edition(
            edition=found, on=form.cleaned_data["published_on"], by=request.actor
        ),
    ):
        messages.success(request, _("%(name)s is published.") % {"name": found.name})
        return redirect("guidance:document", found.document.slug)
    context: dict[str, object] = {
        "draft": found,
        "form": form,
        "changes": queries.edition_changes(found),
        "refusal": queries.publication_refusal(found, clock.today()),
        "crumbs": draft_crumbs(found, (_("Publish"), None)),
    }
    return page(request, "guidance/publish.html", context, part="form")
