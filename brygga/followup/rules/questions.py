"""What a round asks from the start; every word can be changed until the round is opened."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from brygga.followup.enums import AnswerForm, QuestionKind
from brygga.kernel.refusal import Refusal

KEY_LENGTH = 50
# Words that stand where a question's key does in addresses (urls.py).
RESERVED_KEYS = frozenset({"klar", "motesdag", "skicka-in", "granska", "oppna-igen", "paminn"})
_NEWSLETTER = "Nyhetsbrev nr 2/2010, Stockholms län: Regional uppföljning år 2010"


@dataclass(frozen=True, slots=True)
class QuestionValues:
    """What somebody writes in a question."""

    kind: str
    short: str
    text: str
    form: str = AnswerForm.LEVEL
    source: str = ""


# What the county's visits asked in the autumn of 2010, in the newsletter's own words.
COLLABORATION: tuple[tuple[str, QuestionValues], ...] = (
    (
        "struktur",
        QuestionValues(
            QuestionKind.STRUCTURE,
            "Struktur för samverkan",
            "Hur ser strukturen för samverkan ut? Välj hur långt ni har kommit och beskriv den i "
            "kommentaren.",
            source=_NEWSLETTER,
        ),
    ),
    (
        "rutiner",
        QuestionValues(
            QuestionKind.ROUTINE,
            "Rutiner för samverkan",
            "Vilka rutiner finns för samverkan? Välj hur långt ni har kommit och nämn rutinerna.",
            source=_NEWSLETTER,
        ),
    ),
    (
        "prioriteringar",
        QuestionValues(
            QuestionKind.PRIORITIES,
            "Årets prioriteringar",
            "Vilka prioriteringar är gjorda under året?",
            form=AnswerForm.TEXT,
            source=_NEWSLETTER,
        ),
    ),
)
# Where to begin when a provision is put in focus: the county writes its own questions from here.
IN_DEPTH: tuple[tuple[str, QuestionValues], ...] = (
    (
        "fokus-rutin",
        QuestionValues(
            QuestionKind.FOCUS,
            "Gemensam rutin",
            "Finns en rutin som båda huvudmännen använder?",
        ),
    ),
    (
        "fokus-ansvar",
        QuestionValues(
            QuestionKind.FOCUS, "Vem gör vad", "Är det klart för alla berörda vem som gör vad?"
        ),
    ),
    (
        "fokus-uppfoljning",
        QuestionValues(
            QuestionKind.FOCUS, "Uppföljning", "Följer ni upp att det görs, och vad det leder till?"
        ),
    ),
)
# The order in which kinds are asked.
KIND_ORDER: tuple[str, ...] = (
    QuestionKind.PROVISION,
    QuestionKind.FOCUS,
    QuestionKind.STRUCTURE,
    QuestionKind.ROUTINE,
    QuestionKind.PRIORITIES,
)


def free_key(wanted: str, taken: Iterable[str]) -> str:
    """The key asked for, or the same with a number when it is taken or means something else."""
    used = set(taken) | RESERVED_KEYS
    key = wanted[:KEY_LENGTH].strip("-") or "fraga"
    number = 2
    found = key
    while found in used:
        tail = f"-{number}"
        found = key[: KEY_LENGTH - len(tail)] + tail
        number += 1
    return found


def refuse_kind(*, kind: str, has_focus: bool) -> Refusal | None:
    """Questions about provisions are chosen from the documents; questions in depth need a focus."""
    if kind == QuestionKind.PROVISION:
        return Refusal(_("Choose provisions from the documents instead of writing them."))
    if kind == QuestionKind.FOCUS and not has_focus:
        return Refusal(_("Choose first which provision is in focus."))
    return None
