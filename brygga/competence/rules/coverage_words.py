"""Coverage in words: numbers, what is not known, and what is kept back."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Told(Protocol):
    """What one reader is told of a place, a principal or a unit."""

    @property
    def trained(self) -> int | None: ...
    @property
    def heads(self) -> int | None: ...
    @property
    def aside(self) -> int | None: ...
    @property
    def share(self) -> int | None: ...
    @property
    def kept(self) -> frozenset[str]: ...


def number_words(number: int | None, *, kept: bool) -> str:
    """A number as it is; what is kept back and what nobody knows are told apart."""
    if kept:
        return _("not shown")
    return _("unknown") if number is None else str(number)


def share_words(told_of: Told) -> str:
    if "part" in told_of.kept:
        return _("not shown")
    return _("unknown") if told_of.share is None else f"{told_of.share} %"


def told(told_of: Told) -> str:
    """ "14 of 32 have the training (44 %)", or why that cannot be said."""
    if "part" in told_of.kept:
        return _("How many have the training is not shown: the numbers are too small")
    if told_of.trained is None or told_of.heads is None:
        return _without_staff(told_of)
    if told_of.share is None:
        return _("Nobody is in post")
    words = {"trained": told_of.trained, "heads": told_of.heads, "share": told_of.share}
    if not told_of.trained:
        return _("Nobody of %(heads)s has the training") % words
    return _("%(trained)s of %(heads)s have the training (%(share)s %%)") % words


def _without_staff(told_of: Told) -> str:
    if "aside" in told_of.kept:
        return _("Some have the training; of how many is not known")
    if told_of.aside:
        return _("%(n)s have the training; of how many is not known") % {"n": told_of.aside}
    return _("How many there are to train is not known")


def days_words(days: Sequence[date]) -> str:
    """One day, or the first and the last of several."""
    words = [date_format(day, "j F Y") for day in days]
    return words[0] if len(words) == 1 else " – ".join((words[0], words[-1])) if words else ""


SHOWN = 2


def sources_words(sources: Sequence[str]) -> str:
    """The first two by name, and how many more."""
    named = [each for each in sources if each]
    words = "; ".join(named[:SHOWN])
    left = len(named) - SHOWN
    return _("%(named)s and %(n)s more") % {"named": words, "n": left} if left > 0 else words
