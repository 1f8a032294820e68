"""Registering a whole group at once: everybody, or nobody and every fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from brygga.access.actor import Actor
from brygga.events.actions.registering import Person, attendee_of, register
from brygga.events.models import Gathering, Registration
from brygga.events.queries.room import locked_rooms
from brygga.kernel.faults import Fault, Faulty
from brygga.kernel.refusal import Refused
from brygga.people.enums import Profession


@dataclass(frozen=True, slots=True)
class Numbered:
    """A person and the line that says so; `column` is where the address stands."""

    line: int
    column: int
    person: Person


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one person gets, or would get."""

    person: Person
    status: str

    @property
    def profession(self) -> str:
        return str(Profession(self.person.profession).label)


@transaction.atomic
def register_group(
    *, gathering: Gathering, people: Sequence[Numbered], by: Actor
) -> list[Registration]:
    """Register them all in their order; raises Faulty with every refusal, and then nobody is."""
    # Two groups may hold the same people in other orders: all take them in one order, so that
    # neither waits for somebody whom the other holds.
    locked_rooms([gathering.pk])
    for each in sorted(people, key=lambda one: one.person.email.strip().lower()):
        attendee_of(each.person)
    made: list[Registration] = []
    faults: list[Fault] = []
    for each in people:
        try:
            made.append(
                register(gathering=gathering, person=each.person, by=by, by_coordinator=True)
            )
        except Refused as refused:
            reason = str(refused.refusal.reason)
            faults.append(Fault("", "", each.line, each.column, reason))
    if faults:
        raise Faulty(faults)
    return made


@transaction.atomic
def try_group(*, gathering: Gathering, people: Sequence[Numbered], by: Actor) -> list[Outcome]:
    """Who would get a seat and who would wait, if they were registered now. Leaves no trace.

    It is done in earnest and undone, so that it can say nothing else than what will happen.
    Raises Faulty as `register_group` does.
    """
    made = register_group(gathering=gathering, people=people, by=by)
    transaction.set_rollback(True)
    return [Outcome(each.person, row.status) for each, row in zip(people, made, strict=True)]
