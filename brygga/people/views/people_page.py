"""Who is with us at a place: groups, participation and, for those inside, roles."""

from django.http import HttpResponse
from django.utils.translation import gettext

from brygga import clock
from brygga.access.capabilities import Capability
from brygga.people.enums import Side
from brygga.people.models import Place
from brygga.people.queries import (
    answering_principals,
    groups_at,
    holders_at,
    participation_history,
    participation_of,
    pending_invitations,
    place_by_code,
)
from brygga.people.views.common import crumbs_to
from brygga.people.views.seats import groups_with_seats, seats_csv
from brygga.ui.http import Request, page, public


@public
def place_people(request: Request, code: str) -> HttpResponse:
    place = place_by_code(code)
    today = clock.today()
    groups = groups_with_seats(groups_at(place), today)
    if request.GET.get("format") == "csv":
        return seats_csv(place, groups)
    context: dict[str, object] = {
        "place": place,
        "groups": groups,
        "answering": _answering(place),
        "participation": participation_of(place, today),
        "history": participation_history(place),
        "crumbs": crumbs_to(place, (gettext("People and groups"), None)),
        "today": today,
        **_inside(request, place),
    }
    return page(request, "people/place_people.html", context, part="groups")


def _answering(place: Place) -> list[tuple[str, str]]:
    found = answering_principals([place], clock.today())
    return [
        (str(side.label), found[place.pk, side].name) for side in Side if (place.pk, side) in found
    ]


def _inside(request: Request, place: Place) -> dict[str, object]:
    """Accounts are shown to those who work with the place, and buttons to those who may."""
    may = {
        "may_edit_groups": request.actor.may(Capability.GROUP_EDIT, place.path),
        "may_change_participation": request.actor.may(Capability.PARTICIPATION_EDIT, place.path),
        "may_give_roles": request.actor.may(Capability.ROLE_GRANT, place.path),
        "may_read_log": request.actor.may(Capability.LOG_READ, place.path),
    }
    if not request.actor.may(Capability.PLACE_VIEW, place.path):
        return {"is_inside": False, **may}
    return {
        "is_inside": True,
        "holders": holders_at(place, request.actor.user_id),
        "invitations": pending_invitations(place),
        **may,
    }
