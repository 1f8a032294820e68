"""What a row of the access table is."""

from collections.abc import Mapping
from dataclasses import dataclass

PERSONAS = (
    "visitor",
    "outsider",
    "health",
    "local",
    "county",
    "neighbour",
    "national",
    "evaluator",
)
"""Not signed in · signed in without any grant · consultation member from health care in Täby ·
local process leader in Täby · county process leader in Stockholm · the same in Skåne · national
office · evaluator of Stockholm county."""
MAY = "may"
SIGN_IN = "in"


@dataclass(frozen=True, slots=True)
class Row:
    """One address asked for with `args`: what each persona is answered, in the order of PERSONAS.

    An answer is a status, or `in`: the person is sent to the sign-in page. `post` says what a
    forged form is answered, where that does not follow from `get`; `may` marks those who have the
    right: theirs is not sent. An argument "@name" is what the world was furnished with.
    """

    name: str
    what: str
    args: Mapping[str, object]
    get: tuple[str, ...]
    post: tuple[str, ...] = ()

    def answer(self, persona: str) -> str:
        return self.get[PERSONAS.index(persona)]

    def forged(self, persona: str) -> str:
        """What a POST without the right is answered, or `may`."""
        if self.post:
            return self.post[PERSONAS.index(persona)]
        return MAY if self.answer(persona) in {"200", "302"} else self.answer(persona)


def page(name: str, what: str, get: str, *, post: str = "", **args: object) -> Row:
    """A page to look at. `post` where somebody may see its form and not send it."""
    return Row(name, what, args, _columns(get), _columns(post) if post else ())


def deed(name: str, what: str, post: str, **args: object) -> Row:
    """Answers POST only: a button on some page leads here."""
    columns = _columns(post)
    asked = tuple(SIGN_IN if answer == SIGN_IN else "405" for answer in columns)
    return Row(name, what, args, asked, columns)


def shut(name: str, what: str, **args: object) -> Row:
    """Answers everybody as if there were no such page."""
    return Row(name, what, args, ("404",) * len(PERSONAS))


def _columns(text: str) -> tuple[str, ...]:
    columns = tuple(text.split())
    if len(columns) != len(PERSONAS):
        raise ValueError(f"{text!r} must have {len(PERSONAS)} answers")
    return columns
