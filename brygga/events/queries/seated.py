"""Who holds a seat in a gathering."""

from django.db.models import Q, QuerySet

from brygga.events.models import HOLDS_A_SEAT, Gathering, Registration


def holding_seats(gathering: Gathering) -> QuerySet[Registration]:
    """Registrations that hold a seat in it, seated or offered, for all its days or one."""
    where = Q(offered=gathering) | Q(offered__isnull=True, gathering=gathering)
    return Registration.objects.filter(where, status__in=HOLDS_A_SEAT)


def seats_held(gathering: Gathering) -> int:
    """How many hold a seat on all its days. One query."""
    return holding_seats(gathering).filter(only_session__isnull=True).count()
