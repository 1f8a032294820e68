"""Something that waits for somebody, in the shape that every room gives it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do, said as a sentence, with the page where it is done.

    `place` is a name to show. `blocked_by` tells whom it waits for when it is not the reader.
    """

    text: str
    url: str
    due_on: date | None
    place: str
    blocked_by: str = ""
