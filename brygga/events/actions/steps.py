"""Lines of the fairness log."""

from dataclasses import dataclass

from brygga.access.actor import Actor
from brygga.events.enums import StepKind
from brygga.events.models import Registration, RegistrationStep
from brygga.prepared import PreparedInsert

_WRITE = PreparedInsert(RegistrationStep)


@dataclass(frozen=True, slots=True)
class Why:
    """What decided: a reason in words, or the queue's rule and its why.

    The numbers are one's position among so many who wait, and how many of the same place and
    principal had a seat already.
    """

    reason: str = ""
    rule: str = ""
    position: int | None = None
    waiting: int | None = None
    share: int | None = None


NOTHING_MORE = Why()


def add_step(
    *,
    registration: Registration,
    kind: StepKind,
    by: Actor,
    gathering_id: int | None = None,
    why: Why = NOTHING_MORE,
) -> None:
    """Write down what happened to a registration, in the transaction where it happens."""
    step = RegistrationStep(
        registration=registration,
        kind=kind,
        by_id=by.user_id,
        gathering_id=gathering_id or registration.gathering_id,
        rule=why.rule,
        position=why.position,
        waiting=why.waiting,
        share=why.share,
        reason=why.reason[:300],
    )
    _WRITE(step)
