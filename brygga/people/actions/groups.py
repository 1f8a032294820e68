"""Groups and who sits in them."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.kernel.refusal import insist
from brygga.people.actions.slugs import free_slug
from brygga.people.models import Appointment, Group, Place, Principal, User
from brygga.people.queries import holds_on
from brygga.people.rules import refuse_end_appointment, refuse_seat


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What is known of a group apart from where it sits."""

    name: str
    kind: str
    mandate: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """What is known of a seat: a role, whom it speaks for, since when, perhaps an account."""

    role: str
    represents: str = ""
    principal: Principal | None = None
    user: User | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


@transaction.atomic
def save_group(*, place: Place, facts: GroupFacts, by: Actor, group: Group | None = None) -> Group:
    """Make a group at the place, or change the one given."""
    changed = group or Group(place=place, slug=free_slug(Group, place, facts.name))
    for name in GroupFacts.__slots__:
        setattr(changed, name, getattr(facts, name))
    changed.save()
    record("people.group.saved", changed, by=by, path=place.path, group=changed.slug)
    return changed


@transaction.atomic
def appoint(*, group: Group, facts: SeatFacts, by: Actor, seat: int | None = None) -> Appointment:
    """Fill a seat: a new one, or the one named when it stands empty by then."""
    if seat is None:
        seat = (group.appointments.aggregate(last=Max("seat"))["last"] or 0) + 1
    taken = group.appointments.filter(seat=seat)
    if facts.valid_from is not None:
        taken = taken.filter(holds_on(facts.valid_from))
    insist(refuse_seat(taken=taken.exists()))
    fields = {name: getattr(facts, name) for name in SeatFacts.__slots__}
    appointment = Appointment.objects.create(group=group, seat=seat, **fields)
    record("people.appointment.made", appointment, by=by, path=group.place.path, group=group.slug)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, last_on: date, by: Actor) -> None:
    """Say which day was the last. Raises Refused when it had ended, or had not begun, by then."""
    insist(
        refuse_end_appointment(
            valid_from=appointment.valid_from, valid_to=appointment.valid_to, last_on=last_on
        )
    )
    appointment.valid_to = last_on
    appointment.save(update_fields=["valid_to"])
    group = appointment.group
    record("people.appointment.ended", appointment, by=by, path=group.place.path, group=group.slug)
