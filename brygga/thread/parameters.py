"""What pages read from the address bar; anything unknown falls back, nothing breaks."""

from brygga.thread.enums import MatrixSort

FIRST_YEAR, LAST_YEAR = 1900, 2200


def year_from(text: str | None) -> int | None:
    """A year of four digits, or None for the latest."""
    if text and text.isascii() and text.isdigit():
        year = int(text[:6])
        return year if FIRST_YEAR <= year <= LAST_YEAR else None
    return None


def sort_from(text: str | None) -> MatrixSort:
    return MatrixSort(text) if text in MatrixSort.values else MatrixSort.GAP
