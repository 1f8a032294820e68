"""Priorities, plans and activities for tests. What they stand on comes from the other builders."""

from datetime import date
from itertools import count

from brygga.guidance.models import Provision
from brygga.plans.enums import ActivityStatus, PlanStatus
from brygga.plans.models import Activity, ActivityStep, Plan, Priority
from tests.builders import people
from tests.builders.thread import policy

_numbers = count(1)


def provision(number="3"):
    """One guideline of the county's policy; the policy is made when it is not there."""
    found = Provision.objects.filter(document__slug="policy", number=number).first()
    return found or policy((number,))[number]


def priority(code="0160", year=2010, **fields):
    number = next(_numbers)
    return Priority.objects.create(
        slug=f"priority-{number}",
        place=people.place(code),
        year=year,
        provision=fields.pop("provision", None) or provision(),
        group=fields.pop("group", None) or people.group(code),
        decided_on=fields.pop("decided_on", date(year, 8, 26)),
        why=fields.pop("why", "Barnen kommer först."),
        **fields,
    )


def plan(code="0160", year=2010, *, adopted=False, activities=0, **fields):
    """A draft, or adopted by a group of the place; with planned activities if asked for."""
    if adopted:
        fields |= {
            "status": PlanStatus.ADOPTED,
            "adopted_on": date(year, 9, 1),
            "adopted_by": people.group(code),
        }
    made = Plan.objects.create(place=people.place(code), year=year, **fields)
    for _ in range(activities):
        activity(made)
    return made


def activity(of, *, provisions=(), status=ActivityStatus.PLANNED, due_on=None, **fields):
    """A planned activity with its first step."""
    number = next(_numbers)
    fields.setdefault("title", f"Aktivitet {number}")
    fields.setdefault("owner", "Processledaren")
    made = Activity.objects.create(
        slug=f"activity-{number}",
        plan=of,
        status=status,
        due_on=due_on or date(of.year, 12, 31),
        **fields,
    )
    made.provisions.set(provisions)
    ActivityStep.objects.create(activity=made, status=status, note="HEMLIGT STEG")
    return made
