"""Deciding what comes first, and taking it back."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.guidance.models import Provision
from brygga.kernel.refusal import insist
from brygga.people.models import Group, Place
from brygga.plans.actions.slugs import free_slug
from brygga.plans.models import Priority
from brygga.plans.rules import refuse_decision, refuse_priority, refuse_withdraw


@dataclass(frozen=True, slots=True)
class Decision:
    """What a group decided: this provision comes first, since that day, because."""

    provision: Provision
    group: Group
    decided_on: date
    why: str


@transaction.atomic
def decide_priority(*, place: Place, year: int, decision: Decision, by: Actor) -> Priority:
    """Write down a decision; Refused when the provision is already a priority there that year."""
    insist(
        refuse_decision(
            group_path=decision.group.place.path,
            place_path=place.path,
            decided_on=decision.decided_on,
            today=clock.today(),
        )
    )
    priority, is_new = _get_or_create(place, year, decision)
    insist(refuse_priority(is_taken=not is_new))
    record("plans.priority.decided", priority, by=by, path=place.path, year=year)
    return priority


def _get_or_create(place: Place, year: int, decision: Decision) -> tuple[Priority, bool]:
    provision = decision.provision
    words = f"{provision.document.slug} {provision.number}"
    # Two people writing down the same decision at the same moment: the constraint lets one in.
    return Priority.objects.get_or_create(
        place=place,
        year=year,
        provision=provision,
        withdrawn_on=None,
        defaults={
            "slug": free_slug(Priority.objects.all(), place, year, words),
            "group": decision.group,
            "decided_on": decision.decided_on,
            "why": decision.why,
        },
    )


@transaction.atomic
def withdraw_priority(*, priority: Priority, by: Actor) -> Priority:
    """Take a priority back as of today; the decision stays in the history."""
    live = Priority.objects.filter(pk=priority.pk, withdrawn_on__isnull=True)
    changed = live.update(withdrawn_on=clock.today())
    insist(refuse_withdraw(is_withdrawn=not changed))
    record("plans.priority.withdrawn", priority, by=by, path=priority.place.path)
    priority.refresh_from_db()
    return priority
