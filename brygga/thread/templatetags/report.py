"""What the report's templates draw with."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from brygga.thread.report.cells import Segment

register = template.Library()


@register.filter
def level_bar(segments: Iterable[Segment]) -> SafeString:
    """Levels as parts of a bar. The numbers stand beside it, so it is for the eye only."""
    parts = (
        # A hatch would need a pattern: what nobody knows is drawn empty.
        (segment.tone, SafeString(' fill="none"') if segment.tone == "unknown" else "",
         segment.start, segment.width)
        for segment in segments
    )  # fmt: skip
    return format_html(
        '<svg class="map-dot report-bar" viewBox="-4 -4 1008 108" width="140" height="15"'
        ' preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        format_html_join(
            "", '<rect class="tone-{}"{} x="{}" y="0" width="{}" height="100"/>', parts
        ),
    )
