"""Decisions about editions, provisions and priorities, on plain values."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from brygga.guidance.enums import (
    Audience,
    Change,
    Dimension,
    EditionStatus,
    PriorityClass,
    Strength,
)
from brygga.kernel.refusal import Refusal

NUMBER_PATTERN = r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}"
_NUMBER = re.compile(NUMBER_PATTERN)
_SPACE = re.compile(r"\s")
_RUN = re.compile(r"(\d+)|(\D+)", re.ASCII)
# Socialstyrelsen's scale: highest number of each class. The rest of the classes have no number.
_CLASS_ENDS = (
    (3, PriorityClass.SHOULD),
    (7, PriorityClass.CAN),
    (10, PriorityClass.EXCEPTIONALLY),
)
LOWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingValues:
    """What a provision says in one edition, as far as those who follow it are concerned.

    The source and the evidence are not here: a mended link or a new study is worth reading, but
    changes nothing that anybody has answered for, so it opens no answer again.
    """

    title: str
    condition: str = ""
    measure: str
    audience: str = Audience.UNKNOWN
    priority: int | None = None
    priority_class: str = PriorityClass.UNKNOWN


@dataclass(frozen=True, slots=True)
class EvidenceValues:
    """What one source says in one dimension."""

    dimension: Dimension
    statement: str
    strength: Strength
    source: str
    dated_on: date | None = None


COMPARED = tuple(field.name for field in fields(WordingValues))


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new edition does to one number; `fields` names what changed in a changed one."""

    number: str
    change: Change
    fields: tuple[str, ...] = ()


def class_of_priority(number: int) -> PriorityClass:
    """The class that Socialstyrelsen's number lies in; ValueError outside 1–10."""
    if number >= 1:
        for end, name in _CLASS_ENDS:
            if number <= end:
                return name
    raise ValueError(f"{number} is not on the scale 1–{LOWEST}")


def settled_class(priority: int | None, chosen: str) -> str:
    """The class to keep: what the number says when nothing was chosen, else what was chosen."""
    if priority is None or chosen != PriorityClass.UNKNOWN or not 1 <= priority <= LOWEST:
        return chosen
    return class_of_priority(priority)


def refuse_priority(priority: int | None, priority_class: str) -> Refusal | None:
    """A number may be left out, never contradict its class."""
    if priority is None:
        return None
    if not 1 <= priority <= LOWEST:
        return Refusal(_("A priority is a number from 1 to 10. Leave it empty if it is not known."))
    if class_of_priority(priority) != priority_class:
        return Refusal(
            _("Priority %(number)s belongs to “%(right)s”. Change the number or the class.")
            % {"number": priority, "right": class_of_priority(priority).label}
        )
    return None


def refuse_wording(values: WordingValues) -> Refusal | None:
    """What everybody who reads it needs to know what to do: a name and a measure."""
    if not values.title.strip():
        return Refusal(_("Give the provision a short title."))
    if not values.measure.strip():
        return Refusal(_("Write the measure: what is to be done."))
    if values.audience not in Audience.values or values.priority_class not in PriorityClass.values:
        return Refusal(_("Choose audience and priority class from the lists."))
    return refuse_priority(values.priority, values.priority_class)


def refuse_evidence(values: EvidenceValues, sources: Collection[str]) -> Refusal | None:
    """`sources` are those that the dimension already has, apart from the one being changed."""
    if not values.statement.strip():
        return Refusal(_("Write what the source says."))
    if not values.source.strip():
        return Refusal(_("Say where it is written. Evidence without a source is not kept."))
    if values.source.strip() in sources:
        return Refusal(_("This source already stands under the same heading. Change that one."))
    return None


def refuse_draft(*, has_draft: bool) -> Refusal | None:
    if has_draft:
        return Refusal(_("A new edition is already being written. Go on with that one."))
    return None


def refuse_edit(status: str) -> Refusal | None:
    """A published edition is what people have answered for; it stays as it was."""
    if status == EditionStatus.PUBLISHED:
        return Refusal(_("A published edition is not changed. Begin a new edition instead."))
    return None


def refuse_number(number: str, taken: Collection[str]) -> Refusal | None:
    if not is_number(number):
        return Refusal(
            _("A number has at most 20 letters a–z, digits, points and hyphens, such as 14.A07.")
        )
    if number.casefold() in {each.casefold() for each in taken}:
        return Refusal(_("The number %(number)s is already in this edition.") % {"number": number})
    return None


def refuse_publish(
    *, status: str, provisions: int, on: date, today: date, previous_on: date | None
) -> Refusal | None:
    if status == EditionStatus.PUBLISHED:
        return Refusal(_("This edition is already published."))
    if provisions == 0:
        return Refusal(_("The edition is empty. Add at least one provision before you publish."))
    if on > today:
        return Refusal(_("The day of publication cannot be later than today."))
    if previous_on is not None and on < previous_on:
        return Refusal(_("The day of publication cannot be before that of the edition before."))
    return None


def web_address(source: str) -> str:
    """The source when it is an address that a page may link to, else an empty string.

    Only http and https: whatever else stands there (a file, a script) is shown as words.
    """
    text = source.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    fits = parts.scheme.lower() in {"http", "https"} and parts.hostname and not _SPACE.search(text)
    return text if fits else ""


def site(address: str) -> str:
    """Whose address it is: the host without "www."; an empty string for what is no address."""
    host = urlsplit(address).hostname if web_address(address) else None
    return (host or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader filters a document by; an empty value asks for everything."""

    priority_class: str = ""
    audience: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.priority_class or self.audience or self.text)

    def matches(self, number: str, values: WordingValues) -> bool:
        """Whoever asks for one audience also gets what both are to do."""
        audiences = {self.audience}
        if self.audience in {Audience.SOCIAL_SERVICES, Audience.HEALTH_CARE}:
            audiences.add(Audience.BOTH)
        text = f"{number} {values.title} {values.condition} {values.measure}".casefold()
        return (
            (not self.priority_class or values.priority_class == self.priority_class)
            and (not self.audience or values.audience in audiences)
            and all(word in text for word in self.text.casefold().split())
        )


def is_number(number: str) -> bool:
    return _NUMBER.fullmatch(number) is not None


def natural_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts numbers as a reader counts: 1, 2, 10; 14.A07 before 14.A10."""
    return tuple(
        (0, int(digits), "") if digits else (1, 0, text.casefold())
        for digits, text in _RUN.findall(number)
    )


def positions(numbers: Iterable[str]) -> dict[str, int]:
    """The place of each number in its document, from 1."""
    ordered = sorted(set(numbers), key=lambda number: (natural_key(number), number))
    return {number: place for place, number in enumerate(ordered, start=1)}


def diff(
    before: Mapping[str, WordingValues], after: Mapping[str, WordingValues]
) -> list[Difference]:
    """What leads from one edition to the next, by number in reading order."""
    found = []
    for number in positions([*before, *after]):
        old, new = before.get(number), after.get(number)
        if change := change_between(old, new):
            found.append(Difference(number, change, changed_fields(old, new)))
    return found


def change_between(before: WordingValues | None, after: WordingValues | None) -> Change | None:
    """What has happened from one wording to the next; None stands for not being there."""
    if before == after:
        return None
    if before is None:
        return Change.ADDED
    return Change.CHANGED if after is not None else Change.WITHDRAWN


def changed_fields(before: WordingValues | None, after: WordingValues | None) -> tuple[str, ...]:
    """Names of what reads differently; nothing when one of them is not there."""
    if before is None or after is None:
        return ()
    return tuple(name for name in COMPARED if getattr(before, name) != getattr(after, name))
