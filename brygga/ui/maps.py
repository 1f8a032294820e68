"""Maps of Sweden as inline SVG in which every place is a link, and as pictures for print.

A map is `div.map-frame > svg.map`, followed by `ul.map-points` when a place has no outline. The
style sheet colours `.tone-l0` to `.tone-l4` and `.tone-none` by `fill`, the hatch of an unknown
place by `.map-hatch-ground` and `.map-hatch-line`, and a symbol by `.map-ball.on-TONE`. Borders
are `.map-place > path`, with the child sign: symbols hold paths too.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from brygga.ui.balls import ball, mark
from brygga.ui.outlines import COUNTRY, Outline, Sheet, sheets

# The literal colours of a map that stands alone, where no style sheet reaches.
PALETTE: Mapping[str, str] = {
    "l0": "#f3f4f1",
    "l1": "#d7e9e4",
    "l2": "#a3d0c6",
    "l3": "#4f9c91",
    "l4": "#0d5c55",
    "none": "#e9ece8",
    "hatch": "#b9c2be",
    "edge": "#8a9794",
    "ink": "#1d2a2b",
    "paper": "#ffffff",
}

_LEVELS: Mapping[str, int | None] = {"l0": 0, "l1": 1, "l2": 2, "l3": 3, "l4": 4, "unknown": None}
_DARK = frozenset({"l4"})

# Two units of a map are one pixel at its natural size.
_BALL = 16.0
_SMALLEST_BALL = 9.0
_ROW = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """One place on the map.

    `title` is all that a screen reader or a pointer at rest is told: name the place and say the
    level in words. `tone` is "l0" to "l4", "unknown" or "none"; an empty `href` gives no link.
    """

    code: str
    title: str
    href: str
    tone: str


@dataclass(frozen=True, slots=True)
class _Brush:
    """How one map is coloured: by class, or by literal colours when it stands alone."""

    hatch: str
    standalone: bool

    def css(self, names: str) -> SafeString:
        return SafeString() if self.standalone else format_html(' class="{}"', names)

    def paint(self, tone: str) -> SafeString:
        """Return the attributes that colour a surface."""
        fill = f"url(#{self.hatch})" if tone == "unknown" else PALETTE[tone]
        if self.standalone:
            return format_html(' fill="{}" stroke="{}" stroke-width="2"', fill, PALETTE["edge"])
        if tone == "unknown":
            return format_html(' class="tone-unknown" fill="{}"', fill)
        return format_html(' class="tone-{}"', tone)

    def ink(self, tone: str) -> str:
        if not self.standalone:
            return "currentColor"
        return PALETTE["paper"] if tone in _DARK else PALETTE["ink"]


def country_map(shapes: Iterable[Shape], *, label: str, standalone: bool = False) -> SafeString:
    """Return Sweden with its counties, by two-digit code.

    A county that is not given is drawn without link, symbol or title. `standalone` gives one SVG
    document with literal colours and no links, for a PDF.
    """
    return _map(COUNTRY, shapes, (), label=label, standalone=standalone)


def county_map(
    county: str,
    shapes: Iterable[Shape],
    *,
    label: str,
    points: Iterable[Shape] = (),
    standalone: bool = False,
) -> SafeString:
    """Return one county with its municipalities, by four-digit code; otherwise as `country_map`.

    `points` are places without an outline, such as city districts: they are listed below the map.
    So is a shape whose code the map does not know, so that no place is ever dropped. Raises
    KeyError when there is no such county.
    """
    return _map(county, shapes, points, label=label, standalone=standalone)


def _map(
    code: str, shapes: Iterable[Shape], points: Iterable[Shape], *, label: str, standalone: bool
) -> SafeString:
    sheet = sheets()[code]
    given = tuple(shapes)
    placed = {shape.code: shape for shape in given if shape.code in sheet.outlines}
    below = (*(shape for shape in given if shape.code not in sheet.outlines), *points)
    # Two maps on one page must not share an id; the same map twice may.
    brush = _Brush(f"map-hatch-{crc32(f'{code} {label}'.encode()):08x}", standalone)
    drawing = _drawing(
        sheet, placed, brush, hatched=any(s.tone == "unknown" for s in (*given, *below))
    )
    if standalone:
        return _document(sheet, drawing, below, brush, label)
    return _fragment(sheet, drawing, below, label)


def _drawing(
    sheet: Sheet, placed: Mapping[str, Shape], brush: _Brush, *, hatched: bool
) -> SafeString:
    """Return all surfaces: those not asked about, then the large, and the small on top."""
    rest = format_html_join(
        "",
        '<path{} fill-rule="evenodd" d="{}"/>',
        ((brush.paint("none"), o.d) for code, o in sheet.outlines.items() if code not in placed),
    )
    pairs = [(shape, sheet.outlines[code]) for code, shape in placed.items()]
    pairs.sort(key=lambda pair: pair[1].reach > 0)
    places = format_html_join("", "{}", ((_place(*pair, brush),) for pair in pairs))
    return format_html(
        '{}<g{} aria-hidden="true">{}</g>{}',
        _hatch(brush) if hatched else "",
        brush.css("map-rest"),
        rest,
        places,
    )


def _hatch(brush: _Brush) -> SafeString:
    return format_html(
        '<defs><pattern id="{}" width="12" height="12" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><path{} fill="{}" d="M0 0h12v12H0z"/>'
        '<path{} stroke="{}" stroke-width="4" d="M6 0v12"/></pattern></defs>',
        brush.hatch,
        brush.css("map-hatch-ground"),
        PALETTE["l0"],
        brush.css("map-hatch-line"),
        PALETTE["hatch"],
    )


def _place(shape: Shape, outline: Outline, brush: _Brush) -> SafeString:
    """Return one place with its title, symbol and, if it is small, a wider area to hit."""
    target = ""
    if outline.reach and not brush.standalone:
        target = format_html(
            '<circle class="map-target" cx="{}" cy="{}" r="{}" fill="none" pointer-events="all"/>',
            outline.x,
            outline.y,
            outline.reach,
        )
    inside = format_html(
        '<title>{}</title><path{} fill-rule="evenodd" d="{}"/>{}{}',
        shape.title,
        brush.paint(shape.tone),
        outline.d,
        _symbol(shape.tone, outline.x, outline.y, 0.85 * outline.room, brush),
        target,
    )
    return _door(shape, inside, brush)


def _door(shape: Shape, inside: SafeString, brush: _Brush) -> SafeString:
    if shape.href and not brush.standalone:
        return format_html('<a class="map-place" href="{}">{}</a>', shape.href, inside)
    return format_html('<g{} role="img">{}</g>', brush.css("map-place"), inside)


def _symbol(tone: str, x: float, y: float, room: float, brush: _Brush) -> SafeString:
    """Return the ball of a tone round a point, or nothing where it would be too small to read."""
    radius = min(_BALL, room)
    if tone not in _LEVELS or radius < _SMALLEST_BALL:
        return SafeString()
    return format_html(
        '<g{} transform="translate({} {}) scale({})" aria-hidden="true">{}</g>',
        brush.css(f"map-ball on-{tone}"),
        round(x - radius),
        round(y - radius),
        round(radius / 8, 2),
        mark(_LEVELS[tone], ink=brush.ink(tone)),
    )


def _fragment(
    sheet: Sheet, drawing: SafeString, below: tuple[Shape, ...], label: str
) -> SafeString:
    """Return the map as part of a page; places without outline are a list of ordinary links."""
    listed = format_html_join("", "<li>{}</li>", ((_point(shape),) for shape in below))
    return format_html(
        '<div class="map-frame"><svg class="map" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' role="group" aria-label="{}">{}</svg>{}</div>',
        sheet.width,
        sheet.height,
        sheet.width // 2,
        sheet.height // 2,
        label,
        drawing,
        format_html('<ul class="map-points">{}</ul>', listed) if listed else "",
    )


def _point(shape: Shape) -> SafeString:
    symbol = ball(_LEVELS[shape.tone]) if shape.tone in _LEVELS else ""
    inside = format_html(
        '<span class="map-dot tone-{}">{}</span> {}', shape.tone, symbol, shape.title
    )
    if not shape.href:
        return format_html('<span class="map-point">{}</span>', inside)
    return format_html('<a class="map-point" href="{}">{}</a>', shape.href, inside)


def _square(tone: str, x: int, y: int, brush: _Brush) -> SafeString:
    return format_html(
        '<rect{} x="{}" y="{}" width="44" height="44" rx="8"/>{}',
        brush.paint(tone),
        x + 2,
        y + 2,
        _symbol(tone, x + 24, y + 24, _BALL, brush),
    )


def _document(
    sheet: Sheet, drawing: SafeString, below: tuple[Shape, ...], brush: _Brush, label: str
) -> SafeString:
    """Return the map as a picture, with the places that have no outline in rows below it."""
    columns = _columns(sheet.width, below)
    height = sheet.height + math.ceil(len(below) / columns) * _ROW
    captions = (
        (_caption(shape, sheet.width // columns * column, sheet.height + row * _ROW, brush),)
        for i, shape in enumerate(below)
        for row, column in (divmod(i, columns),)
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' role="img" aria-label="{}"><title>{}</title>{}{}</svg>',
        sheet.width,
        height,
        sheet.width // 2,
        height // 2,
        label,
        label,
        drawing,
        format_html_join("", "{}", captions),
    )


def _columns(width: int, below: tuple[Shape, ...]) -> int:
    """Return 2 if the longest caption fits in half the width, at 12 units a letter, else 1."""
    longest = max((len(shape.title) for shape in below), default=0)
    return 2 if 60 + 12 * longest <= width // 2 else 1


def _caption(shape: Shape, x: int, y: int, brush: _Brush) -> SafeString:
    return format_html(
        '{}<text x="{}" y="{}" font-family="sans-serif" font-size="22" fill="{}">{}</text>',
        _square(shape.tone, x, y + 6, brush),
        x + 60,
        y + 37,
        PALETTE["ink"],
        shape.title,
    )
