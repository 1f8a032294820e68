"""Who says yes for a principal's people."""

from datetime import date

from brygga.events.models import Approver
from brygga.people.models import Place, Principal
from brygga.people.queries import holds_on
from brygga.prepared import Prepared

_ON = Prepared(
    lambda on, principal: Approver.objects.filter(holds_on(on), principal=principal).select_related(
        "place"
    )
)


def approver_of(principal: Principal | None, place: Place, on: date) -> Approver | None:
    """The nearest one up from the place, or the principal's own; None: no approval is wanted.

    One query, none without a principal.
    """
    if principal is None:
        return None
    rows = _ON(on, principal.pk)
    fitting = [row for row in rows if row.place is None or place.path.startswith(row.place.path)]
    return max(fitting, key=lambda row: len(row.place.path) if row.place else 0, default=None)
