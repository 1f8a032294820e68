"""The fourth answer a view gives: a workbook, for those who work in one."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from brygga.ui.http import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_TITLE = 31


def xlsx_response(
    filename: str, title: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Answer with one sheet, written row by row so that a long list takes little memory."""
    # It takes a fifth of a second to import, and few pages have a workbook.
    from openpyxl import Workbook  # noqa: PLC0415 -- as said
    from openpyxl.writer.excel import save_workbook  # noqa: PLC0415 -- as said

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    sheet.append([harmless(cell) for cell in header])
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    written = BytesIO()
    save_workbook(book, written)
    response = HttpResponse(written.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=filename
    )
    return response


def _sheet_title(words: str) -> str:
    """Some signs cannot stand in the name of a sheet."""
    kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in words)
    return kept[:_LONGEST_TITLE].strip() or "Lista"
