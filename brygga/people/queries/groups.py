"""Groups at a place and who sits in them."""

from django.db.models import Prefetch

from brygga.kernel.sorting import swedish_key
from brygga.people.enums import GroupKind
from brygga.people.models import Appointment, Group, Place

_KINDS_IN_ORDER = list(GroupKind.values)


def groups_at(place: Place) -> list[Group]:
    """Every group of the place, ended ones too, steering groups first. Two queries.

    `group.appointments.all()` is fetched, by seat and then the latest first, with principal and
    account.
    """
    seats = Appointment.objects.select_related("principal", "user").order_by("seat", "-valid_from")
    groups = Group.objects.filter(place=place).prefetch_related(Prefetch("appointments", seats))
    return sorted(groups, key=_in_reading_order)


def _in_reading_order(group: Group) -> tuple[int, tuple[str, str]]:
    return _KINDS_IN_ORDER.index(group.kind), swedish_key(group.name)
