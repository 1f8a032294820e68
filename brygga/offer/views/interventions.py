"""Interventions: what they are, what they carry out, who answers, and where they are offered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.guidance.queries import current_wordings
from brygga.offer import actions
from brygga.offer.forms.interventions import InterventionForm, ResponsibilityForm
from brygga.offer.permissions import EDIT_INTERVENTION, OFFER_AT
from brygga.offer.queries.offers import offers_of_intervention
from brygga.offer.queries.pages import intervention_by_slug
from brygga.offer.queries.pages import interventions as known_interventions
from brygga.offer.queries.responsibilities import in_force_at, responsibilities_over_time
from brygga.offer.views.common import crumbs_to, interventions_crumbs
from brygga.people.models import Place
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, page, public
from brygga.ui.invented import some_invented
from brygga.ui.kept import kept


@public
@require_safe
@kept
def interventions(request: Request) -> HttpResponse:
    rows = known_interventions(clock.today())
    context: dict[str, object] = {
        "rows": rows,
        "own_place": _own_place(request),
        "invented": some_invented(is_invented=any(row.invented for row, _n in rows)),
        "crumbs": interventions_crumbs(),
    }
    return page(request, "offer/interventions.html", context, part="list")


def _own_place(request: Request) -> Place | None:
    """The place whose intervention the reader would enter: the first of their branches."""
    reach = request.actor.reach(Capability.OFFER_EDIT)
    if not reach:
        return None
    return OFFER_AT.visible(request.actor).order_by("path").first()


@public
@require_safe
@kept
def intervention(request: Request, slug: str) -> HttpResponse:
    found, day = intervention_by_slug(slug), clock.today()
    offers = offers_of_intervention(found.pk, day)
    wordings = current_wordings(found.provisions.values_list("pk", flat=True))
    context: dict[str, object] = {
        "intervention": found,
        "wordings": list(wordings.values()),
        "responsibilities": responsibilities_over_time(found),
        "offers": offers,
        "day": day,
        "own_place": _own_place(request),
        "may_edit": EDIT_INTERVENTION.allows(request.actor, found),
        "invented": some_invented(
            is_invented=found.invented or any(each.offer.invented for each in offers)
        ),
        "crumbs": interventions_crumbs((found.name, None)),
    }
    return page(request, "offer/intervention.html", context, part="offers")


@require_http_methods(["GET", "POST"])
def intervention_new(request: Request, place: str) -> HttpResponse:
    where = OFFER_AT.get(request.actor, code=place)
    asked = request.GET.get("riktlinje", "")
    form = InterventionForm(request.POST or None, place=where, asked=asked)
    done = attempt(
        form,
        lambda: actions.save_intervention(place=where, values=form.values(), by=request.actor),
    )
    if done is not None:
        messages.success(request, _("The intervention is saved."))
        return redirect("offer:intervention", done.slug)
    context: dict[str, object] = {
        "form": form,
        "title": _("New intervention"),
        "back_url": reverse("offer:interventions"),
        "crumbs": interventions_crumbs((_("New intervention"), None)),
    }
    return page(request, "offer/intervention_edit.html", context, part="form")


@require_http_methods(["GET", "POST"])
def intervention_edit(request: Request, slug: str) -> HttpResponse:
    found = EDIT_INTERVENTION.get(request.actor, slug=slug)
    where, by = found.place, request.actor
    form = InterventionForm(request.POST or None, place=where, known=found)
    done = attempt(
        form,
        lambda: actions.save_intervention(
            place=where, values=form.values(), by=by, intervention=found
        ),
    )
    own = reverse("offer:intervention", args=[slug])
    if done is not None:
        messages.success(request, _("The intervention is saved."))
        return redirect(own)
    context: dict[str, object] = {
        "form": form,
        "title": _("Change %(name)s") % {"name": found.name},
        "back_url": own,
        "crumbs": interventions_crumbs((found.name, own), (_("Change this"), None)),
    }
    return page(request, "offer/intervention_edit.html", context, part="form")


@require_http_methods(["GET", "POST"])
def responsibility(request: Request, place: str, slug: str) -> HttpResponse:
    where = OFFER_AT.get(request.actor, code=place)
    found = intervention_by_slug(slug)
    form = ResponsibilityForm(request.POST or None)
    done = attempt(
        form,
        lambda: actions.set_responsibility(
            intervention=found, place=where, values=form.values(), by=request.actor
        ),
    )
    if done is not None:
        messages.success(request, _("It is written down who answers."))
        return redirect("offer:intervention", slug)
    context: dict[str, object] = {
        "form": form,
        "intervention": found,
        "place": where,
        "now": in_force_at(found, where, clock.today()),
        "crumbs": crumbs_to(where, (found.name, None)),
    }
    return page(request, "offer/responsibility.html", context, part="form")
