"""What one cell may hold: how it is read, how it is written, and what to say when it is wrong.

Reading raises ValueError or KeyError; the reason in words comes from `wrong`, which is only asked
then. Writing gives the one canonical text of a value, which reading takes back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import TextChoices

Value = Any
"""What a cell holds when it has been read; the kind says which type."""
Parse = Callable[[str], Value]

_FIRST_DAY = date(1800, 1, 1)
_LAST_DAY = date(2200, 12, 31)
# A spreadsheet would run these as formulas; the apostrophe in front is how it marks plain text.
_FORMULA = re.compile(r"'*[=+\-@\t\r|%]")
_SLUG = re.compile(r"[0-9a-zA-Z_-]+")
_REF = re.compile(r"[0-9a-zA-Z_-]+/[0-9A-Za-z][0-9A-Za-z.-]*")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
# Python reads more than this: weeks, times without colons, and anything after a NUL.
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_MONEY = re.compile(r"(0|[1-9][0-9]{0,9})(\.[0-9]{2})?")


ONE_CELL = {
    "provisions": "a provision such as stockholm-policy/3",
    "sessions": "a day such as baskurs-2010-1/3",
}
"""Tables whose key has two parts and may stand in one cell, with a slash between."""


class Kind:
    """A kind of cell; `says` is what the documentation and the faults call it."""

    @property
    def says(self) -> str:
        raise NotImplementedError

    def parse(self, text: str) -> Value:
        raise NotImplementedError

    def write(self, value: Value) -> str:
        return str(value)


@dataclass(frozen=True)
class Text(Kind):
    """Free text; `longest` is the room there is in the database, 0 where there is no limit."""

    longest: int = 0

    @property
    def says(self) -> str:
        return f"text, at most {self.longest} characters" if self.longest else "text"

    def parse(self, text: str) -> str:
        if not text.isprintable():
            if "\0" in text:
                raise ValueError(text)
            # Bytes that were no UTF-8 have become lone surrogates, which no text can be saved with.
            text.encode()
        if text[0] == "'" and _FORMULA.match(text):
            text = text[1:]
        if self.longest and len(text) > self.longest:
            raise ValueError(text)
        return text

    def write(self, value: str) -> str:
        return f"'{value}" if _FORMULA.match(value) else value


@dataclass(frozen=True)
class Slug(Kind):
    longest: int = 50

    @property
    def says(self) -> str:
        return f"a code of letters a–z, digits and hyphens, at most {self.longest} characters"

    def parse(self, text: str) -> str:
        if not _SLUG.fullmatch(text) or len(text) > self.longest:
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Number(Kind):
    """A provision's number: it stands in addresses."""

    @property
    def says(self) -> str:
        return "a number such as 3, 14.A07 or 2b, at most 20 characters"

    def parse(self, text: str) -> str:
        if not _NUMBER.fullmatch(text) or len(text) > 20:  # noqa: PLR2004 -- the model's room
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Code(Kind):
    """The key of a row in another table; whether there is such a row is asked later."""

    of: str

    @property
    def says(self) -> str:
        return ONE_CELL.get(self.of) or f"a key of {self.of}"

    def parse(self, text: str) -> str:
        if not text or not text.isprintable():
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Provisions(Kind):
    """Several provisions, "document/1; document/2"."""

    @property
    def says(self) -> str:
        return "provisions such as stockholm-policy/3; nr-2019/1"

    def parse(self, text: str) -> tuple[str, ...]:
        refs = tuple(ref.strip() for ref in text.split(";"))
        if not all(map(_REF.fullmatch, refs)) or len(set(refs)) < len(refs):
            raise ValueError(text)
        return tuple(sorted(refs))

    def write(self, value: tuple[str, ...]) -> str:
        return "; ".join(sorted(value))


class Choice(Kind):
    """One word of a fixed list."""

    def __init__(self, choices: type[TextChoices]) -> None:
        # Looked up by item: a dict's own method is the fastest check there is.
        self.words = {str(word): str(word) for word in choices.values}

    @property
    def says(self) -> str:
        return "one of " + ", ".join(self.words)

    def parse(self, text: str) -> str:
        return self.words[text]


@dataclass(frozen=True)
class Day(Kind):
    @property
    def says(self) -> str:
        return "a date such as 2010-06-30"

    def parse(self, text: str) -> date:
        return _day(text)

    def write(self, value: date) -> str:
        return value.isoformat()


@lru_cache(maxsize=20_000)
def _day(text: str) -> date:
    # Python reads 20100630 and 2010-W26-3 as well; here a day is written in one way.
    if len(text) != len("2010-06-30") or text[4] != "-" or text[7] != "-":
        raise ValueError(text)
    day = date.fromisoformat(text)
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ValueError(text)
    return day


@dataclass(frozen=True)
class Instant(Kind):
    @property
    def says(self) -> str:
        return "an instant such as 2010-06-30T13:05:00Z"

    def parse(self, text: str) -> datetime:
        if not _INSTANT.fullmatch(text):
            raise ValueError(text)
        at = datetime.fromisoformat(text)
        if not _FIRST_DAY <= at.date() <= _LAST_DAY:
            raise ValueError(text)
        return at.astimezone(UTC)

    def write(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


@dataclass(frozen=True)
class Whole(Kind):
    least: int
    most: int

    @property
    def says(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def parse(self, text: str) -> int:
        if not _WHOLE.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValueError(text)
        return int(text)


class Year(Kind):
    """A year; few different ones in very many rows, so they are looked up."""

    def __init__(self) -> None:
        self.years = {str(year): year for year in range(1990, 2101)}

    @property
    def says(self) -> str:
        return "a year from 1990 to 2100"

    def parse(self, text: str) -> int:
        return self.years[text]


@dataclass(frozen=True)
class Money(Kind):
    @property
    def says(self) -> str:
        return "kronor such as 1250 or 1250.50"

    def parse(self, text: str) -> Decimal:
        if not _MONEY.fullmatch(text):
            raise ValueError(text)
        return Decimal(text).quantize(Decimal("0.01"))

    def write(self, value: Decimal) -> str:
        return f"{value:.2f}"


@dataclass(frozen=True)
class YesNo(Kind):
    @property
    def says(self) -> str:
        return "yes or no"

    def parse(self, text: str) -> bool:
        return {"yes": True, "no": False}[text]

    def write(self, value: object) -> str:
        return "yes" if value else "no"


class Source(Kind):
    """Where a fact comes from: keys of `[[source]]` in programme.toml, or an address.

    What is stored is the source as a reader should see it.
    """

    def __init__(self, longest: int) -> None:
        self.longest = longest

    @property
    def says(self) -> str:
        return "keys of [[source]] in programme.toml with ; between, or an address https://…"

    def parse(self, text: str) -> str:
        return text
