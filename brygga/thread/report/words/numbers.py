"""Numbers in running text: small ones as words, and lists with "and"."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

# One is said of things that are "en" in Swedish; where they are "ett", the singular form of the
# whole sentence says so itself.
_WORDS = (
    pgettext_lazy("number in words", "one"),
    pgettext_lazy("number in words", "two"),
    pgettext_lazy("number in words", "three"),
    pgettext_lazy("number in words", "four"),
    pgettext_lazy("number in words", "five"),
    pgettext_lazy("number in words", "six"),
    pgettext_lazy("number in words", "seven"),
    pgettext_lazy("number in words", "eight"),
    pgettext_lazy("number in words", "nine"),
    pgettext_lazy("number in words", "ten"),
    pgettext_lazy("number in words", "eleven"),
    pgettext_lazy("number in words", "twelve"),
)


def digits(number: int) -> str:
    return number_format(number, force_grouping=True)


def in_words(number: int) -> str:
    """One to twelve as words, everything else in digits."""
    return str(_WORDS[number - 1]) if 1 <= number <= len(_WORDS) else digits(number)


def alike(*numbers: int) -> tuple[str, ...]:
    """Numbers that are compared are written the same way: all as words, or all in digits."""
    small = all(1 <= number <= len(_WORDS) for number in numbers)
    return tuple(in_words(number) if small else digits(number) for number in numbers)


def listed(parts: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, last = parts
    if not most:
        return last
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last}


def sentence(text: str) -> str:
    """With a capital first; a sentence may begin with a number in words or a list."""
    return text[:1].upper() + text[1:]
