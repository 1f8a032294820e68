"""What the plan's pages show, gathered so that a template only has to draw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.guidance.models import Provision
from brygga.people.models import Place
from brygga.plans.enums import ActivityState
from brygga.plans.models import Activity, Plan, Priority
from brygga.plans.permissions import is_inside
from brygga.plans.queries.activities import ActivityRow, activities_of, activity_row
from brygga.plans.queries.plans import plan_of, plan_years, provision_labels
from brygga.plans.queries.priorities import priorities_above, priorities_at
from brygga.plans.rules import STATES_IN_ORDER, cost_of


@dataclass(frozen=True, slots=True)
class ProvisionLink:
    """A provision's name, and the address of its thread at the place."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PriorityItem:
    """A priority with the provision it concerns."""

    priority: Priority
    link: ProvisionLink


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """An activity with its state and the provisions it is for."""

    activity: Activity
    state: ActivityState
    links: list[ProvisionLink]


@dataclass(frozen=True, slots=True)
class StateGroup:
    """Activities in one state, and what they cost as far as known."""

    state: ActivityState
    items: list[ActivityItem]
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on the page of one place and year; `plan` is None where none may be seen."""

    place: Place
    year: int
    plan: Plan | None
    priorities: list[PriorityItem]
    priorities_above: list[PriorityItem]
    groups: list[StateGroup]
    cost: Decimal | None
    years: list[int]
    is_inside: bool
    may_plan: bool
    may_prioritise: bool
    may_adopt: bool

    @property
    def items(self) -> list[ActivityItem]:
        return [item for group in self.groups for item in group.items]

    @property
    def number(self) -> int:
        return len(self.items)

    @property
    def is_invented(self) -> bool:
        decided = any(item.priority.invented for item in self.priorities)
        return decided or (self.plan is not None and self.plan.invented)

    @property
    def late(self) -> int:
        return self._count(ActivityState.LATE)

    @property
    def done(self) -> int:
        return self._count(ActivityState.DONE)

    @property
    def dropped(self) -> int:
        return self._count(ActivityState.DROPPED)

    @property
    def kept(self) -> int:
        """How many are not dropped."""
        return self.number - self.dropped

    def _count(self, state: ActivityState) -> int:
        return sum(len(group.items) for group in self.groups if group.state == state)


def plan_page(place: Place, year: int, actor: Actor) -> PlanPage:
    """Priorities, plan and activities of a place and year. Eight queries, whatever the size."""
    plan = plan_of(place, year, actor)
    rows = activities_of(plan, actor) if plan else []
    own, above = priorities_at(place, year), priorities_above(place, year)
    wanted = [each.provision for each in (*own, *above)]
    labels = provision_labels(
        [*wanted, *(each for row in rows for each in row.activity.provisions.all())]
    )
    return PlanPage(
        place=place,
        year=year,
        plan=plan,
        priorities=_priority_items(own, labels),
        priorities_above=_priority_items(above, labels),
        groups=_by_state(_item(row, place, labels) for row in rows),
        cost=cost_of((row.activity.status, row.activity.cost) for row in rows),
        years=plan_years(place, actor),
        is_inside=is_inside(actor, place),
        may_plan=actor.may(Capability.PLAN_EDIT, place.path),
        may_prioritise=actor.may(Capability.PRIORITY_EDIT, place.path),
        may_adopt=actor.may(Capability.PLAN_ADOPT, place.path),
    )


def activity_item(activity: Activity, actor: Actor) -> ActivityItem:
    """One activity that the actor has already been given. Two queries."""
    provisions = activity.provisions.select_related("document")
    labels = provision_labels(provisions)
    return _item(activity_row(activity, actor), activity.plan.place, labels)


def _item(row: ActivityRow, place: Place, labels: dict[int, str]) -> ActivityItem:
    year = row.activity.plan.year
    links = [_link(place, year, provision, labels) for provision in row.activity.provisions.all()]
    return ActivityItem(row.activity, row.state, links)


def _link(place: Place, year: int, provision: Provision, labels: dict[int, str]) -> ProvisionLink:
    where = [place.code, provision.document.slug, provision.number]
    return ProvisionLink(
        labels[provision.pk], f"{reverse('thread:provision', args=where)}?ar={year}"
    )


def _priority_items(priorities: list[Priority], labels: dict[int, str]) -> list[PriorityItem]:
    return [
        PriorityItem(each, _link(each.place, each.year, each.provision, labels))
        for each in priorities
    ]


def _by_state(items: Iterable[ActivityItem]) -> list[StateGroup]:
    """In the order one should act on them; states that nothing is in are left out."""
    gathered: dict[ActivityState, list[ActivityItem]] = {state: [] for state in STATES_IN_ORDER}
    for item in items:
        gathered[item.state].append(item)
    return [
        StateGroup(state, found, _known_cost(found)) for state, found in gathered.items() if found
    ]


def _known_cost(items: list[ActivityItem]) -> Decimal | None:
    known = [item.activity.cost for item in items if item.activity.cost is not None]
    return sum(known, Decimal(0)) if known else None
