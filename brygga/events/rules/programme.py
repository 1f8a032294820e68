"""A day's programme as lines that one can type: “08.30 Welcome | Anna Ek”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal

_TIME = re.compile(r"(?:kl\.?\s*)?([01]?\d|2[0-3])[.:]([0-5]\d)(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?\s+")
LONGEST = 200
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happens; `speaker` stands after a bar."""

    title: str
    starts_at: time | None = None
    speaker: str = ""


def lines_of(text: str) -> list[Line]:
    """The lines of a text, the empty ones left out. A time first is its time."""
    return [_line(each.strip()) for each in text.splitlines() if each.strip()]


def _line(text: str) -> Line:
    found = _TIME.match(text)
    begins = time(int(found[1]), int(found[2])) if found else None
    rest = text[found.end() :] if found else text
    title, _bar, speaker = rest.partition("|")
    return Line(title.strip(), begins, speaker.strip())


def text_of(lines: Iterable[Line]) -> str:
    """The same lines as one types them."""
    return "\n".join(map(_typed, lines))


def _typed(line: Line) -> str:
    begins = f"{line.starts_at:%H.%M} " if line.starts_at else ""
    speaker = f" | {line.speaker}" if line.speaker else ""
    return f"{begins}{line.title}{speaker}"


def refuse_lines(lines: list[Line]) -> Refusal | None:
    if len(lines) > MOST_LINES:
        return Refusal(_("At most %(most)s lines in a day.") % {"most": MOST_LINES})
    if any(not line.title or len(line.title) > LONGEST for line in lines):
        words = _("Each line needs a title of at most %(most)s letters.")
        return Refusal(words % {"most": LONGEST})
    if any(len(line.speaker) > LONGEST for line in lines):
        words = _("What stands after the bar is at most %(most)s letters.")
        return Refusal(words % {"most": LONGEST})
    return None
