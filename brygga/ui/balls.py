"""Harvey balls: how far something has come, as a symbol that is read without colour."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

BALL_TEXT = "○◔◑◕●"

# All marks are drawn in a box of 16 × 16.
_RING = '<circle cx="8" cy="8" r="6.5" fill="none" stroke="{ink}" stroke-width="1.5"/>'
_SECTOR = _RING + '<path d="{sector}" fill="{ink}"/>'
_FULL = '<circle cx="8" cy="8" r="7.25" fill="{ink}"/>'
_UNKNOWN = (
    '<path d="M4.9 5.4a3.1 3.1 0 1 1 4.7 2.6C8.5 8.7 8 9.2 8 10.4" fill="none" stroke="{ink}"'
    ' stroke-width="1.8" stroke-linecap="round"/><circle cx="8" cy="13.6" r="1.2" fill="{ink}"/>'
)
_MARKS = {
    None: (_UNKNOWN, ""),
    0: (_RING, ""),
    1: (_SECTOR, "M8 8V1.5A6.5 6.5 0 0 1 14.5 8z"),
    2: (_SECTOR, "M8 1.5a6.5 6.5 0 0 1 0 13z"),
    3: (_SECTOR, "M8 8V1.5A6.5 6.5 0 1 1 1.5 8z"),
    4: (_FULL, ""),
}


@cache
def mark(level: int | None, *, ink: str = "currentColor") -> SafeString:
    """Return the inside of a ball, to be placed in an SVG of one's own; it fills 16 × 16 units.

    Level 0 to 4; None is "don't know", a question mark. Raises KeyError for any other level.
    """
    template, sector = _MARKS[level]
    return format_html(template, ink=ink, sector=sector)


@cache
def ball(level: int | None) -> SafeString:
    """Return a ball as inline SVG in the colour of the text, hidden from assistive technology.

    The level must therefore be said in words beside it. Levels as in `mark`.
    """
    return format_html(
        '<svg class="ball" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">{}</svg>',
        mark(level),
    )
