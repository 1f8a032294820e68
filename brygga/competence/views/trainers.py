"""Who may teach: the list of courses, entering and ending, who held a round, reporting one."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from brygga.audit.actions import Answer, OtherRequest, StillRunning, answered_once
from brygga.competence.actions.reporting import report_round
from brygga.competence.actions.trainers import end_trainer, enter_trainer, set_teachers
from brygga.competence.forms.reporting import ReportForm
from brygga.competence.forms.trainers import EndForm, HoldersForm, TrainerForm
from brygga.competence.permissions import EDIT_TRAINER, ENTER_TRAINER, SAY_WHO_HELD
from brygga.competence.queries.trainers import (
    holders_to_choose,
    own_rights,
    reportable,
    said_holders,
    some_are_invented,
    taught_courses,
)
from brygga.competence.views.crumbs import cascade_url, trainers_crumbs
from brygga.events.rules.pasted import sheet_of
from brygga.kernel.faults import Fault, Faulty
from brygga.kernel.refusal import Refused
from brygga.kernel.suppression import is_small
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page, public
from brygga.ui.invented import some_invented


@public
@require_safe
def trainers(request: Request) -> HttpResponse:
    rows = [(one.course, None if is_small(one.active) else one.active) for one in taught_courses()]
    context: dict[str, object] = {
        "rows": rows,
        "own": own_rights(request.actor),
        "may_report": bool(reportable(request.actor)) if request.actor.is_signed_in else False,
        "crumbs": trainers_crumbs(),
        "invented": some_invented(is_invented=some_are_invented()),
    }
    return page(request, "competence/trainers.html", context, part="courses")


@require_http_methods(["GET", "POST"])
def trainer_new(request: Request, slug: str) -> HttpResponse:
    course = ENTER_TRAINER.get(request.actor, slug=slug)
    form = TrainerForm(request.POST or None, actor=request.actor)
    done = attempt(
        form, lambda: enter_trainer(course=course, values=form.values(), by=request.actor)
    )
    if done is not None:
        messages.success(request, _("%(name)s may teach.") % {"name": done.attendee.name})
        return redirect(cascade_url(course))
    name = _("Enter a trainer")
    context: dict[str, object] = {
        "course": course,
        "form": form,
        "crumbs": trainers_crumbs((course.title, cascade_url(course)), (name, None)),
    }
    return page(request, "competence/trainer_new.html", context, part="form")


@require_http_methods(["GET", "POST"])
def trainer_end(request: Request, slug: str, pk: int) -> HttpResponse:
    found = EDIT_TRAINER.get(request.actor, course__slug=slug, pk=pk)
    form = EndForm(request.POST or None)
    done = attempt(form, lambda: end_trainer(trainer=found, by=request.actor, **form.cleaned_data))
    course = found.course
    if done is not None:
        messages.success(request, _("The right to teach is ended."))
        return redirect(cascade_url(course))
    name = _("End a right to teach")
    context: dict[str, object] = {
        "trainer": found,
        "form": form,
        "crumbs": trainers_crumbs((course.title, cascade_url(course)), (name, None)),
    }
    return page(request, "competence/trainer_end.html", context, part="form")


@require_http_methods(["GET", "POST"])
def teaching(request: Request, slug: str) -> HttpResponse:
    held = SAY_WHO_HELD.get(request.actor, slug=slug)
    offered, said = holders_to_choose(held), said_holders(held)
    form = HoldersForm(request.POST or None, gathering=held, offered=offered, said=said)
    done = attempt(
        form,
        lambda: (set_teachers(gathering=held, trainers=form.chosen(), by=request.actor), True),
    )
    back = reverse("events:gathering", args=[held.slug])
    if done is not None:
        messages.success(request, _("It is written down who held it."))
        return redirect(back)
    context: dict[str, object] = {
        "gathering": held,
        "form": form,
        "offered": offered,
        "crumbs": trainers_crumbs((held.title, back), (_("Who held it"), None)),
    }
    return page(request, "competence/teaching.html", context, part="form")


@require_http_methods(["GET", "POST"])
def report(request: Request) -> HttpResponse:
    """Whoever has no right to teach gets to know what gives one."""
    rights = reportable(request.actor)
    form = ReportForm(request.POST or None, rights=rights)
    faults: list[Fault] = []
    if rights and form.is_valid():
        try:
            return _reported(request, form)
        except Faulty as faulty:
            faults = faulty.faults
        except (OtherRequest, StillRunning, Refused) as error:
            form.add_error(None, _why(error))
    context: dict[str, object] = {
        "form": form,
        "rights": rights,
        "faults": _named(form, faults),
        "crumbs": trainers_crumbs((_("Report a course"), None)),
    }
    return page(request, "competence/report.html", context, part="form")


def _reported(request: Request, form: ReportForm) -> HttpResponse:
    """Do it once, however often the button is pressed."""
    answer = answered_once(
        scope=f"report {request.actor.user_id}",
        key=form.cleaned_data["key"],
        fingerprint=form.fingerprint,
        do=lambda: _done(request, form),
    )
    told = json.loads(answer.body)
    words = ngettext(
        "The course is reported with %(n)s person. The certificate follows by itself.",
        "The course is reported with %(n)s people. The certificates follow by themselves.",
        told["people"],
    )
    messages.success(request, words % {"n": told["people"]})
    return redirect("events:gathering", told["gathering"])


def _done(request: Request, form: ReportForm) -> Answer:
    told = form.told(request.actor)
    held = report_round(told=told, by=request.actor)
    people = len(told.reported.people)
    return Answer(201, json.dumps({"gathering": held.slug, "people": people}))


def _why(error: Exception) -> str:
    if isinstance(error, OtherRequest):
        return _("This form has been sent already. Open the page anew to report another course.")
    if isinstance(error, StillRunning):
        return _("It is being reported this moment. Wait a little and look in the calendar.")
    return str(error)


def _named(form: ReportForm, faults: list[Fault]) -> list[tuple[Fault, str]]:
    """Each fault with the name of its column, as it stands in the sheet."""
    if not faults:
        return []
    words = {
        "name": _("Name"),
        "email": _("E-mail"),
        "place": _("Place"),
        "principal": _("Principal"),
        "unit": _("Unit"),
        "profession": _("Profession"),
    }
    positions = {n: name for name, n in sheet_of(form.cleaned_data["text"]).positions.items()}
    return [(each, words.get(positions.get(each.column, ""), "")) for each in faults]
