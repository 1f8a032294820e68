"""Rows of a small workbook that somebody hands in, read with care: it comes from outside."""

from typing import BinaryIO
from zipfile import ZipFile

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 260
"""Somewhat more than may be registered, so that the rows of a header and a margin have room."""
MOST_COLUMNS = 30


class Unreadable(Exception):
    """Why the file cannot be read, in words for whoever handed it in."""


def rows_of(file: BinaryIO) -> list[list[str]]:
    """The rows of the first sheet as text. Raises Unreadable.

    Sizes are looked at before anything is unpacked, so that a small file cannot become a large
    one; openpyxl parses with defusedxml, so that no entity does either.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to import, and seldom wanted

    try:
        with ZipFile(file) as archive:
            _refuse(archive)
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        cells = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in cells]
    except Unreadable:
        raise
    # A broken workbook can make its reader raise nearly anything.
    except Exception as error:
        raise Unreadable(_not_a_workbook()) from error


def _refuse(archive: ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Unreadable(_("The workbook is too large. Copy the rows and paste them instead."))


def _not_a_workbook() -> str:
    return _("The file cannot be read as a workbook. Copy the rows and paste them instead.")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
