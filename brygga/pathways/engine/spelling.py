"""How words of contact data are compared.

Small letters without marks (å is a, é is e), and any run of spaces, hyphens and other signs as one
space, so that `Social_services`, `social services` and `SOCIAL-SERVICES` are one word, and
`socialtjänst` and `socialtjanst`. Answers keep the spelling that was delivered.
"""

import re
import unicodedata
from functools import lru_cache

_GAP = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """How words are compared."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(each for each in parts if not unicodedata.combining(each))
    return _GAP.sub(" ", letters).strip()
