"""Waits over time as a picture: the middle, the slowest tenth, and what units say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from brygga.pathways.queries.parts import WaitPeriod
from brygga.pathways.views.words import period_words, short_period

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 44, 84, 14, 30, 236
_STEPS = (5, 10, 20, 30, 60, 90, 180, 365, 730, 1825)
_MOST_LINES = 5
Value = Callable[[WaitPeriod], float | None]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where a period and a number of days are. `every` so many periods have their name below."""

    periods: Sequence[WaitPeriod]
    width: int
    top: int
    step: int
    every: int

    def x(self, number: int) -> float:
        room = (self.width - LEFT - RIGHT) / max(len(self.periods) - 1, 1)
        return LEFT + room * number

    def y(self, days: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * days / self.top


LINES: tuple[tuple[str, Value], ...] = (
    ("p90", lambda period: period.p90_days.value),
    ("median", lambda period: period.median_days.value),
)


def waits_picture(periods: Sequence[WaitPeriod], *, narrow: bool = False) -> SafeString:
    """Nothing where no number may be told. The table beside it has the same numbers."""
    known = [v for p in periods for _name, of in LINES if (v := of(p)) is not None]
    if not known:
        return SafeString()
    sheet = _sheet(periods, max([*known, *(p.stated for p in periods if p.stated)]), narrow=narrow)
    return format_html(
        '<svg class="waits" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"'
        ' aria-label="{label}">{}{}{}</svg>',
        format_html_join("", "{}", ((part,) for part in _frame(sheet))),
        format_html_join("", "{}", ((part,) for part in _lines(sheet))),
        format_html_join("", "{}", ((part,) for part in _stated(sheet))),
        w=sheet.width,
        h=HEIGHT,
        label=_("Days from referral to treatment, period by period; the table has the numbers"),
    )


def _sheet(periods: Sequence[WaitPeriod], most: float, *, narrow: bool) -> _Sheet:
    step = next((each for each in _STEPS if most <= each * _MOST_LINES), _STEPS[-1])
    top = int(-(-most // step)) * step
    every = max(1, -(-len(periods) // (3 if narrow else 10)))
    return _Sheet(periods, 300 if narrow else 660, top, step, every)


def _frame(sheet: _Sheet) -> Iterator[SafeString]:
    for days in range(0, sheet.top + 1, sheet.step):
        y = sheet.y(days)
        line = '<line class="rule" x1="{}" x2="{}" y1="{}" y2="{}" />'
        yield format_html(line, LEFT, sheet.width - RIGHT, _px(y), _px(y))
        text = '<text class="scale" x="{}" y="{}">{}</text>'
        yield format_html(text, LEFT - 8, _px(y + 4), number_format(days))
    for number, period in enumerate(sheet.periods):
        if (len(sheet.periods) - 1 - number) % sheet.every == 0:
            text = '<text class="time" x="{}" y="{}">{}</text>'
            yield format_html(text, _px(sheet.x(number)), HEIGHT - 8, short_period(period.days))


def _lines(sheet: _Sheet) -> Iterator[SafeString]:
    names = {"median": _("median"), "p90": _("9 of 10")}
    for kind, value in LINES:
        for part in _unbroken(sheet, value):
            way = " ".join(f"{x:.1f},{y:.1f}" for x, y in part)
            yield format_html('<polyline class="{}" points="{}" />', f"line {kind}", way)
        yield from _points(sheet, kind, names[kind], value)


def _points(sheet: _Sheet, kind: str, name: str, value: Value) -> Iterator[SafeString]:
    """Each number, and the line's name beside the last of them."""
    known = [(n, p, days) for n, p in enumerate(sheet.periods) if (days := value(p)) is not None]
    for number, period, days in known:
        point = '<circle class="{}" cx="{}" cy="{}" r="4"><title>{}</title></circle>'
        title = f"{period_words(period.days)}: {_days(days)}, {name}"
        x, y = _px(sheet.x(number)), _px(sheet.y(days))
        yield format_html(point, f"point {kind}", x, y, title)
    for number, _period, days in known[-1:]:
        text = '<text class="name" x="{}" y="{}">{}</text>'
        yield format_html(text, _px(sheet.x(number) + 9), _px(sheet.y(days) + 4), name)


def _unbroken(sheet: _Sheet, value: Value) -> Iterator[list[tuple[float, float]]]:
    """Runs of periods whose number is known: no line is drawn over what is not told."""
    run: list[tuple[float, float]] = []
    for number, period in enumerate(sheet.periods):
        days = value(period)
        if days is not None:
            run.append((sheet.x(number), sheet.y(days)))
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _stated(sheet: _Sheet) -> Iterator[SafeString]:
    for number, period in enumerate(sheet.periods):
        if period.stated is None:
            continue
        x, y = sheet.x(number), sheet.y(period.stated)
        words = _("%(period)s: %(days)s, say the units")
        title = words % {"period": period_words(period.days), "days": _days(period.stated)}
        yield format_html(
            '<rect class="stated" x="{}" y="{}" width="8" height="8"><title>{}</title></rect>',
            _px(x - 4),
            _px(y - 4),
            title,
        )


def _days(value: float | None) -> str:
    return _("%(n)s days") % {"n": number_format(round(value or 0))}


def _px(value: float) -> str:
    """With a point whatever the language: it is not for readers."""
    return f"{value:.1f}"
