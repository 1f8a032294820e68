"""The words by which contact data know an intervention: one text, with semicolons between."""

BETWEEN = ";"


def words_in(text: str) -> tuple[str, ...]:
    """Each word once, without spaces around it, in the order they stand."""
    return tuple(dict.fromkeys(filter(None, (each.strip() for each in text.split(BETWEEN)))))


def as_text(words: tuple[str, ...]) -> str:
    """The way back."""
    return f"{BETWEEN} ".join(words)
