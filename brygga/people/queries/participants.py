"""Who takes part in the programme, and since when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from brygga.people.enums import ParticipationStatus
from brygga.people.models import Participation, Place, Programme
from brygga.people.queries.periods import holds_on
from brygga.people.queries.places import in_reading_order


@dataclass(frozen=True, slots=True)
class Participant:
    """A place that takes part: its status, and the day and the source of the latest step."""

    place: Place
    status: str
    since: date
    source: str


def participants(county: Place, on: date) -> list[Participant]:
    """Places in the branch, itself not counted, whose latest step by `on` is not that they left.

    Municipalities first, then districts, then units, each by Swedish name. One query.
    """
    steps = _steps_by(on).filter(place__path__startswith=county.path).exclude(place=county)
    return sorted(_standing(steps), key=lambda found: in_reading_order(found.place))


def participation_of(place: Place, on: date) -> Participant | None:
    """How the place takes part that day; None if it never began or has left. One query."""
    return next(_standing(_steps_by(on).filter(place=place)), None)


def participation_history(place: Place) -> list[Participation]:
    """Every step of the place, the latest first, with its programme. One query."""
    steps = Participation.objects.filter(place=place).select_related("programme")
    return list(steps.order_by("-since", "programme_id"))


def programmes() -> QuerySet[Programme]:
    """Programmes a place may take part in."""
    return Programme.objects.all()


def _steps_by(on: date) -> QuerySet[Participation]:
    steps = Participation.objects.filter(holds_on(on, "place__"), since__lte=on)
    return steps.select_related("place").order_by("place__path", "programme_id", "since")


def _standing(steps: Iterable[Participation]) -> Iterator[Participant]:
    latest: dict[tuple[int, int], Participation] = {}
    for step in steps:
        latest[step.place_id, step.programme_id] = step
    seen: set[int] = set()
    for step in latest.values():
        # A place in two programmes is still one participant.
        if step.status != ParticipationStatus.LEFT and step.place_id not in seen:
            seen.add(step.place_id)
            yield Participant(step.place, step.status, step.since, step.source)
