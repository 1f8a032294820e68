"""One offer: to read with its history, to enter, change, verify and end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brygga import clock
from brygga.offer import actions
from brygga.offer.forms.offers import EndForm, NewOfferForm, OfferForm, WaitForm
from brygga.offer.models import Offer
from brygga.offer.permissions import EDIT_OFFER, OFFER_AT, VERIFY_OFFER
from brygga.offer.queries.choices import role_words
from brygga.offer.queries.offers import offer_known
from brygga.offer.queries.pages import OfferPage, offer_page
from brygga.offer.rules.refusing import refuse_change, refuse_verification
from brygga.offer.views.common import crumbs_to
from brygga.ui.attempt import attempt
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.invented import some_invented
from brygga.ui.kept import kept


@public
@require_safe
@kept
def offer(request: Request, slug: str) -> HttpResponse:
    shown = offer_page(slug, clock.today())
    if request.GET.get("format") == "csv":
        return _waits_csv(shown)
    found, place, day = shown.offer, shown.offer.unit.place, clock.today()
    served = shown.now.places or (place,)
    context: dict[str, object] = {
        "shown": shown,
        "may_verify": VERIFY_OFFER.allows(request.actor, found),
        "may_edit": EDIT_OFFER.allows(request.actor, found),
        "refusal": refuse_verification(found.begins_on, found.ends_on, day),
        "refuse_change": refuse_change(found.ends_on, day),
        "charges": shown.charges.at(served[0], found.intervention_id),
        "answers": shown.charges.answers(served[0], found.intervention_id),
        "invented": some_invented(is_invented=found.invented),
        "crumbs": crumbs_to(place, (found.intervention.name, None)),
    }
    return page(request, "offer/offer.html", context, part="offer")


def _waits_csv(shown: OfferPage) -> HttpResponse:
    rows = [[wait.measured_on, wait.days, wait.source] for wait in shown.waits]
    name = f"vantetider-{shown.offer.slug}.csv"
    return csv_response(name, [_("As of"), _("Wait in days"), _("Source")], rows)


@require_http_methods(["GET", "POST"])
def offer_new(request: Request, place: str) -> HttpResponse:
    where = OFFER_AT.get(request.actor, code=place)
    asked, unit = request.GET.get("insats", ""), request.GET.get("enhet", "")
    form = NewOfferForm(request.POST or None, place=where, asked=asked, unit=unit)
    done = attempt(form, lambda: _create(request, form))
    if done is not None:
        messages.success(request, _("It is in the directory, checked today."))
        return redirect("offer:offer", done.slug)
    context: dict[str, object] = {
        "form": form,
        "place": where,
        "crumbs": crumbs_to(where, (_("New offer"), None)),
    }
    return page(request, "offer/offer_new.html", context, part="form")


def _create(request: Request, form: NewOfferForm) -> Offer:
    unit = form.chosen_unit
    return actions.create_offer(
        intervention=form.chosen_intervention,
        unit=unit,
        values=form.values(),
        said_by=role_words(request.actor, unit.place.path),
        by=request.actor,
    )


@require_http_methods(["GET", "POST"])
def offer_edit(request: Request, slug: str) -> HttpResponse:
    found = EDIT_OFFER.get(request.actor, slug=slug)
    now = offer_known(found, clock.today())
    form = OfferForm(request.POST or None, place=found.unit.place, now=now)
    done = attempt(
        form, lambda: actions.change_offer(offer=found, values=form.values(), by=request.actor)
    )
    if done is not None:
        messages.success(request, _("The offer is changed."))
        return redirect("offer:offer", slug)
    return _form_page(request, found, form, "offer/offer_edit.html", _("Change the offer"))


@require_http_methods(["GET", "POST"])
def offer_end(request: Request, slug: str) -> HttpResponse:
    found = EDIT_OFFER.get(request.actor, slug=slug)
    form = EndForm(request.POST or None)
    done = attempt(
        form,
        lambda: actions.end_offer(offer=found, on=form.cleaned_data["on"], by=request.actor),
    )
    if done is not None:
        messages.success(request, _("It is written down when the offer ends."))
        return redirect("offer:offer", slug)
    return _form_page(request, found, form, "offer/offer_end.html", _("End the offer"))


@require_http_methods(["GET", "POST"])
def offer_wait(request: Request, slug: str) -> HttpResponse:
    found = VERIFY_OFFER.get(request.actor, slug=slug)
    now = offer_known(found, clock.today())
    form = WaitForm(request.POST or None, days=now.waiting_days)
    done = attempt(
        form,
        lambda: actions.say_waiting_time(offer=found, by=request.actor, **form.cleaned_data),
    )
    if done is not None:
        messages.success(request, _("The waiting time is saved."))
        return redirect("offer:offer", slug)
    return _form_page(request, found, form, "offer/offer_wait.html", _("Waiting time"))


@require_POST
def offer_verify(request: Request, slug: str) -> HttpResponse:
    """One press. Back to where it was pressed: the list of the place, or the offer."""
    found = VERIFY_OFFER.get(request.actor, slug=slug)
    place = found.unit.place
    actions.verify_offer(
        offer=found, said_by=role_words(request.actor, place.path), by=request.actor
    )
    words = _("%(intervention)s in %(unit)s is checked today.")
    names = {"intervention": found.intervention.name, "unit": found.unit.name}
    messages.success(request, words % names)
    if request.POST.get("tillbaka") == "utbud":
        return redirect(reverse("offer:directory", args=[place.code]) + "#kontrollera")
    return redirect("offer:offer", slug)


def _form_page(
    request: Request,
    found: Offer,
    form: OfferForm | EndForm | WaitForm,
    template: str,
    name: str,
) -> HttpResponse:
    own = reverse("offer:offer", args=[found.slug])
    context: dict[str, object] = {
        "offer": found,
        "form": form,
        "own_url": own,
        "refusal": refuse_change(found.ends_on, clock.today()),
        "crumbs": crumbs_to(found.unit.place, (found.intervention.name, own), (name, None)),
    }
    return page(request, template, context, part="form")
