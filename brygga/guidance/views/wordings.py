"""What a draft says: add, change and withdraw provisions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brygga.guidance import actions, queries
from brygga.guidance.forms import ProvisionForm, WordingForm
from brygga.guidance.models import Wording
from brygga.guidance.views.boundary import draft_crumbs, draft_for, sent, succeeds
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def provision_new(request: Request, document: str) -> HttpResponse:
    draft = draft_for(request, document)
    form = ProvisionForm(sent(request))
    if succeeds(
        form,
        lambda: actions.add_provision(
            edition=draft,
            number=form.cleaned_data["number"],
            values=form.values(),
            source=form.cleaned_data["source"],
            by=request.actor,
        ),
    ):
        return redirect("guidance:wording_edit", document, form.cleaned_data["number"])
    title = _("Add %(word)s") % {"word": draft.document.provision_word.lower()}
    context: dict[str, object] = {"draft": draft, "form": form, "title": title}
    context["crumbs"] = draft_crumbs(draft, (title, None))
    return page(request, "guidance/provision_new.html", context, part="form")


@require_http_methods(["GET", "POST"])
def wording_edit(request: Request, document: str, number: str) -> HttpResponse:
    draft = draft_for(request, document)
    wording = queries.wording_in(draft, number)
    form = WordingForm(sent(request), initial=WordingForm.initial_of(wording))
    if succeeds(form, lambda: _save(request, wording, form)):
        messages.success(request, _("Saved in the draft."))
        return redirect("guidance:draft", document)
    context: dict[str, object] = {
        "draft": draft,
        "wording": wording,
        "form": form,
        "evidence": queries.evidence_of(wording),
        "crumbs": draft_crumbs(draft, (queries.label(wording.provision), None)),
    }
    return page(request, "guidance/wording_edit.html", context, part="form")


def _save(request: Request, wording: Wording, form: WordingForm) -> None:
    actions.save_wording(
        wording=wording,
        values=form.values(),
        source=form.cleaned_data["source"],
        by=request.actor,
    )


@require_http_methods(["GET", "POST"])
def provision_withdraw(request: Request, document: str, number: str) -> HttpResponse:
    draft = draft_for(request, document)
    wording = queries.wording_in(draft, number)
    name = queries.label(wording.provision)
    if request.method == "POST":
        actions.withdraw_provision(wording=wording, by=request.actor)
        messages.success(request, _("%(name)s is withdrawn from the draft.") % {"name": name})
        return redirect("guidance:draft", document)
    context: dict[str, object] = {"draft": draft, "wording": wording}
    context["crumbs"] = draft_crumbs(draft, (name, None))
    return page(request, "guidance/provision_withdraw.html", context, part="form")


@require_POST
def provision_restore(request: Request, document: str, number: str) -> HttpResponse:
    actions.restore_provision(edition=draft_for(request, document), number=number, by=request.actor)
    messages.success(request, _("Put back in the draft, as it stood."))
    return redirect("guidance:draft", document)
