"""The request as our middleware leaves it, and the three answers a view gives: page, part, file."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import (  # noqa: TID251 -- the one place that opens a page
    login_not_required,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from brygga.access.actor import Actor

public = login_not_required
"""Decorator of a page that everybody may see; all others ask for sign-in."""

CSV = "text/csv; charset=utf-8"
# A spreadsheet reads a cell that begins like this as a formula, and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class Request(HttpRequest):
    """What our middleware has added by the time a view runs."""

    actor: "Actor"
    htmx: "HtmxDetails"


def page(
    request: Request,
    template: str,
    context: dict[str, object],
    *,
    part: str,
    status: int = 200,
) -> HttpResponse:
    """Render the whole page, or only `part` of it when htmx asks for a fragment."""
    fragment = bool(request.htmx) and not request.htmx.boosted
    name = f"{template}#{part}" if fragment else template
    response = render(request, name, context, status=status)
    # Added, not set: language and cookies vary the same page.
    patch_vary_headers(response, ["HX-Request"])
    return response


def csv_response(
    filename: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Answer with a file that a Swedish spreadsheet opens rightly: UTF-8 with a mark, RFC 4180.

    Numbers and dates are written as they are; text that a spreadsheet would run as a formula gets
    a leading apostrophe.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type=CSV)
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=filename
    )
    return response


def harmless(cell: object) -> object:
    """What can stand in a spreadsheet: numbers as they are, and no text that it would run."""
    if cell is None or isinstance(cell, int | float | Decimal):
        return cell
    # A lazy translation is text too, and is known for it only when written out.
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
