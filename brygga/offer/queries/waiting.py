"""What waits for those who keep the directory true."""

from collections import defaultdict

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import ngettext

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.reach import Reach
from brygga.kernel.waiting import Waiting
from brygga.offer.models import Offer
from brygga.offer.queries.offers import offered_on
from brygga.offer.rules.ageing import is_believed
from brygga.people.models import Place

# Paths above a municipality's: "00/" and "00/01/".
_COUNTY_DEPTH = 2


def waiting_for(actor: Actor) -> list[Waiting]:
    """Offers that nobody has said are true for long, place by place. One query at most.

    Told to those of the place itself; who helps a whole county finds them in its directory.
    """
    reach = actor.reach(Capability.OFFER_VERIFY)
    deep = frozenset(each for each in reach.branches if each.count("/") > _COUNTY_DEPTH)
    if not deep:
        return []
    today = clock.today()
    rows = Offer.objects.filter(Reach(deep).q("unit__place__path"), offered_on(today))
    found: dict[Place, int] = defaultdict(int)
    known = rows.select_related("unit__place").annotate(last=Max("verifications__verified_on"))
    for row in known.order_by("unit__place__path"):
        if not is_believed(row.__dict__["last"], today):
            found[row.unit.place] += 1
    return [_item(place, number) for place, number in found.items()]


def _item(place: Place, number: int) -> Waiting:
    words = ngettext(
        "Check %(n)s offer that nobody has checked for long",
        "Check %(n)s offers that nobody has checked for long",
        number,
    )
    return Waiting(
        text=words % {"n": number},
        url=reverse("offer:directory", args=[place.code]) + "#kontrollera",
        due_on=None,
        place=place.name,
    )
