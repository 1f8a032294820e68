"""What a place offers, for whoever keeps it true and everybody else."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.offer.permissions import VERIFY_OFFER
from brygga.offer.queries.offers import OfferNow
from brygga.offer.queries.pages import Directory, directory_of
from brygga.offer.views.common import crumbs_to
from brygga.people.queries import place_by_code
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.invented import some_invented
from brygga.ui.kept import kept


@public
@require_safe
@kept
def directory(request: Request, place: str) -> HttpResponse:
    where = place_by_code(place)
    shown = directory_of(where, clock.today())
    if request.GET.get("format") == "csv":
        return csv_response(f"utbud-{place}-{shown.on}.csv", _header(), _rows(shown))
    verifiable = _verifiable(request, shown)
    context: dict[str, object] = {
        "shown": shown,
        "place": where,
        "verifiable": verifiable,
        "to_check": [each for each in shown.to_check if each.offer.pk in verifiable],
        "may_edit": request.actor.may(Capability.OFFER_EDIT, where.path),
        "invented": some_invented(is_invented=shown.invented),
        "crumbs": crumbs_to(where),
    }
    return page(request, "offer/directory.html", context, part="offers")


def _verifiable(request: Request, shown: Directory) -> set[int]:
    """Ids of the offers that the reader may say are true; no query for a visitor."""
    if not request.actor.may_anywhere(Capability.OFFER_VERIFY):
        return set()
    own = [each.offer.pk for each in shown.own]
    return set(VERIFY_OFFER.visible(request.actor).filter(pk__in=own).values_list("pk", flat=True))


def _header() -> list[str]:
    return [
        _("Intervention"),
        _("Unit"),
        _("For whom"),
        _("How to get there"),
        _("Wait in days"),
        _("As of"),
        _("Last checked"),
        _("State"),
    ]


def _rows(shown: Directory) -> Iterable[list[object]]:
    for each in (*shown.own, *shown.others, *shown.ended):
        yield offer_row(each)


def offer_row(each: OfferNow) -> list[object]:
    return [
        each.offer.intervention.name,
        each.offer.unit.name,
        each.offer.for_whom,
        "; ".join(str(way.label) for way in each.offer.ways),
        each.waiting_days,
        each.waiting_on,
        each.verified_on,
        each.state.label,
    ]
