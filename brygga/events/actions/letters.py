"""Letters are written in the transaction of what they tell of; the worker sends them."""

from dataclasses import dataclass

from brygga.events.enums import LetterKind
from brygga.events.models import Letter, Registration
from brygga.prepared import PreparedInsert

_LEAVE = PreparedInsert(Letter, ignore=True)


@dataclass(frozen=True, slots=True)
class About:
    """What tells a letter from others of its kind, and where it goes if not as usual."""

    occasion: str = ""
    to: str = ""
    link: str = ""


THE_USUAL = About()


def write_letter(*, registration: Registration, kind: LetterKind, about: About = THE_USUAL) -> None:
    """Leave one letter for the worker, once for each occasion. One query.

    It goes to the person registered and leads to the registration, unless `about` says otherwise.
    """
    letter = Letter(
        registration=registration,
        kind=kind,
        occasion=about.occasion,
        to=about.to or registration.attendee.email,
        link=about.link,
    )
    _LEAVE(letter)
