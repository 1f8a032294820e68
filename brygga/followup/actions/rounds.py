"""A county's yearly round: prepared, opened, closed."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from brygga import clock
from brygga.access.actor import Actor
from brygga.audit.actions import record
from brygga.followup.actions.questions import QuestionDraft, add_questions
from brygga.followup.enums import RoundStatus
from brygga.followup.models import Mapping, Question, Round
from brygga.followup.rules import (
    COLLABORATION,
    refuse_closing,
    refuse_dates,
    refuse_opening,
    refuse_planning,
    refuse_when_moved,
)
from brygga.kernel.refusal import Refused, insist
from brygga.people.models import Place
from brygga.people.queries import participants


@dataclass(frozen=True, slots=True)
class RoundValues:
    """What the county decides about a round before what it asks."""

    title: str
    opens_on: date
    closes_on: date
    evidence_months: int = 24


@transaction.atomic
def create_round(*, county: Place, year: int, values: RoundValues, by: Actor) -> Round:
    """Prepare a round that asks about collaboration; provisions are chosen next."""
    insist(refuse_dates(opens_on=values.opens_on, closes_on=values.closes_on))
    # Of two who plan the same year at once, the second waits here and then sees the first's round.
    Place.objects.select_for_update().get(pk=county.pk)
    taken = Round.objects.filter(county=county, year=year)
    insist(refuse_planning(taken=taken.exists()))
    round_ = Round.objects.create(county=county, year=year, **asdict(values))
    add_questions(round_=round_, drafts=[QuestionDraft(*each) for each in COLLABORATION])
    _log("followup.round.saved", round_, by)
    return round_


@transaction.atomic
def change_round(*, round_: Round, values: RoundValues, by: Actor) -> None:
    """Title, days and how long evidence stays fresh; the last day can always be moved."""
    insist(refuse_dates(opens_on=values.opens_on, closes_on=values.closes_on))
    Round.objects.filter(pk=round_.pk).update(**asdict(values))
    _log("followup.round.saved", round_, by)


@transaction.atomic
def open_round(*, round_: Round, by: Actor) -> int:
    """Let the places answer; gives how many mappings were made. A closed round opens again."""
    taking_part = participants(round_.county, _day_of_asking(round_))
    insist(
        refuse_opening(
            status=round_.status,
            questions=Question.objects.filter(round=round_).count(),
            participants=len(taking_part),
            today=clock.today(),
            closes_on=round_.closes_on,
        )
    )
    _turn(round_, RoundStatus.OPEN)
    made = _add_mappings(round_, [found.place for found in taking_part])
    _log("followup.round.opened", round_, by)
    return made


@transaction.atomic
def add_places(*, round_: Round, by: Actor) -> int:
    """Give those who joined after the opening a mapping too; gives how many."""
    insist(refuse_closing(round_.status))
    taking_part = participants(round_.county, clock.today())
    made = _add_mappings(round_, [found.place for found in taking_part])
    _log("followup.round.saved", round_, by)
    return made


@transaction.atomic
def close_round(*, round_: Round, by: Actor) -> None:
    """Take no more answers from those who have not submitted."""
    insist(refuse_closing(round_.status))
    _turn(round_, RoundStatus.CLOSED)
    _log("followup.round.closed", round_, by)


def _day_of_asking(round_: Round) -> date:
    """Who takes part is asked of today, or of the last day when that has passed."""
    return min(clock.today(), round_.closes_on)


def _turn(round_: Round, status: RoundStatus) -> None:
    # As with mappings: whoever comes second with an old page changes nothing.
    turned = Round.objects.filter(pk=round_.pk, status=round_.status).update(status=status)
    if not turned:
        raise Refused(refuse_when_moved())
    round_.status = status


def _add_mappings(round_: Round, places: list[Place]) -> int:
    there = set(Mapping.objects.filter(round=round_).values_list("place_id", flat=True))
    new = [Mapping(round=round_, place=place) for place in places if place.pk not in there]
    return len(Mapping.objects.bulk_create(new))


def _log(kind: str, round_: Round, by: Actor) -> None:
    record(kind, round_, by=by, path=round_.county.path, year=round_.year)
