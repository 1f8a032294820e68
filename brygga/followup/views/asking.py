"""What a round asks: chosen and written before it is opened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brygga.followup import actions
from brygga.followup.forms import ProvisionsForm, QuestionForm
from brygga.followup.models import Question, Round
from brygga.followup.permissions import EDIT_QUESTION, EDIT_ROUND
from brygga.followup.queries.round_pages import askable, chosen_provisions, round_at
from brygga.followup.rules import refuse_asking
from brygga.followup.views.boundary import round_crumbs, round_url, sent, succeeds
from brygga.ui.http import Request, page


def _own_round(request: Request, county: str, year: int) -> Round:
    return round_at(EDIT_ROUND, request.actor, county, year)


def _question(request: Request, county: str, year: int, key: str) -> Question:
    return EDIT_QUESTION.get(request.actor, round__county__code=county, round__year=year, key=key)


@require_http_methods(["GET", "POST"])
def round_provisions(request: Request, county: str, year: int) -> HttpResponse:
    found = _own_round(request, county, year)
    groups = askable(found)
    form = ProvisionsForm(sent(request), groups=groups, initial=chosen_provisions(found))
    if succeeds(form, lambda: _choose(request, found, form)):
        messages.success(request, _("The questions are saved. Read them through below."))
        return redirect(round_url(found, "round_edit"))
    context: dict[str, object] = {
        "round": found,
        "form": form,
        "groups": groups,
        "refusal": refuse_asking(found.status),
        "crumbs": round_crumbs(
            found, (_("Prepare"), round_url(found, "round_edit")), (_("Ask about"), None)
        ),
    }
    return page(request, "followup/round_provisions.html", context, part="form")


def _choose(request: Request, round_: Round, form: ProvisionsForm) -> None:
    actions.choose_provisions(
        round_=round_,
        provision_ids=[int(pk) for pk in form.cleaned_data["provisions"]],
        focus_id=int(form.cleaned_data["focus"]) if form.cleaned_data["focus"] else None,
        by=request.actor,
    )


@require_http_methods(["GET", "POST"])
def question_new(request: Request, county: str, year: int) -> HttpResponse:
    found = _own_round(request, county, year)
    return _words(request, found, None)


@require_http_methods(["GET", "POST"])
def question_edit(request: Request, county: str, year: int, key: str) -> HttpResponse:
    question = _question(request, county, year, key)
    return _words(request, question.round, question)


def _words(request: Request, round_: Round, question: Question | None) -> HttpResponse:
    form = QuestionForm(sent(request), question=question)
    if succeeds(
        form,
        lambda: actions.save_question(
            round_=round_, question=question, values=form.values(), by=request.actor
        ),
    ):
        messages.success(request, _("The question is saved."))
        return redirect(round_url(round_, "round_edit"))
    title = question.short if question else _("New question")
    prepare = (_("Prepare"), round_url(round_, "round_edit"))
    context: dict[str, object] = {
        "round": round_,
        "question": question,
        "form": form,
        "refusal": refuse_asking(round_.status),
        "crumbs": round_crumbs(round_, prepare, (title, None)),
    }
    return page(request, "followup/question_edit.html", context, part="form")


@require_POST
def question_move(request: Request, county: str, year: int, key: str) -> HttpResponse:
    question = _question(request, county, year, key)
    actions.move_question(question=question, up=request.POST.get("go") == "up", by=request.actor)
    return redirect(round_url(question.round, "round_edit") + f"#fraga-{key}")


@require_POST
def question_remove(request: Request, county: str, year: int, key: str) -> HttpResponse:
    question = _question(request, county, year, key)
    actions.remove_question(question=question, by=request.actor)
    messages.success(request, _("The question is taken away."))
    return redirect(round_url(question.round, "round_edit"))
