"""What a new edition asks people to do: changes, and the answers and activities they touch."""

from collections import defaultdict
from dataclasses import dataclass

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import RoundStatus
from brygga.followup.models import Answer, Mapping, Round
from brygga.guidance.enums import Change, EditionStatus
from brygga.guidance.models import Edition
from brygga.guidance.queries import ProvisionChange, edition_changes
from brygga.people.models import Place
from brygga.plans.enums import ActivityStatus
from brygga.plans.models import Activity


@dataclass(frozen=True, slots=True)
class Touched:
    """One place: the mapping whose answers must be looked at again, and activities to look at."""

    place: Place
    mapping: Mapping | None
    answers: int
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """An edition's work. Places are only those the actor reaches."""

    edition: Edition
    changes: tuple[ProvisionChange, ...]
    places: tuple[Touched, ...]


def work_list_of(edition: Edition, actor: Actor) -> WorkList:
    """Changes against the edition before, and per place what they touch. Seven queries.

    A published edition has touched the answers that wait to be looked at again; a draft would
    touch what is answered in each county's latest round.
    """
    changes = tuple(edition_changes(edition))
    touched = [change.provision.pk for change in changes if change.change != Change.ADDED]
    answers, mappings = _answers(edition, touched, actor)
    activities = _activities(touched, actor)
    places = {m.place_id: m.place for m in mappings.values()} | {
        found[0].plan.place_id: found[0].plan.place for found in activities.values()
    }
    rows = [
        Touched(place, mappings.get(pk), answers.get(pk, 0), tuple(activities.get(pk, ())))
        for pk, place in places.items()
    ]
    rows.sort(key=lambda row: row.place.path)
    return WorkList(edition, changes, tuple(rows))


def _answers(
    edition: Edition, touched: list[int], actor: Actor
) -> tuple[dict[int, int], dict[int, Mapping]]:
    """How many answers by place, and the mapping that holds them."""
    reach = actor.reach(Capability.PLACE_VIEW)
    found = Answer.objects.filter(
        reach.q("mapping__place__path"), question__provision__in=touched
    ).exclude(level="", text="")
    if edition.status == EditionStatus.PUBLISHED:
        found = found.exclude(needs_review="")
    else:
        found = found.filter(mapping__round__in=_latest_rounds())
    counts: dict[int, int] = defaultdict(int)
    mappings: dict[int, Mapping] = {}
    for answer in found.select_related("mapping__place", "mapping__round"):
        mappings[answer.mapping.place_id] = answer.mapping
        counts[answer.mapping.place_id] += 1
    return counts, mappings


def _latest_rounds() -> list[int]:
    opened = Round.objects.exclude(status=RoundStatus.DRAFT).order_by("year")
    return list(dict(opened.values_list("county_id", "pk")).values())


def _activities(touched: list[int], actor: Actor) -> dict[int, list[Activity]]:
    """Unfinished activities for touched provisions, by place."""
    live = (ActivityStatus.PLANNED, ActivityStatus.ONGOING)
    reach = actor.reach(Capability.PLACE_VIEW)
    found = (
        Activity.objects.filter(
            reach.q("plan__place__path"), provisions__in=touched, status__in=live
        )
        .select_related("plan__place")
        .order_by("due_on", "slug")
        .distinct()
    )
    by_place: dict[int, list[Activity]] = defaultdict(list)
    for activity in found:
        by_place[activity.plan.place_id].append(activity)
    return by_place
