"""One question at a time: each side for itself, and what the consultation settles."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brygga.followup import actions
from brygga.followup.actions import Overtaken
from brygga.followup.enums import AnswerSide
from brygga.followup.forms import GivenForm, JointForm, SeenField
from brygga.followup.permissions import ANSWER, SETTLE_JOINT
from brygga.followup.rules import refuse_settling
from brygga.followup.views.boundary import mapping_url, sent, succeeds
from brygga.followup.views.desk import Desk, desk_at, desk_context
from brygga.ui.http import Request, page

CONFLICT = 409


@require_http_methods(["GET", "POST"])
def question(request: Request, year: int, place: str, key: str) -> HttpResponse:
    desk = desk_at(request, year, place, key)
    form = GivenForm(sent(request), line=desk.line, given=desk.own)
    if request.method != "POST":
        return _show(request, desk, form)
    if desk.side is None:
        raise PermissionDenied
    ANSWER[desk.side].get(request.actor, pk=desk.mapping.pk)
    try:
        saved = succeeds(form, lambda: _keep(request, desk, form))
    except Overtaken as overtaken:
        return _show(request, desk, form, stored=overtaken.stored)
    if not saved:
        return _show(request, desk, form)
    if request.htmx:
        return _show(request, desk_at(request, year, place, key), form)
    steps = {"back": desk.step(-1), "skip": desk.step(1), "next": desk.step(1)}
    return redirect(steps.get(request.POST.get("go", ""), desk.url()))


def _keep(request: Request, desk: Desk, form: GivenForm) -> None:
    """Save what is new. Going on from an answer that must be looked at says that it holds."""
    go = request.POST.get("go", "")
    if not form.has_something_new() and not (go == "next" and desk.own.needs_review):
        return
    values = form.values()
    if chosen := SeenField(required=False).clean(request.POST.get("chosen")):
        values = replace(values, seen=chosen)
    actions.save_answer(
        mapping=desk.mapping,
        question=desk.line.question,
        side=desk.own_side,
        values=values,
        by=request.actor,
    )


def _show(request: Request, desk: Desk, form: GivenForm, stored: object = None) -> HttpResponse:
    context = desk_context(desk, request.actor) | {
        "form": form,
        "stored": stored,
        "refusal": desk.sheet.refusal_to_answer(desk.own_side) if desk.side else None,
    }
    status = CONFLICT if stored and not request.htmx else 200
    return page(request, "followup/question.html", context, part="saved", status=status)


@require_POST
def same_again(request: Request, year: int, place: str, key: str) -> HttpResponse:
    """Answer as the last time the question was asked, unless it reads differently since."""
    desk = desk_at(request, year, place, key)
    if desk.side is None:
        raise PermissionDenied
    actions.repeat_answer(
        mapping=ANSWER[desk.side].get(request.actor, pk=desk.mapping.pk),
        question=desk.line.question,
        side=desk.side,
        seen=desk.own.answered_at,
        by=request.actor,
    )
    return redirect(desk.url())


@require_http_methods(["GET", "POST"])
def settle(request: Request, year: int, place: str, key: str) -> HttpResponse:
    desk = desk_at(request, year, place, key)
    SETTLE_JOINT.get(request.actor, pk=desk.mapping.pk)
    form = JointForm(sent(request), line=desk.line, given=desk.line.joint)
    stored = None
    try:
        if succeeds(form, lambda: _settle(request, desk, form)):
            messages.success(request, _("The joint answer is saved. Both originals stay."))
            return redirect(mapping_url(desk.mapping))
    except Overtaken as overtaken:
        stored = overtaken.stored
    context = desk_context(desk, request.actor) | {
        "form": form,
        "stored": stored,
        "refusal": _refusal_to_settle(desk),
    }
    status = CONFLICT if stored else 200
    return page(request, "followup/settle.html", context, part="form", status=status)


def _settle(request: Request, desk: Desk, form: JointForm) -> None:
    values = form.values()
    if chosen := SeenField(required=False).clean(request.POST.get("chosen")):
        values = replace(values, seen=chosen)
    actions.settle_joint(
        mapping=desk.mapping, question=desk.line.question, values=values, by=request.actor
    )


def _refusal_to_settle(desk: Desk) -> object:
    return refuse_settling(
        locked=desk.sheet.locked,
        social=desk.line.side(AnswerSide.SOCIAL_SERVICES).level,
        health=desk.line.side(AnswerSide.HEALTH_CARE).level,
        is_settled=desk.line.is_settled,
    )


@require_POST
def unsettle(request: Request, year: int, place: str, key: str) -> HttpResponse:
    desk = desk_at(request, year, place, key)
    mapping = SETTLE_JOINT.get(request.actor, pk=desk.mapping.pk)
    actions.clear_joint(mapping=mapping, question=desk.line.question, by=request.actor)
    messages.success(request, _("The joint answer is taken back. Both originals count again."))
    return redirect(mapping_url(desk.mapping))
