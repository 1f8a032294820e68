"""QR codes as drawings in a page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_drawing(address: str) -> SafeString:
    """A code that leads to an address of ours; its quiet zone is white in dark mode too."""
    drawn = segno.make(address, error="m", micro=False)
    # Ours from the first sign to the last: the library draws an address that we made.
    return mark_safe(drawn.svg_inline(scale=6, border=4, light="#fff", omitsize=True))  # noqa: S308 -- see above


def qr_file(address: str) -> str:
    """The code as a drawing for paper. The mask is chosen beforehand: trying all takes longer."""
    drawn = segno.make(address, error="m", micro=False, boost_error=False, mask=3)
    inline = str(drawn.svg_inline(border=0, omitsize=True))
    return inline.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
