"""What a new edition asks people to do: changes, and the answers and activities they touch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.models import Answer, Mapping
from brygga.followup.queries import rounds_just_over, running_rounds
from brygga.guidance.enums import Change, EditionStatus
from brygga.guidance.models import Edition, Provision
from brygga.guidance.queries import ProvisionChange, edition_changes, label
from brygga.people.models import Place
from brygga.plans.enums import ActivityStatus
from brygga.plans.models import Activity


@dataclass(frozen=True, slots=True)
class TouchedAnswers:
    """Answers of one place in one round, and the provisions they are about, in reading order."""

    mapping: Mapping
    answers: int
    provisions: tuple[Provision, ...]

    @property
    def labels(self) -> str:
        return ", ".join(map(label, self.provisions))


By = dict[int, tuple[TouchedAnswers, ...]]
"""By place, the earliest round first."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One place: answers to look at again, those said about the earlier wording, activities.

    What stands about the earlier wording is in a round that is over: nobody is asked to look at
    it again, and the next round asks anew.
    """

    place: Place
    again: tuple[TouchedAnswers, ...]
    earlier: tuple[TouchedAnswers, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """An edition's work. Places are only those the actor reaches."""

    edition: Edition
    changes: tuple[ProvisionChange, ...]
    places: tuple[Touched, ...]


def work_list_of(edition: Edition, actor: Actor) -> WorkList:
    """Changes against the edition before, and per place what they touch. Nine queries.

    A published edition has touched the answers that wait to be looked at again; a draft would
    touch those in rounds that are running.
    """
    changes = tuple(edition_changes(edition))
    again, earlier = _answers(edition, changes, actor)
    touched = [each.provision.pk for each in changes if each.change != Change.ADDED]
    activities = _activities(touched, actor)
    places = {pk: found[0].mapping.place for pk, found in {**earlier, **again}.items()} | {
        found[0].plan.place_id: found[0].plan.place for found in activities.values()
    }
    rows = [
        Touched(place, again.get(pk, ()), earlier.get(pk, ()), tuple(activities.get(pk, ())))
        for pk, place in places.items()
    ]
    rows.sort(key=lambda row: row.place.path)
    return WorkList(edition, changes, tuple(rows))


def _answers(edition: Edition, changes: Iterable[ProvisionChange], actor: Actor) -> tuple[By, By]:
    """What is to be looked at again, and what was said about the earlier wording.

    Only about what reads differently: nobody is asked about an added provision as yet, and no
    more about a withdrawn one. What a place has answered in a round that runs has taken the
    place of what it said in the one before.
    """
    reworded = [each.provision for each in changes if each.change == Change.CHANGED]
    today = clock.today()
    reach = actor.reach(Capability.PLACE_VIEW)
    given = Answer.objects.filter(reach.q("mapping__place__path"), question__provision__in=reworded)
    given = given.exclude(level="", text="").order_by("mapping__round__year")
    now = given.filter(mapping__round__in=running_rounds(today))
    over = given.filter(mapping__round__in=rounds_just_over(today))
    again = now
    if edition.status == EditionStatus.PUBLISHED:
        again = given.exclude(needs_review="")
        over = over.filter(_said_before(edition.published_on), needs_review="")
    answered_now = set(now.values_list("mapping__place", "question__provision"))
    earlier = [each for each in _with_rows(over) if _about(each) not in answered_now]
    return _by_place(_with_rows(again), reworded), _by_place(earlier, reworded)


def _with_rows(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    return answers.select_related("mapping__place", "mapping__round", "question")


def _about(answer: Answer) -> tuple[int, int | None]:
    return answer.mapping.place_id, answer.question.provision_id


def _said_before(day: date | None) -> Q:
    """Answers given before a day began in Sweden; none where the day is not known."""
    if day is None:
        return Q(pk__in=())
    return Q(answered_at__lt=timezone.make_aware(datetime.combine(day, time.min)))


def _by_place(answers: Iterable[Answer], provisions: Iterable[Provision]) -> By:
    found: dict[int, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        found[answer.mapping.place_id][answer.mapping_id].append(answer)
    return {
        place: tuple(_touched(answers, provisions) for answers in by.values())
        for place, by in found.items()
    }


def _touched(answers: list[Answer], provisions: Iterable[Provision]) -> TouchedAnswers:
    about = {answer.question.provision_id for answer in answers}
    named = tuple(each for each in provisions if each.pk in about)
    return TouchedAnswers(answers[0].mapping, len(answers), named)


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
