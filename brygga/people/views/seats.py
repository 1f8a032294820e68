"""Groups with their seats, as the page and the file show them."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _

from brygga.kernel.periods import Period
from brygga.people.models import Appointment, Group, Place
from brygga.ui.http import csv_response


@dataclass(frozen=True, slots=True)
class SeatedGroup:
    """A group with who sits there now, and who did before or will."""

    group: Group
    current: list[Appointment]
    others: list[Appointment]
    has_ended: bool


def groups_with_seats(groups: list[Group], today: date) -> list[SeatedGroup]:
    """The groups that meet first, then those that have ended. Asks nothing: seats are fetched."""
    seated = [_seated(group, today) for group in groups]
    return sorted(seated, key=lambda row: row.has_ended)


def _seated(group: Group, today: date) -> SeatedGroup:
    seats = list(group.appointments.all())
    current = [seat for seat in seats if Period(seat.valid_from, seat.valid_to).covers(today)]
    return SeatedGroup(
        group=group,
        current=current,
        others=[seat for seat in seats if seat not in current],
        has_ended=group.valid_to is not None and group.valid_to < today,
    )


def seats_csv(place: Place, groups: list[SeatedGroup]) -> HttpResponse:
    """Every seat of every group; no accounts, so that the file is the same for everybody."""
    header = [_("Group"), _("Kind of group"), _("Role"), _("Represents"), _("Authority")]
    header += [_("From"), _("Until"), _("Source")]
    rows = [
        (
            row.group.name,
            row.group.get_kind_display(),
            seat.role,
            seat.represents,
            seat.principal.name if seat.principal else "",
            seat.valid_from,
            seat.valid_to,
            seat.source,
        )
        for row in groups
        for seat in (*row.current, *row.others)
    ]
    return csv_response(f"{place.code}-grupper.csv", header, rows)
