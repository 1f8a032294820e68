"""What a draft's provisions rest on, in three dimensions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brygga.guidance import actions, queries
from brygga.guidance.forms import EvidenceForm
from brygga.guidance.models import Edition, Evidence, Wording
from brygga.guidance.views.boundary import Crumbs, draft_crumbs, draft_for, sent, succeeds
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def evidence_new(request: Request, document: str, number: str) -> HttpResponse:
    draft = draft_for(request, document)
    wording = queries.wording_in(draft, number)
    form = EvidenceForm(sent(request), initial={"dimension": request.GET.get("dimension", "")})
    return _evidence_page(request, draft, wording, form)


@require_http_methods(["GET", "POST"])
def evidence_edit(request: Request, document: str, number: str, pk: int) -> HttpResponse:
    draft = draft_for(request, document)
    evidence = queries.evidence_in(queries.wording_in(draft, number), pk)
    form = EvidenceForm(sent(request), initial=EvidenceForm.initial_of(evidence))
    return _evidence_page(request, draft, evidence.wording, form, evidence)


@require_POST
def evidence_remove(request: Request, document: str, number: str, pk: int) -> HttpResponse:
    draft = draft_for(request, document)
    evidence = queries.evidence_in(queries.wording_in(draft, number), pk)
    actions.remove_evidence(evidence=evidence, by=request.actor)
    messages.success(request, _("The source is removed from the draft."))
    return redirect("guidance:wording_edit", document, number)


def _evidence_page(
    request: Request,
    draft: Edition,
    wording: Wording,
    form: EvidenceForm,
    evidence: Evidence | None = None,
) -> HttpResponse:
    back = reverse("guidance:wording_edit", args=[draft.document.slug, wording.provision.number])
    if succeeds(form, lambda: _save(request, wording, form, evidence)):
        messages.success(request, _("Saved in the draft."))
        return redirect(back)
    context: dict[str, object] = {"wording": wording, "evidence": evidence, "form": form}
    context |= {"back": back, "crumbs": _crumbs(draft, wording, back)}
    return page(request, "guidance/evidence_edit.html", context, part="form")


def _save(
    request: Request, wording: Wording, form: EvidenceForm, evidence: Evidence | None
) -> None:
    actions.save_evidence(
        wording=wording, values=form.values(), evidence=evidence, by=request.actor
    )


def _crumbs(draft: Edition, wording: Wording, back: str) -> Crumbs:
    return draft_crumbs(draft, (queries.label(wording.provision), back), (_("Evidence"), None))
