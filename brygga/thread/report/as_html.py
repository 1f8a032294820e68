"""The report as HTML: what the page shows, and the same as one file that stands alone."""

from collections.abc import Iterable
from importlib.resources import files

from django.template.loader import render_to_string
from django.utils.html import conditional_escape as esc
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from brygga.thread import rules
from brygga.thread.report.layout import sections_of, summary_of, title_of
from brygga.thread.report.parts import GridCell, GridRow, Report
from brygga.thread.report.pictures import (
    Address,
    Block,
    block_caption,
    blocks_of,
    corner_words,
    level_words,
    map_label,
    map_of,
    no_address,
    waiting_words,
)
from brygga.ui.balls import ball

MOST_COLUMNS = 14
"""So many columns of the matrix fit on a page of paper, and beside each other on a screen."""

STYLES = ("theme.css", "app.css")


def context_of(
    report: Report, address: Address = no_address, *, standalone: bool
) -> dict[str, object]:
    """What both templates show. Years are text: a number would get a thousands separator."""
    return {
        "report": report,
        "title": title_of(report),
        "year": str(report.year),
        "summary": summary_of(report),
        "sections": sections_of(report),
        "map": map_of(report, address, standalone=standalone),
        "map_label": map_label(report),
        "blocks": [
            (block_caption(report, block), _matrix(report, block, address))
            for block in blocks_of(report.grid, MOST_COLUMNS)
        ],
        "invented": invented_words() if report.invented else "",
    }


def invented_words() -> str:
    return _("The answers in this report are invented, to try the system.")


def html_file(report: Report) -> bytes:
    """One file that needs no server: its style is inside it and it has no links."""
    context = context_of(report, standalone=True)
    context |= {"styles": _styles(), "language": get_language()}
    return render_to_string("thread/report_file.html", context).encode()


def _styles() -> SafeString:
    """Our own style sheets; what the report needs is in them, without Designsystemet's."""
    static = files("brygga.ui").joinpath("static", "brygga")
    text = "\n".join(static.joinpath(name).read_text(encoding="utf-8") for name in STYLES)
    return mark_safe(text)  # noqa: S308 -- our own files


def _matrix(report: Report, block: Block, address: Address) -> SafeString:
    """Rows and cells, written out: through a template thousands of them take too long.

    Safe to mark: every text that comes from data goes through `esc` or `format_html`.
    """
    return mark_safe("".join(_pieces(report, block, address)))  # noqa: S308 -- as said above


def _pieces(report: Report, block: Block, address: Address) -> Iterable[str]:
    yield f'<thead><tr><th scope="col">{esc(corner_words(report))}</th>'
    for column in block.columns:
        focus = SafeString(' class="focus"') if column.in_focus else ""
        number = column.ref.rpartition("/")[2]
        yield format_html(
            '<th scope="col"{}><span class="kind">{}</span> {}</th>', focus, number, column.title
        )
    yield "</tr></thead><tbody>"
    drawn: dict[GridCell, str] = {}
    for row, cells in block.rows:
        yield f'<tr><th scope="row">{_name(row, address)}</th>'
        waiting = waiting_words(row)
        if waiting:
            yield f'<td class="muted" colspan="{len(block.columns)}">{esc(waiting)}</td>'
        else:
            yield from (drawn.get(cell) or drawn.setdefault(cell, _cell(cell)) for cell in cells)
        yield "</tr>"
    yield "</tbody>"


def _name(row: GridRow, address: Address) -> str:
    url = address(row.spot.code)
    return format_html('<a href="{}">{}</a>', url, row.spot.name) if url else esc(row.spot.name)


def _cell(cell: GridCell) -> str:
    tone = rules.tone(cell.level)
    symbol = "" if tone == "none" else ball(None if tone == "unknown" else int(tone[1]))
    aloud = level_words(cell.level)
    if cell.differs:
        aloud = _("%(level)s (different answers, not settled)") % {"level": aloud}
    return format_html(
        '<td><span class="cell tone-{}{}">{}<span class="ds-sr-only">{}</span></span></td>',
        tone,
        " differs" if cell.differs else "",
        symbol,
        aloud,
    )
