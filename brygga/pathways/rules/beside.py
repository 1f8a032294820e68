"""What is offered beside what is given: where the two contradict each other."""

from dataclasses import dataclass

from brygga.pathways.enums import Contradiction

MARGIN_DAYS = 7
"""A unit says a round number, and the middle moves by itself: a week more says nothing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one intervention at one place. `contacts` None: not known, or too few to be told.

    `stated_days` is the longest wait any unit states, `median_days` the wait that was measured.
    """

    is_offered: bool
    contacts: int | None
    stated_days: int | None = None
    median_days: float | None = None


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """In the order in which one should look at them. What is kept back is never contradicted."""
    if facts.contacts is None:
        return ()
    if facts.is_offered and not facts.contacts:
        return (Contradiction.NOT_GIVEN,)
    found = []
    if facts.contacts and not facts.is_offered:
        found.append(Contradiction.NOT_OFFERED)
    if is_longer(facts.median_days, facts.stated_days):
        found.append(Contradiction.LONGER_WAIT)
    return tuple(found)


def is_longer(median_days: float | None, stated_days: int | None) -> bool:
    """Half of those who came had waited clearly longer than any unit says that one waits."""
    if median_days is None or stated_days is None:
        return False
    return median_days > stated_days + MARGIN_DAYS
