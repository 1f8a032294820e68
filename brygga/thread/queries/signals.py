"""At most three things to know first about a county's year, in the order one should act."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brygga.followup.enums import Level
from brygga.plans.enums import ActivityStatus, PlanStatus
from brygga.plans.models import Activity
from brygga.thread import rules
from brygga.thread.enums import MatrixSort
from brygga.thread.queries.matrix import Matrix

BROKEN = "brutna"
"""In the address: only the places where the thread breaks."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A number that is the news, and the sentence that says what it means."""

    kind: str
    number: str
    text: str
    url: str
    action: str


def signals_of(matrix: Matrix, broken: frozenset[int], focus_name: str) -> list[Signal]:
    """The widest gap, the disagreements, the broken threads (`broken_in`). No query."""
    if matrix.accepted == 0:
        return []
    found = [_gap(matrix, focus_name), _differences(matrix), _broken(matrix, broken, focus_name)]
    return [signal for signal in found if signal is not None]


def _sorted_by(matrix: Matrix, sort: MatrixSort) -> str:
    address = reverse("thread:place", args=[matrix.county.code])
    return f"{address}?ar={matrix.year}&sortera={sort}#matris"


def _gap(matrix: Matrix, focus_name: str) -> Signal | None:
    """Places that have not begun or only planned the focus, of those that know."""
    position = matrix.focus
    if position is None:
        return None
    levels = [row.cells[position].level for row in matrix.rows if row.cells[position].level]
    early = sum(level in {Level.NOT_BEGUN, Level.PLANNED} for level in levels)
    if not levels or not early:
        return None
    return Signal(
        kind=_("Largest gap"),
        number=_("%(n)s of %(total)s") % {"n": early, "total": len(levels)},
        text=_("have not begun or only planned %(provision)s") % {"provision": focus_name},
        url=_sorted_by(matrix, MatrixSort.GAP),
        action=_("See which"),
    )


def _differences(matrix: Matrix) -> Signal | None:
    if not matrix.differing:
        return None
    return Signal(
        kind=_("Different answers, not settled"),
        number=str(matrix.differing),
        text=ngettext(
            "answer where social services and health care do not agree",
            "answers where social services and health care do not agree",
            matrix.differing,
        ),
        url=_sorted_by(matrix, MatrixSort.DIFFERENCE),
        action=_("Take it up in the consultation"),
    )


def _broken(matrix: Matrix, broken: frozenset[int], focus_name: str) -> Signal | None:
    if not broken:
        return None
    address = reverse("thread:place", args=[matrix.county.code])
    return Signal(
        kind=_("The thread breaks"),
        number=str(len(broken)),
        text=ngettext(
            "consultation has a gap in %(provision)s and no activity for it in an adopted plan",
            "consultations have a gap in %(provision)s and no activity for it in an adopted plan",
            len(broken),
        )
        % {"provision": focus_name},
        url=f"{address}?ar={matrix.year}&visa={BROKEN}#matris",
        action=_("See which"),
    )


def broken_in(matrix: Matrix) -> frozenset[int]:
    """Places with a gap in the focus and no live activity for it in an adopted plan. One query."""
    position, focus = matrix.focus, matrix.round.focus if matrix.round else None
    if position is None or focus is None:
        return frozenset()
    gaps = {row.place.pk for row in matrix.rows if rules.gap(row.cells[position].level)}
    planned = Activity.objects.filter(
        plan__year=matrix.year,
        plan__place__path__startswith=matrix.county.path,
        plan__status=PlanStatus.ADOPTED,
        provisions=focus,
    ).exclude(status=ActivityStatus.DROPPED)
    return frozenset(gaps - set(planned.values_list("plan__place_id", flat=True)))
