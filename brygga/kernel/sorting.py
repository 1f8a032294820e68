"""The order in which Swedish names stand in a list."""

import unicodedata

# The three last letters of the alphabet, and what foreign names are sorted as.
_OWN = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}", "ü": "y", "-": " "})


def swedish_key(text: str) -> tuple[str, str]:
    """Key for `sorted`: å, ä and ö last, case and other accents ignored, a hyphen as a space.

    Python's own order puts ä before å; a locale would have to be installed.
    """
    letters = unicodedata.normalize("NFC", text).casefold().translate(_OWN)
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign)
    )
    return plain, text
