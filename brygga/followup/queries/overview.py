"""A mapping's own page: both sides' progress, every question, and how it got here."""

from dataclasses import dataclass
from datetime import datetime

from brygga.access.actor import Actor
from brygga.access.capabilities import Capability
from brygga.followup.enums import AnswerSide, MappingStatus
from brygga.followup.models import Mapping, MappingStep
from brygga.followup.permissions import SIDES, sides_of
from brygga.followup.queries.question import labels_of, principals_of
from brygga.followup.queries.sheet import Line, Sheet, finished_at, sheet_of
from brygga.followup.rules import Progress, refuse_finishing
from brygga.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class SideView:
    """One side as its card shows it. `is_own` is true for those who may answer for it."""

    side: AnswerSide
    principal: str
    progress: Progress
    finished_at: datetime | None
    is_own: bool
    next_line: Line | None
    refusal_to_finish: Refusal | None


@dataclass(frozen=True, slots=True)
class Overview:
    """`may` names what the reader may do here; a button without its word is not drawn."""

    sheet: Sheet
    sides: list[SideView]
    labels: dict[int, str]
    steps: list[MappingStep]
    may: frozenset[Capability]

    @property
    def both_own(self) -> bool:
        """Whether the reader answers for both sides, as the county does on a visit."""
        return all(view.is_own for view in self.sides)

    @property
    def was_reopened(self) -> bool:
        """The first opening has no reason to tell; every later one has."""
        latest = self.steps[0] if self.steps else None
        return latest is not None and latest.status == MappingStatus.OPEN and bool(latest.reason)

    @property
    def may_settle(self) -> bool:
        return Capability.JOINT_ANSWER_SETTLE in self.may

    @property
    def may_submit(self) -> bool:
        return Capability.MAPPING_SUBMIT in self.may

    @property
    def may_review(self) -> bool:
        return Capability.MAPPING_REVIEW in self.may


def overview(mapping: Mapping, actor: Actor) -> Overview:
    """Six queries."""
    sheet = sheet_of(mapping)
    names = principals_of(mapping.place, mapping.round.closes_on)
    own = sides_of(actor, mapping.place.path)
    steps = mapping.steps.select_related("by").order_by("-at", "-pk")
    return Overview(
        sheet=sheet,
        sides=[_side(sheet, side, names.get(side, ""), is_own=side in own) for side in SIDES],
        labels=labels_of(sheet),
        steps=list(steps),
        may=frozenset(each for each in Capability if actor.may(each, mapping.place.path)),
    )


def _side(sheet: Sheet, side: AnswerSide, principal: str, *, is_own: bool) -> SideView:
    progress = sheet.progress(side)
    return SideView(
        side=side,
        principal=principal,
        progress=progress,
        finished_at=finished_at(sheet.mapping, side),
        is_own=is_own,
        next_line=_next(sheet, side),
        refusal_to_finish=refuse_finishing(locked=sheet.locked, progress=progress),
    )


def _next(sheet: Sheet, side: AnswerSide) -> Line | None:
    """Where to go on: the first that must be answered or looked at, else the first of all."""
    waiting = (
        line
        for line in sheet.lines
        if line.side(side).needs_review or (line.asks_level and not line.side(side).level)
    )
    return next(waiting, sheet.lines[0] if sheet.lines else None)
