"""People in rows of text, as they are pasted from a spreadsheet or come in a file."""

import csv
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from brygga.kernel.faults import Fault
from brygga.kernel.pasted import (
    Row,
    Sheet,
    faulty_sheet,
    known_headings,
    lines_in,
    named,
    positions_in,
)

COLUMNS = ("name", "email", "place", "principal", "unit", "profession")
"""Their order where no header says another."""
MOST_ROWS = 200
MOST_LETTERS = 200_000
LONGEST = 254
_FIRST_NAME, _LAST_NAME = "first_name", "last_name"
_HEADINGS = {
    "name": ("namn", "name", "deltagare", "för- och efternamn", "attendee"),
    _FIRST_NAME: ("förnamn", "first name"),
    _LAST_NAME: ("efternamn", "last name", "surname"),
    "email": ("e-post", "epost", "e-postadress", "mejl", "mail", "mejladress", "email", "e-mail"),
    "place": ("plats", "place", "kommun", "ort", "municipality", "kommun eller stadsdel"),
    "principal": ("huvudman", "principal", "arbetsgivare", "organisation", "employer"),
    "unit": ("enhet", "unit", "arbetsplats", "verksamhet", "workplace"),
    "profession": ("yrke", "profession", "befattning", "titel", "yrkestitel", "roll"),
}
_KNOWN = known_headings(_HEADINGS)


def sheet_of(text: str) -> Sheet:
    """The rows of a text parted by tabs, semicolons or commas, with or without a header."""
    if len(text) > MOST_LETTERS:
        return faulty_sheet(_("The text is too long. Register at most 200 people at a time."))
    try:
        lines = list(lines_in(text))
    except csv.Error:
        return faulty_sheet(_("The quotation marks do not match. Remove them and try again."))
    if not lines:
        return faulty_sheet(_("There are no rows. Paste one row for each person."))
    header = _header(lines[0][1])
    body = lines[1:] if header else lines
    positions = header or {column: n for n, column in enumerate(COLUMNS, 1)}
    found = [Row(line, _named(cells, positions)) for line, cells in body]
    return Sheet(tuple(found[:MOST_ROWS]), positions, tuple(_faults(found, positions)))


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Where the columns stand, if the row is a header: it knows e-mail, and no cell is one."""
    if any("@" in cell for cell in cells):
        return {}
    found = positions_in(cells, _KNOWN)
    return found if "email" in found or len(found) > 1 else {}


def _named(cells: Sequence[str], positions: Mapping[str, int]) -> dict[str, str]:
    found = named(cells, positions)
    parts = [found.pop(part, "") for part in (_FIRST_NAME, _LAST_NAME)]
    if any(parts):
        found["name"] = " ".join(filter(None, parts))
    return found


def _faults(rows: Sequence[Row], positions: Mapping[str, int]) -> Iterator[Fault]:
    """What is wrong with the whole, and what is said twice."""
    if "email" not in positions:
        yield Fault("", "", 0, 0, _("No column is called E-mail. Name it so in the first row."))
    if not rows:
        yield Fault("", "", 0, 0, _("There are no rows. Paste one row for each person."))
    if len(rows) > MOST_ROWS:
        words = _("%(rows)s rows are too many at a time. Take at most %(most)s.")
        yield Fault("", "", 0, 0, words % {"rows": len(rows), "most": MOST_ROWS})
    seen: dict[str, int] = {}
    for row in rows[:MOST_ROWS]:
        email = row.cell("email").casefold()
        if email and email in seen:
            words = _("The address stands on row %(row)s as well.")
            position = positions.get("email", 0)
            yield Fault("", "", row.line, position, words % {"row": seen[email]})
        seen.setdefault(email, row.line)


def text_of_rows(rows: Sequence[Sequence[str]]) -> str:
    """Rows of a workbook as text that can be looked at and changed: parted by tabs."""
    return "\n".join("\t".join(_cell(cell) for cell in row).rstrip() for row in rows)


def _cell(text: str) -> str:
    """A cell on one line; quotation marks would otherwise be read as the text's own."""
    flat = " ".join(text.split())
    return f'"{flat.replace(chr(34), chr(34) * 2)}"' if '"' in flat else flat
