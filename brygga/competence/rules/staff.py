"""Counts of staff in rows of text: each row a unit, a profession and how many."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from brygga.kernel.pasted import (
    Row,
    Sheet,
    faulty_sheet,
    known_headings,
    lines_in,
    named,
    positions_in,
)

COLUMNS = ("unit", "profession", "heads", "full_time", "counted_on")
"""Their order where no header says another."""
MOST_ROWS = 2_000
MOST_LETTERS = 400_000
MOST_HEADS = 99_999
_HEADINGS = {
    "unit": ("enhet", "unit", "arbetsplats", "workplace"),
    "profession": ("yrke", "profession", "befattning"),
    "heads": ("antal", "personer", "antal personer", "persons", "heads"),
    "full_time": ("årsarbetare", "heltidstjänster", "tjänster", "full-time equivalents", "fte"),
    "counted_on": ("datum", "dag", "date", "counted on", "den"),
}
_KNOWN = known_headings(_HEADINGS)


def staff_sheet(text: str) -> Sheet:
    """The rows of a text parted by tabs, semicolons or commas, with or without a header."""
    if len(text) > MOST_LETTERS:
        return faulty_sheet(_("The text is too long. Take fewer rows at a time."))
    try:
        lines = list(lines_in(text))
    except csv.Error:
        return faulty_sheet(_("The quotation marks do not match. Remove them and try again."))
    header = _header(lines[0][1]) if lines else {}
    body = lines[1:] if header else lines
    positions = header or {column: n for n, column in enumerate(COLUMNS, 1)}
    missing = [name for name in COLUMNS[:3] if name not in positions]
    if missing:
        return faulty_sheet(_("There must be columns for unit, profession and number of persons."))
    if not body:
        return faulty_sheet(_("There are no rows. Paste one row for each unit and profession."))
    if len(body) > MOST_ROWS:
        return faulty_sheet(
            _("These are too many rows. Take at most %(most)s.") % {"most": MOST_ROWS}
        )
    rows = tuple(Row(line, named(cells, positions)) for line, cells in body)
    return Sheet(rows, positions)


def _header(cells: Sequence[str]) -> dict[str, int]:
    found = positions_in(cells, _KNOWN)
    return found if len(found) > 1 else {}


def heads_in(text: str) -> int | None:
    """A whole number of persons, 0 and up; None for anything else. A space may part thousands."""
    plain = "".join(text.replace("\u00a0", " ").split())
    if not (plain.isascii() and plain.isdigit()):
        return None
    return int(plain) if len(plain) <= len(str(MOST_HEADS)) else None


def full_time_in(text: str) -> Decimal | None:
    """Full-time equivalents with comma or point, two decimals at most; None for anything else."""
    try:
        number = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number <= MOST_HEADS:
        return None
    rounded = number.quantize(Decimal("0.01"))
    return rounded if rounded == number else None


def day_in(text: str) -> date | None:
    """An ISO date (a spreadsheet's midnight too); None for anything else."""
    try:
        return date.fromisoformat(text.removesuffix(" 00:00:00").removesuffix("T00:00:00"))
    except ValueError:
        return None
