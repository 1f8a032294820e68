"""Prints docs/access.md from the access table.

python -m tests.house.access_paper > docs/access.md
"""

import os
import sys
from collections.abc import Iterator

from tests.house.access_table import CHAPTERS
from tests.house.rows import MAY, PERSONAS, SIGN_IN, Row

WORDS = {
    "200": "page",
    "301": "moved",
    "302": "onwards",
    "400": "needs a key",
    "401": "refused",
    "403": "refused",
    "404": "not found",
    "405": "only POST",
    SIGN_IN: "sign in",
    MAY: "**may**",
}
INTRODUCTION = """# Who reaches what

Printed from `tests/house/access_table.py` by `python -m tests.house.access_paper`; do not edit by
hand. The tests ask for every address as every persona, in the loaded programme, and an address
without a row fails them. English pages, under `/en/`, answer the same.

*page* is shown · *sign in*: sent to the sign-in page · *onwards*: sent to another page · *refused*
(403): the person is inside and lacks the right · *not found* (404): an outsider does not learn
whether there is anything · *only POST*: a button leads here, and the line below says for whom
(**may**) and what a forged form is answered.

The personas: **visitor** not signed in · **outsider** signed in without any grant · **health**
consultation member from health care in Täby · **local** process leader in Täby · **county** process
leader in Stockholm · **neighbour** the same in Skåne · **national** office · **evaluator** of
Stockholm county.
"""


def paper() -> str:
    """The whole document. Needs the apps ready: addresses come from the resolver."""
    from tests.house.addresses import addresses  # noqa: PLC0415 -- needs the apps ready

    routes = {address.name: f"/{address.route}" for address in addresses()}
    return INTRODUCTION + "".join(
        "\n".join(
            (
                "",
                f"## {title}",
                "",
                *_head(),
                *(line for row in rows for line in _lines(row, routes)),
                "",
            )
        )
        for title, rows in CHAPTERS.items()
    )


def _head() -> tuple[str, str]:
    names = ("Page", "Address", *PERSONAS)
    return _line(names), _line(["---"] * len(names))


def _lines(row: Row, routes: dict[str, str]) -> Iterator[str]:
    route = routes.get(row.name, "").replace("|", "\\|")
    yield _line((row.what, f"`{route}`", *(WORDS[answer] for answer in row.get)))
    if row.post:
        yield _line(("… its form", "", *(WORDS[answer] for answer in row.post)))


def _line(cells: object) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    import tests.home  # noqa: F401 -- a home of its own: printing reads no data

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
    import django

    django.setup()
    sys.stdout.write(paper())
