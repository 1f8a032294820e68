"""Sets certificates from plain data; knows neither Django nor the database.

So light that a process of its own starts at once: many are set side by side.
"""

import json
import os
import signal
import tempfile
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, cast

import segno
import typst

TEMPLATE = "certificate.typ"
SVG = "http://www.w3.org/2000/svg"
Page = dict[str, Any]


def pdf(page: Page) -> bytes:
    """One certificate as a tagged PDF (PDF/UA-1). The same page gives the same bytes anywhere.

    `timestamp` of the page is the instant in its metadata; `address` is what its QR code holds.
    """
    told = {key: value for key, value in page.items() if key != "timestamp"}
    told["qr"] = qr_svg(page["address"])
    made = _compiler().compile(
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=page["timestamp"],
    )
    # One page set of one source: typst's own types allow for several, or for none.
    return cast("bytes", made)


@cache
def _compiler() -> typst.Compiler:
    """Fonts are read once a process; only those that Typst carries are used."""
    with as_file(files("brygga.competence.paper").joinpath(TEMPLATE)) as template:
        return typst.Compiler(template, ignore_system_fonts=True)


def qr_svg(address: str) -> str:
    """The code as a drawing: one path, no frame, so that it prints sharp at any size.

    Error correction M survives a fold or a stain. The mask is chosen beforehand: trying all eight
    would take longer than setting the page, and every reader reads each of them.
    """
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=3)
    return code.svg_inline(border=0).replace("<svg ", f'<svg xmlns="{SVG}" ', 1)


def write(page: Page, file: Path) -> None:
    """The file is there whole or not at all, whenever somebody pulls the plug."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(pdf(page))
        beside.chmod(0o644)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_all(pages: list[tuple[Page, str]]) -> int:
    """What one process is given at a time; gives how many it has written."""
    for page, file in pages:
        write(page, Path(file))
    return len(pages)


def leave_signals() -> None:
    """Ctrl-C is for the process that hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
