"""What the pages about a round show beside its places."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from brygga import clock
from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.access.rule import Rule
from brygga.followup.enums import MappingStatus, QuestionKind, RoundStatus
from brygga.followup.models import Question, Round
from brygga.followup.permissions import REMIND
from brygga.followup.queries.board import BoardRow
from brygga.followup.queries.reminders import DueReminder, reminders_for
from brygga.followup.queries.rounds import questions_of
from brygga.followup.queries.tallies import tallies
from brygga.followup.rules import refuse_asking, refuse_closing, refuse_opening
from brygga.guidance.enums import EditionStatus
from brygga.guidance.models import Edition, Wording
from brygga.guidance.queries import wording_of
from brygga.kernel.refusal import Refusal
from brygga.people.models import Place
from brygga.people.queries import branches_above, participants


def round_at(rule: Rule[Round], actor: Actor, county: str, year: int) -> Round:
    """The round with its county and focus, by a rule of the room. One query where it is reached."""
    reached = rule.visible(actor).select_related("county", "focus")
    found = reached.filter(county__code=county, year=year).first()
    return found or rule.get(actor, county__code=county, year=year)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Mappings of a round: all, those begun, those with the county or done, those accepted."""

    expected: int = 0
    begun: int = 0
    submitted: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class RoundPage:
    """The numbers above the places, and what the reader may do with the round."""

    counted: Completeness
    differing: int
    settled: int
    late: int
    days_left: int
    joined: list[Place]
    focus: Wording | None
    may_edit: bool
    may_remind: bool
    may_review: bool


def round_page(round_: Round, rows: list[BoardRow], actor: Actor) -> RoundPage:
    """Counted from the board's rows; at most two queries."""
    path = round_.county.path
    may_edit = actor.may(Capability.ROUND_EDIT, path)
    statuses = [row.mapping.status for row in rows]
    accepted = statuses.count(MappingStatus.ACCEPTED)
    return RoundPage(
        counted=Completeness(
            expected=len(rows),
            begun=sum(row.tally.begun for row in rows),
            submitted=accepted + statuses.count(MappingStatus.SUBMITTED),
            accepted=accepted,
        ),
        differing=sum(row.tally.differing for row in rows),
        settled=sum(row.tally.settled for row in rows),
        late=sum(row.tally.locked is None for row in rows),
        days_left=(round_.closes_on - clock.today()).days,
        joined=_joined(round_, rows) if may_edit else [],
        focus=wording_of(round_.focus) if round_.focus else None,
        may_edit=may_edit,
        may_remind=actor.may(Capability.REMINDER_SEND, path),
        may_review=actor.may(Capability.MAPPING_REVIEW, path),
    )


def _joined(round_: Round, rows: list[BoardRow]) -> list[Place]:
    """Places that take part but came after the round was opened."""
    if round_.status != RoundStatus.OPEN:
        return []
    there = {row.mapping.place_id for row in rows}
    taking_part = participants(round_.county, clock.today())
    return [found.place for found in taking_part if found.place.pk not in there]


@dataclass(frozen=True, slots=True)
class RoundSetup:
    """What the round asks, how many take part, and why it may not be opened or closed."""

    questions: list[Question]
    places: int
    refusal_to_ask: Refusal | None
    refusal_to_open: Refusal | None
    refusal_to_close: Refusal | None


def round_setup(round_: Round) -> RoundSetup:
    """Two queries."""
    asked = questions_of(round_)
    today = clock.today()
    places = len(participants(round_.county, min(today, round_.closes_on)))
    return RoundSetup(
        questions=asked,
        places=places,
        refusal_to_ask=refuse_asking(round_.status),
        refusal_to_open=refuse_opening(
            status=round_.status,
            questions=len(asked),
            participants=places,
            today=today,
            closes_on=round_.closes_on,
        ),
        refusal_to_close=refuse_closing(round_.status),
    )


def askable(round_: Round) -> dict[str, list[Wording]]:
    """What the latest editions of the documents that hold in the county say, by document.

    One query for the editions and one for their wordings.
    """
    holds = Edition.objects.filter(
        status=EditionStatus.PUBLISHED,
        document__place__path__in=branches_above(round_.county.path),
    )
    latest = holds.order_by().values("document").annotate(last=Max("number"))
    numbers = dict(latest.values_list("document", "last"))
    wordings = Wording.objects.filter(
        edition__in=[
            edition.pk
            for edition in holds.order_by("document__slug")
            if numbers[edition.document_id] == edition.number
        ]
    ).select_related("provision__document")
    found: dict[str, list[Wording]] = {}
    for wording in wordings.order_by("-provision__document__place__path", "provision__position"):
        found.setdefault(wording.provision.document.short_title, []).append(wording)
    return found


def chosen_provisions(round_: Round) -> dict[str, object]:
    """What the round asks about; before anything is chosen, what was asked last. Three queries.

    `suggested` is true when it is last time's choice that is shown. The focus is chosen anew.
    """
    chosen = _provisions_in(round_)
    suggested = [] if chosen else _asked_last(round_)
    return {
        "provisions": chosen or suggested,
        "focus": str(round_.focus_id or ""),
        "suggested": bool(suggested),
    }


def _provisions_in(round_: Round) -> list[str]:
    own = Question.objects.filter(round=round_, kind=QuestionKind.PROVISION).order_by("position")
    return [str(pk) for pk in own.values_list("provision_id", flat=True)]


def _asked_last(round_: Round) -> list[str]:
    earlier = Round.objects.filter(county_id=round_.county_id, year__lt=round_.year)
    last = earlier.order_by("-year").first()
    return _provisions_in(last) if last else []


def to_remind(round_: Round, actor: Actor, place: str, today: date) -> list[DueReminder]:
    """Places with work left in the round that the actor may remind; `place` picks one."""
    if place:
        REMIND.get(actor, round=round_, place__code=place)
    chosen = REMIND.visible(actor).filter(round=round_)
    rows = chosen.filter(place__code=place) if place else chosen
    return reminders_for(tallies(rows.order_by("place__path")), today)
