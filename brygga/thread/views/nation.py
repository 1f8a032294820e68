"""The country at a glance."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from brygga.followup.enums import Level
from brygga.guidance.models import Provision
from brygga.guidance.queries import provision_by_ref
from brygga.thread import rules
from brygga.thread.parameters import year_from
from brygga.thread.queries.asked import provisions_asked
from brygga.thread.queries.nation import CountyRow, Nation, nation_of
from brygga.thread.views.drawing import signed
from brygga.ui.http import Request, csv_response, page, public
from brygga.ui.kept import kept
from brygga.ui.maps import Shape, country_map


@public
@kept
def nation(request: Request) -> HttpResponse:
    """Every county's accepted answers, all provisions together or one."""
    provision = _provision(request.GET.get("riktlinje", ""))
    found = nation_of(year_from(request.GET.get("ar")), provision.pk if provision else None)
    if request.GET.get("format") == "csv":
        return csv_response(f"sverige-{found.year or ''}.csv", _header(), map(_line, found.rows))
    choices = provisions_asked(found.year)
    context: dict[str, object] = {
        "nation": found,
        "provision": provision,
        "chosen_ref": f"{provision.document.slug}/{provision.number}" if provision else "",
        "choices": choices,
        "table": [_table_row(row, found.year) for row in found.rows],
        "levels": list(Level),
        "map": country_map(_shapes(found), label=_("Map of Sweden's counties")),
        "crumbs": [(_("The situation"), None)],
        "invented": found.invented,
    }
    return page(request, "thread/nation.html", context, part="overview")


def _provision(ref: str) -> Provision | None:
    if ref.count("/") != 1:
        return None
    try:
        return provision_by_ref(ref)
    except Http404:
        return None


def _address(row: CountyRow, year: int | None) -> str:
    address = reverse("thread:place", args=[row.county.code])
    return f"{address}?ar={year}" if year else address


def _shapes(found: Nation) -> list[Shape]:
    return [
        Shape(
            row.county.code,
            f"{row.county.name}: {_words(row)}",
            _address(row, found.year),
            rules.tone(row.typical),
        )
        for row in found.rows
    ]


def _words(row: CountyRow) -> str:
    return str(Level(row.typical).label) if row.typical else _("no accepted answers")


def _table_row(row: CountyRow, year: int | None) -> dict[str, object]:
    moved = None
    if row.share is not None and row.share_before is not None:
        moved = round(100 * row.share) - round(100 * row.share_before)
    return {
        "row": row,
        "url": _address(row, year),
        "tone": rules.tone(row.typical),
        "percent": None if row.share is None else round(100 * row.share),
        "moved_words": "" if moved is None else signed(moved),
    }


def _header() -> list[str]:
    counts = [str(level.label) for level in Level]
    return [
        _("County code"), _("County"), _("Takes part"), _("Submitted"), _("Accepted"),
        *counts, _("Different answers, not settled"),
        _("Share in place, per cent"), _("Same, year before"),
    ]  # fmt: skip


def _line(row: CountyRow) -> list[object]:
    return [
        row.county.code, row.county.name,
        row.progress.expected, row.progress.submitted, row.progress.accepted,
        *(row.counts.get(level, 0) for level in Level),
        row.differing, _percent(row.share), _percent(row.share_before),
    ]  # fmt: skip


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)
