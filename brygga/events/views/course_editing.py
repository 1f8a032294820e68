"""Making and changing courses and curricula."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brygga.events.actions.courses import adopt_curriculum, save_course, save_curriculum
from brygga.events.forms.courses import AdoptionForm, WholeCourse, WholeCurriculum
from brygga.events.permissions import EDIT_COURSE, EDIT_CURRICULUM
from brygga.events.queries.courses import curriculum_page
from brygga.events.queries.organising import place_to_hold_at, places_to_hold_at
from brygga.events.views.asking import crumbs_to_course
from brygga.events.views.crumbs import Crumbs, course_crumbs
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page


@require_http_methods(["GET", "POST"])
def course_new(request: Request) -> HttpResponse:
    place = place_to_hold_at(request.actor, request.GET.get("plats", ""))
    whole = WholeCourse(request.POST or None, place)
    made = attempt(
        whole.form,
        lambda: save_course(place=place, values=whole.values(), by=request.actor),
        whole,
    )
    if made is not None:
        messages.success(request, _("The course is made. Now hold it."))
        return redirect("events:course", made.slug)
    crumbs = course_crumbs((_("New course"), None))
    return _course_page(request, whole, crumbs, place=place.code)


@require_http_methods(["GET", "POST"])
def course_edit(request: Request, slug: str) -> HttpResponse:
    found = EDIT_COURSE.get(request.actor, slug=slug)
    whole = WholeCourse(request.POST or None, found.place, found)
    done = attempt(
        whole.form,
        lambda: save_course(
            place=found.place, values=whole.values(), course=found, by=request.actor
        ),
        whole,
    )
    if done is not None:
        messages.success(request, _("The course is changed."))
        return redirect("events:course", slug)
    crumbs = crumbs_to_course(found, _("Change the course"))
    return _course_page(request, whole, crumbs, course=found)


def _course_page(
    request: Request, whole: WholeCourse, crumbs: Crumbs, **more: object
) -> HttpResponse:
    context: dict[str, object] = {
        "form": whole.form,
        "modules": whole.modules,
        "audiences": whole.audiences,
        "places": [] if "course" in more else places_to_hold_at(request.actor),
        "crumbs": crumbs,
        **more,
    }
    return page(request, "events/course_edit.html", context, part="form")


@require_http_methods(["GET", "POST"])
def curriculum_new(request: Request) -> HttpResponse:
    place = place_to_hold_at(request.actor, request.GET.get("plats", ""))
    whole = WholeCurriculum(request.POST or None, place)
    made = attempt(
        whole.form,
        lambda: save_curriculum(place=place, values=whole.values(), by=request.actor),
        whole,
    )
    if made is not None:
        messages.success(request, _("The curriculum is made."))
        return redirect("events:curriculum", made.slug)
    crumbs = [*_curricula(), (_("New curriculum"), None)]
    return _curriculum_page(request, whole, crumbs, place=place.code)


@require_http_methods(["GET", "POST"])
def curriculum_edit(request: Request, slug: str) -> HttpResponse:
    found = EDIT_CURRICULUM.get(request.actor, slug=slug)
    whole = WholeCurriculum(request.POST or None, found.place, found)
    done = attempt(
        whole.form,
        lambda: save_curriculum(
            place=found.place, values=whole.values(), curriculum=found, by=request.actor
        ),
        whole,
    )
    if done is not None:
        messages.success(request, _("The curriculum is changed."))
        return redirect("events:curriculum", slug)
    crumbs = [*_curricula((found.title, slug)), (_("Change the curriculum"), None)]
    return _curriculum_page(request, whole, crumbs, curriculum=found)


def _curricula(*named: tuple[str, str]) -> Crumbs:
    pages = ((title, reverse("events:curriculum", args=[slug])) for title, slug in named)
    return course_crumbs((_("Curricula"), reverse("events:curricula")), *pages)


def _curriculum_page(
    request: Request, whole: WholeCurriculum, crumbs: Crumbs, **more: object
) -> HttpResponse:
    context: dict[str, object] = {
        "form": whole.form,
        "parts": whole.parts,
        "places": [] if "curriculum" in more else places_to_hold_at(request.actor),
        "crumbs": crumbs,
        **more,
    }
    return page(request, "events/curriculum_edit.html", context, part="form")


@require_http_methods(["GET", "POST"])
def curriculum_adopt(request: Request, slug: str) -> HttpResponse:
    place = place_to_hold_at(request.actor, request.GET.get("plats", ""))
    found = curriculum_page(slug).curriculum
    form = AdoptionForm(request.POST or None)
    done = attempt(
        form,
        lambda: adopt_curriculum(
            curriculum=found, place=place, adoption=form.values(), by=request.actor
        ),
    )
    if done is not None:
        messages.success(request, _("It is written down who has adopted it."))
        return redirect("events:curriculum", slug)
    context: dict[str, object] = {
        "curriculum": found,
        "form": form,
        "crumbs": [*_curricula((found.title, slug)), (_("Adopt"), None)],
    }
    return page(request, "events/curriculum_adopt.html", context, part="form")
