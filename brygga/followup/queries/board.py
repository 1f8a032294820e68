"""A county's round at a glance: how far each place has come, and what it waits for."""

from dataclasses import dataclass
from datetime import date

from brygga.access.actor import Actor
from brygga.followup.enums import AnswerSide, MappingStatus
from brygga.followup.models import Mapping, Round
from brygga.followup.permissions import VIEW_MAPPING
from brygga.followup.queries.moves import waits_for
from brygga.followup.queries.reminders import last_reminded
from brygga.followup.queries.tallies import Tally, tallies
from brygga.followup.rules import Progress
from brygga.people.queries import in_reading_order

SORTS = ("place", "left", "differing", "status")
_STATUS_ORDER = (
    MappingStatus.SUBMITTED,
    MappingStatus.RETURNED,
    MappingStatus.OPEN,
    MappingStatus.ACCEPTED,
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One place in the round. `waits_for` says whose move it is, in a sentence."""

    tally: Tally
    waits_for: str
    reminded_on: date | None

    @property
    def mapping(self) -> Mapping:
        return self.tally.mapping

    @property
    def social_services(self) -> Progress:
        return self.tally.sides[AnswerSide.SOCIAL_SERVICES]

    @property
    def health_care(self) -> Progress:
        return self.tally.sides[AnswerSide.HEALTH_CARE]


def board(round_: Round, actor: Actor, sort: str = "place") -> list[BoardRow]:
    """The places that the actor reaches in the round, sorted by one of `SORTS`. Four queries."""
    reached = VIEW_MAPPING.visible(actor).filter(round=round_)
    found = tallies(reached.order_by("place__path"))
    reminded = last_reminded(tally.mapping.pk for tally in found)
    rows = [BoardRow(each, waits_for(each), reminded.get(each.mapping.pk)) for each in found]
    return sorted(sorted(rows, key=_by_place), key=_KEYS.get(sort, _by_place))


def _by_place(row: BoardRow) -> tuple[int, tuple[str, str]]:
    return in_reading_order(row.mapping.place)


_KEYS = {
    "left": lambda row: -row.tally.left,
    "differing": lambda row: -row.tally.differing,
    "status": lambda row: _STATUS_ORDER.index(row.mapping.status),
}
