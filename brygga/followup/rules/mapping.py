"""Decisions about one place's mapping: who may do what when, and what stands in the way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.followup.enums import AnswerSide, Level, MappingStatus, RoundStatus
from brygga.followup.rules.levels import differs
from brygga.kernel.refusal import Refusal

MAPPING_STEPS: dict[str, frozenset[str]] = {
    MappingStatus.OPEN: frozenset({MappingStatus.SUBMITTED}),
    MappingStatus.SUBMITTED: frozenset({MappingStatus.ACCEPTED, MappingStatus.RETURNED}),
    MappingStatus.RETURNED: frozenset({MappingStatus.SUBMITTED}),
    MappingStatus.ACCEPTED: frozenset({MappingStatus.OPEN}),
}
"""From each status to those it may become; accepted to open is a reopening."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one principal has come with the questions that must be answered."""

    expected: int
    answered: int
    to_review: int
    is_finished: bool

    @property
    def left(self) -> int:
        return self.expected - self.answered + self.to_review


def may_move(before: str, after: str) -> bool:
    return after in MAPPING_STEPS[before]


def refuse_when_moved() -> Refusal:
    """Somebody else was first: what the reader decided on is no longer so."""
    return Refusal(
        _("Somebody else has just changed the status of this mapping. Read the page again.")
    )


def refuse_answering(*, round_status: str, mapping_status: str, came_back: bool) -> Refusal | None:
    """`came_back`: the county has returned or reopened it, and so asked for answers anew.

    A closed round takes no more answers from those who never submitted.
    """
    if mapping_status == MappingStatus.SUBMITTED:
        return Refusal(_("The mapping is submitted and locked. The county can return it."))
    if mapping_status == MappingStatus.ACCEPTED:
        return Refusal(_("The mapping is accepted and locked. The county can reopen it."))
    if round_status == RoundStatus.DRAFT:
        return Refusal(_("The round is not open yet."))
    if round_status == RoundStatus.CLOSED and not came_back:
        return Refusal(_("The round is closed. Ask the county to open it again."))
    return None


def refuse_side(*, locked: Refusal | None, is_finished: bool) -> Refusal | None:
    """Whether one principal's answers may be changed now."""
    if locked is not None:
        return locked
    if is_finished:
        return Refusal(_("These answers are marked as finished. Take them up again first."))
    return None


def refuse_repeating(*, reworded_in: str) -> Refusal | None:
    """Whether what was said the last time may be said again unread.

    `reworded_in` names the edition that has changed the words since; empty where they stand.
    """
    if not reworded_in:
        return None
    return Refusal(
        _("The wording has changed since, in %(edition)s. Read what it says now and answer anew.")
        % {"edition": reworded_in}
    )


def refuse_finishing(*, locked: Refusal | None, progress: Progress) -> Refusal | None:
    if refusal := refuse_side(locked=locked, is_finished=progress.is_finished):
        return refusal
    if progress.left:
        return Refusal(
            ngettext(
                "%(left)s question is left to answer. “Don't know” is an answer too.",
                "%(left)s questions are left to answer. “Don't know” is an answer too.",
                progress.left,
            )
            % {"left": progress.left}
        )
    return None


def refuse_resuming(*, locked: Refusal | None, is_finished: bool) -> Refusal | None:
    if locked is not None:
        return locked
    if not is_finished:
        return Refusal(_("These answers are not marked as finished; you can change them now."))
    return None


def refuse_settling(
    *, locked: Refusal | None, social: str, health: str, is_settled: bool = False
) -> Refusal | None:
    """A joint answer settles a difference, or gives one where a side does not know."""
    if locked is not None:
        return locked
    if not social or not health:
        return Refusal(_("Both principals answer first, each for themselves."))
    unsure = Level.DONT_KNOW in {social, health} and social != health
    if not (differs(social, health) or unsure or is_settled):
        return Refusal(_("Both principals give the same answer; there is nothing to settle."))
    return None


def refuse_clearing(*, locked: Refusal | None, is_settled: bool) -> Refusal | None:
    if locked is not None:
        return locked
    if not is_settled:
        return Refusal(_("No joint answer has been settled here."))
    return None


def refuse_submitting(
    *, locked: Refusal | None, sides: dict[str, Progress], joint_to_review: int
) -> Refusal | None:
    """Every level question answered by both, and both finished. Differences do not stop it."""
    if locked is not None:
        return locked
    for side, progress in sides.items():
        if progress.left:
            return Refusal(_left_in_words(side, progress.left))
    for side, progress in sides.items():
        if not progress.is_finished:
            return Refusal(
                _("%(side)s: say that the answers are finished first.")
                % {"side": AnswerSide(side).label}
            )
    if joint_to_review:
        return Refusal(
            _("A joint answer rests on answers that have changed. Settle it again or take it back.")
        )
    return None


def _left_in_words(side: str, left: int) -> str:
    return ngettext(
        "%(side)s: %(left)s question is left to answer.",
        "%(side)s: %(left)s questions are left to answer.",
        left,
    ) % {"side": AnswerSide(side).label, "left": left}


def refuse_accepting(*, status: str, to_review: int) -> Refusal | None:
    if status != MappingStatus.SUBMITTED:
        return Refusal(_("Only a submitted mapping can be accepted."))
    if to_review:
        return Refusal(
            _("What was asked about has changed since the answers were given. Return the mapping.")
        )
    return None


def refuse_returning(*, status: str, reason: str) -> Refusal | None:
    if status != MappingStatus.SUBMITTED:
        return Refusal(_("Only a submitted mapping can be returned."))
    return _refuse_without(reason)


def refuse_reopening(*, status: str, reason: str) -> Refusal | None:
    if status != MappingStatus.ACCEPTED:
        return Refusal(_("Only an accepted mapping can be reopened."))
    return _refuse_without(reason)


def _refuse_without(reason: str) -> Refusal | None:
    if not reason.strip():
        return Refusal(_("Write a reason, so that those who answer know what to do."))
    return None


def refuse_reminding(*, locked: Refusal | None, recipients: int) -> Refusal | None:
    if locked is not None:
        return locked
    if not recipients:
        return Refusal(_("Nobody with an account can be reminded today."))
    return None
