"""How far many mappings have come, counted together."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet

from brygga.followup.enums import AnswerForm, AnswerSide
from brygga.followup.models import Answer, Mapping, MappingStep, Question
from brygga.followup.permissions import SIDES
from brygga.followup.queries.sheet import finished_at, locked_because
from brygga.followup.rules import Progress, differs, refuse_submitting
from brygga.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Tally:
    """One mapping in numbers. `begun` is true once anything has been said.

    `differing` counts all different answers, `to_settle` those of them without a joint one.
    """

    mapping: Mapping
    came_back: bool
    sides: Table[str, Progress] = field(default_factory=dict)
    differing: int = 0
    to_settle: int = 0
    joint_to_review: int = 0
    begun: bool = False

    @property
    def locked(self) -> Refusal | None:
        return locked_because(self.mapping, came_back=self.came_back)

    @property
    def refusal_to_submit(self) -> Refusal | None:
        return refuse_submitting(
            locked=self.locked, sides=dict(self.sides), joint_to_review=self.joint_to_review
        )

    @property
    def settled(self) -> int:
        return self.differing - self.to_settle

    @property
    def left(self) -> int:
        return sum(progress.left for progress in self.sides.values())


@dataclass(slots=True)
class _Count:
    levels: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    to_review: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    begun: bool = False


def tallies(mappings: QuerySet[Mapping]) -> list[Tally]:
    """One for each mapping, in the order given. Three queries, however many."""
    handed_in = Exists(MappingStep.objects.filter(mapping=OuterRef("pk")))
    rows = list(mappings.select_related("round__county", "place").annotate(handed_in=handed_in))
    asked = _questions_by_round({row.round_id for row in rows})
    counts = _counts(row.pk for row in rows)
    return [_tally(row, row.handed_in, asked.get(row.round_id, 0), counts[row.pk]) for row in rows]


def _questions_by_round(round_ids: set[int]) -> dict[int, int]:
    levels = Question.objects.filter(round_id__in=round_ids, form=AnswerForm.LEVEL).order_by()
    return dict(levels.values_list("round_id").annotate(Count("pk")))


def _counts(mapping_ids: Iterable[int]) -> dict[int, _Count]:
    counts: dict[int, _Count] = defaultdict(_Count)
    answers = Answer.objects.filter(mapping_id__in=list(mapping_ids)).order_by()
    names = ("mapping_id", "question_id", "side", "level", "text", "needs_review")
    for mapping, question, side, level, text, review in answers.values_list(*names):
        count = counts[mapping]
        count.begun = count.begun or bool(level or text)
        if level:
            count.levels[side][question] = level
            count.to_review[side] += bool(review)
    return counts


def _tally(mapping: Mapping, handed_in: bool, asked: int, count: _Count) -> Tally:  # noqa: FBT001 -- a row of the query above, never called by hand
    social = count.levels[AnswerSide.SOCIAL_SERVICES]
    health = count.levels[AnswerSide.HEALTH_CARE]
    joint = count.levels[AnswerSide.JOINT]
    differing = {asks for asks, level in social.items() if differs(level, health.get(asks, ""))}
    return Tally(
        mapping=mapping,
        came_back=handed_in,
        sides={
            side: Progress(
                expected=asked,
                answered=len(count.levels[side]),
                to_review=count.to_review[side],
                is_finished=finished_at(mapping, side) is not None,
            )
            for side in SIDES
        },
        differing=len(differing),
        to_settle=len(differing - joint.keys()),
        joint_to_review=count.to_review[AnswerSide.JOINT],
        begun=count.begun,
    )
