"""Why something may not be done, as a value that a button, a tooltip and a POST share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason in words the user can act on.

    A rule returns a Refusal, or None when nothing stands in the way. The same sentence
    then disables the button, explains it and answers a forged POST, so the three agree.
    The reason may be a lazy translation; `str()` it where it leaves the process.
    """

    reason: str


class Refused(Exception):
    """Raised by an action whose rule refuses; pages turn it into a sentence, never a 500."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.reason))
        self.refusal = refusal


def insist(refusal: Refusal | None) -> None:
    """Continue only when nothing stands in the way."""
    if refusal is not None:
        raise Refused(refusal)
