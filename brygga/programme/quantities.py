"""Cells that hold amounts and times of day; read and written like the other kinds of cell."""

import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from brygga.programme.kinds import Kind

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,4})(\.[0-9]{1,2})?")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Amount(Kind):
    """A number that need not be whole, such as full-time equivalents."""

    @property
    def says(self) -> str:
        return "a number such as 3 or 2.50"

    def parse(self, text: str) -> Decimal:
        if not _AMOUNT.fullmatch(text):
            raise ValueError(text)
        return Decimal(text).quantize(Decimal("0.01"))

    def write(self, value: Decimal) -> str:
        return f"{value:.2f}"


@dataclass(frozen=True)
class TimeOfDay(Kind):
    """Hours and minutes, as a programme has them."""

    @property
    def says(self) -> str:
        return "a time of day such as 08:30"

    def parse(self, text: str) -> time:
        if not _CLOCK.fullmatch(text):
            raise ValueError(text)
        return time.fromisoformat(text)

    def write(self, value: time) -> str:
        return value.strftime("%H:%M")


@dataclass(frozen=True)
class Email(Kind):
    """An address that mail can be sent to, in small letters: people are found again by it."""

    @property
    def says(self) -> str:
        return "an e-mail address in small letters, at most 254 characters"

    def parse(self, text: str) -> str:
        name, at, host = text.rpartition("@")
        plain = text.isprintable() and text == text.lower() and not set(text) & set(" ,;<>")
        if not (name and at and "." in host and plain and len(text) <= 254):  # noqa: PLR2004 -- the model's room
            raise ValueError(text)
        return text
