"""The days of a gathering, their programme, and the files beside it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brygga.events.actions.days import renew_code, set_days, set_programme
from brygga.events.actions.files import add_file, remove_file
from brygga.events.forms.days import Days, ProgrammeForm
from brygga.events.forms.files import FileForm
from brygga.events.models import Gathering, GatheringFile
from brygga.events.permissions import EDIT_GATHERING, EDIT_SESSION
from brygga.events.queries.organising import days_of, files_of, items_of
from brygga.events.rules.gathering import refuse_change
from brygga.events.views.asking import crumbs_to, organise_url
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def days(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    asked = Days(request.POST or None, found, days_of(found))
    done = attempt(
        asked.form,
        lambda: set_days(gathering=found, days=asked.values(), by=request.actor),
        asked,
    )
    if done is not None:
        messages.success(request, _("The days are saved."))
        return redirect("events:seats" if not found.quotas.exists() else organise_url(found), slug)
    context: dict[str, object] = {
        "gathering": found,
        "form": asked.form,
        "rows": asked.rows,
        "refusal": refuse_change(found.status),
        "crumbs": crumbs_to(found, _("Days")),
    }
    return page(request, "events/days.html", context, part="form")


@require_http_methods(["GET", "POST"])
def programme(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    shown = days_of(found)
    form = ProgrammeForm(request.POST or None, days=shown, items=items_of(found))
    done = attempt(
        form, lambda: set_programme(gathering=found, lines=form.lines(), by=request.actor)
    )
    if done is not None:
        messages.success(request, _("The programme is saved."))
        return redirect(organise_url(found))
    context: dict[str, object] = {
        "gathering": found,
        "form": form,
        "days": shown,
        "refusal": refuse_change(found.status),
        "crumbs": crumbs_to(found, _("Programme")),
    }
    return page(request, "events/programme.html", context, part="form")


@require_POST
def wall_code_renew(request: Request, slug: str, number: int) -> HttpResponse:
    session = EDIT_SESSION.get(request.actor, gathering__slug=slug, number=number)
    renew_code(session=session, by=request.actor)
    messages.success(request, _("There is a new code. Take down the old one."))
    return redirect("events:wall_code", slug, number)


@require_http_methods(["GET", "POST"])
def files(request: Request, slug: str) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    form = FileForm(request.POST or None, request.FILES or None)
    done = attempt(form, lambda: add_file(gathering=found, by=request.actor, **form.cleaned_data))
    if done is not None:
        messages.success(request, _("The file is there."))
        return redirect("events:files", slug)
    context: dict[str, object] = {
        "gathering": found,
        "form": form,
        "files": files_of(found),
        "refusal": refuse_change(found.status),
        "crumbs": crumbs_to(found, _("Files")),
    }
    return page(request, "events/files.html", context, part="form")


@require_POST
def file_remove(request: Request, slug: str, pk: int) -> HttpResponse:
    found = EDIT_GATHERING.get(request.actor, slug=slug)
    remove_file(file=_file(found, pk), by=request.actor)
    messages.success(request, _("The file is removed."))
    return redirect("events:files", slug)


def _file(gathering: Gathering, pk: int) -> GatheringFile:
    found = next((row for row in files_of(gathering) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found
