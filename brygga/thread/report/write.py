"""The report as a file; the name's ending says which kind."""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from brygga.people.models import Place
from brygga.thread.report.as_html import html_file
from brygga.thread.report.as_json import as_json
from brygga.thread.report.as_pdf import pdf_file
from brygga.thread.report.build import build_report
from brygga.thread.report.parts import Report


def json_file(report: Report) -> bytes:
    return (json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n").encode()


WRITERS: dict[str, Callable[[Report], bytes]] = {
    ".html": html_file,
    ".pdf": pdf_file,
    ".json": json_file,
}


def write_report(place: Place, year: int, out: Path) -> None:
    """Write the follow-up to `out`, in the language of the house.

    Raises ValueError when the name ends otherwise than .html, .pdf or .json, and Refused when no
    round was opened that year; nothing is written then.
    """
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        endings = ", ".join(WRITERS)
        raise ValueError(
            _("%(name)s: the name must end in one of %(endings)s.")
            % {"name": out.name, "endings": endings}
        )
    with override(settings.LANGUAGE_CODE):
        content = writer(build_report(place, year))
    out.write_bytes(content)
