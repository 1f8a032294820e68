"""Which provision a break has to do with, where only one comes into question."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from brygga.offer.models import Intervention
from brygga.offer.queries.responsibilities import charges_for
from brygga.pathways.engine.sectors import sector_code
from brygga.pathways.rules.breaking import Break
from brygga.people.models import Place


def provision_of_break(place: Place, breaks: Iterable[Break], on: date) -> dict[str, str]:
    """By the sector that the break is in: the only provision of the interventions it answers for.

    Left out where it has none or several: whoever plans then chooses. Three queries, or none.
    """
    sources = {each.source for each in breaks if sector_code(each.source)}
    if not sources:
        return {}
    charges = charges_for([place], on)
    found: dict[str, set[str]] = defaultdict(set)
    for row in Intervention.objects.order_by().prefetch_related("provisions__document"):
        sectors = {charge.sector for charge in charges.at(place, row.pk)}
        for provision in row.provisions.all():
            for sector in sectors:
                found[sector].add(f"{provision.document.slug}/{provision.number}")
    return {
        source: min(found[sector])
        for source in sources
        if len(found[sector := sector_code(source)]) == 1
    }
