"""What a new activity meets in a plan, and where else it can go."""

from dataclasses import dataclass

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.kernel.refusal import Refusal
from brygga.people.models import Place
from brygga.people.queries import holders_at, who_may
from brygga.plans.enums import PlanStatus
from brygga.plans.models import Plan
from brygga.plans.permissions import ADOPT_PLAN
from brygga.plans.queries.activities import unfinished_from
from brygga.plans.queries.plans import plan_of
from brygga.plans.rules import later_year, refuse_addition


@dataclass(frozen=True, slots=True)
class Addition:
    """How something new comes into a place's plan of a year.

    `left` counts what the year before left, when the plan is yet to be begun. `refusal` says why
    the actor cannot open an adopted plan; `openers` names those who can. `later` is a year whose
    plan takes new activities without being opened, when this one does not.
    """

    place: Place
    year: int
    plan: Plan | None
    left: int = 0
    refusal: Refusal | None = None
    openers: tuple[str, ...] = ()
    later: int | None = None

    @property
    def is_adopted(self) -> bool:
        return self.plan is not None and self.plan.status == PlanStatus.ADOPTED

    @property
    def reopens(self) -> bool:
        """Whether sending it opens the plan again."""
        return self.is_adopted and self.refusal is None


def addition_to(place: Place, year: int, actor: Actor) -> Addition:
    """How the actor adds to the place's plan of a year. At most six queries."""
    plan = plan_of(place, year, actor)
    if plan is None:
        return Addition(place, year, None, left=len(unfinished_from(place, year - 1)))
    if plan.status != PlanStatus.ADOPTED:
        return Addition(place, year, plan)
    refusal = refuse_addition(plan.status, may_reopen=ADOPT_PLAN.allows(actor, plan))
    return Addition(
        place,
        year,
        plan,
        refusal=refusal,
        openers=_openers(place) if refusal else (),
        later=_later(place, year),
    )


def _openers(place: Place) -> tuple[str, ...]:
    """Names of those who may adopt plans at the place, the nearest first."""
    can = set(who_may(Capability.PLAN_ADOPT, place.path).values_list("pk", flat=True))
    users = (holder.grant.user for holder in holders_at(place, None))
    # Somebody can hold several grants that reach the place.
    return tuple(dict.fromkeys(each.name for each in users if each.pk in can))


def _later(place: Place, year: int) -> int | None:
    later = later_year(year, clock.today())
    if later is None:
        return None
    adopted = Plan.objects.filter(place=place, year=later, status=PlanStatus.ADOPTED)
    return None if adopted.exists() else later
