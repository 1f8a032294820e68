"""What may not be said of an offer, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from brygga.kernel.refusal import Refusal

OLDEST, LONGEST_WAIT = 120, 3650
# Numbers of persons and switchboards change and mislead whoever is in need; the unit keeps its own.
_TELEPHONE = re.compile(r"\+?\d[\d\s()/-]{5,}\d")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an offer, as plain values; `texts` is everything free that people read."""

    begins_on: date | None
    ends_on: date | None
    age_from: int | None
    age_to: int | None
    ways: int
    places: int
    texts: tuple[str, ...]
    web_page: str


def refuse_offer(said: Said) -> Refusal | None:
    """Why an offer cannot stand as it is said."""
    if not said.ways:
        return Refusal(_("Say at least one way to get there."))
    if not said.places:
        return Refusal(_("Say whose people it is for: at least one place."))
    return _refuse_days(said) or _refuse_ages(said) or _refuse_texts(said)


def _refuse_days(said: Said) -> Refusal | None:
    if said.begins_on and said.ends_on and said.ends_on < said.begins_on:
        return Refusal(_("The last day comes before the first."))
    return None


def _refuse_ages(said: Said) -> Refusal | None:
    ages = [age for age in (said.age_from, said.age_to) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages):
        return Refusal(_("Write ages between 0 and 120."))
    if said.age_from is not None and said.age_to is not None and said.age_to < said.age_from:
        return Refusal(_("The highest age comes before the lowest."))
    return None


def _refuse_texts(said: Said) -> Refusal | None:
    if said.web_page and not said.web_page.startswith(("https://", "http://")):
        return Refusal(_("Write the address of the unit's page, beginning with https://."))
    return refuse_contact_details(said.texts)


def refuse_contact_details(texts: Iterable[str]) -> Refusal | None:
    """No telephone numbers and no e-mail addresses: the unit's own page has them, and is right."""
    for text in texts:
        if _TELEPHONE.search(_DAY.sub("", text)) or _ADDRESS.search(text):
            return Refusal(
                _("Leave out telephone numbers and e-mail addresses: link to the unit's page.")
            )
    return None


def refuse_change(ends_on: date | None, today: date) -> Refusal | None:
    """What has ended is history; history is not written over."""
    if ends_on is not None and ends_on < today:
        return Refusal(_("The offer has ended. Enter a new one if it is given again."))
    return None


def refuse_verification(
    begins_on: date | None, ends_on: date | None, today: date
) -> Refusal | None:
    if begins_on is not None and begins_on > today:
        return Refusal(_("The offer has not begun yet."))
    return refuse_change(ends_on, today)


def refuse_end(begins_on: date | None, on: date, today: date) -> Refusal | None:
    """An offer may be told to end in time; it cannot have ended before it began."""
    if begins_on is not None and on < begins_on:
        return Refusal(_("The last day comes before the first."))
    if on.year > today.year + 10:
        return Refusal(_("That day is too far away. Leave the offer without an end."))
    return None


def refuse_wait(
    days: int, measured_on: date, begins_on: date | None, today: date
) -> Refusal | None:
    if not 0 <= days <= LONGEST_WAIT:
        return Refusal(_("Write the wait in days, from 0 to 3650."))
    if measured_on > today:
        return Refusal(_("A waiting time is told when it is known: not for a day to come."))
    if begins_on is not None and measured_on < begins_on:
        return Refusal(_("The offer had not begun on that day."))
    return None


def refuse_responsibility(
    valid_from: date | None, valid_to: date | None, source: str
) -> Refusal | None:
    """Who answers is never hearsay: it has a source, which is a law or an agreement."""
    if not source.strip():
        return Refusal(_("Write where it is known from: a law, an agreement, a decision."))
    if valid_from and valid_to and valid_to < valid_from:
        return Refusal(_("The last day comes before the first."))
    return None


def refuse_intervention(name: str, plain_words: str) -> Refusal | None:
    if not name.strip() or not plain_words.strip():
        return Refusal(_("Write the name, and what it is in plain words."))
    return refuse_contact_details((name, plain_words))
