"""Odd words in the address bar and in forms: a page or a plain refusal, and never a fault."""

from itertools import cycle

import pytest

from tests.house.access_table import ROWS
from tests.house.world import undone, world

__all__ = ["undone", "world"]

LOADING = "loads the whole programme and asks for every page"
FAULT = 500
PARAMETERS = (
    "ar", "sortera", "riktlinje", "sida", "format", "page", "plats", "kind", "next", "slag"
)  # fmt: skip
ODD_VALUES = (
    "",
    "%00",
    "-1",
    "2010.5",
    "9" * 30,
    "%D9%A2%D9%A0%D9%A1%D9%A0",  # 2010 in Arabic digits, which are digits to Python
    "%F0%9F%92%A5",
    "stockholm-policy/3/../..",
    "%27+OR+1=1--%3Cscript%3E",
    "%ff%fe",
    "a" * 2000,
)
ODD_PARTS = (
    "9" * 30,
    "2147483648",
    "%D9%A2%D9%A0%D9%A1%D9%A0",
    "%C3%A5-%F0%9F%92%A5",
    "a" * 3000,
    "a%00b",
    "%ff",
)
NONSENSE = ("x\x00y", "9" * 40, "å💥" * 2000)


def odd_query(turn):
    """Every parameter with an odd value, another one each turn."""
    pairs = enumerate(PARAMETERS)
    return "&".join(f"{name}={ODD_VALUES[(n + turn) % len(ODD_VALUES)]}" for n, name in pairs)


@pytest.mark.slow(reason=LOADING)
@pytest.mark.parametrize("query", [*map(odd_query, (0, 3, 6, 9)), "format=csv&page=0"])
def test_a_parameter_that_nobody_expected_falls_back(undone, query):
    client = undone.client("national")
    paths = (undone.path(row) for row in ROWS if row.answer("national") == "200")
    statuses = {path: client.get(f"{path}?{query}").status_code for path in paths}
    assert {path: status for path, status in statuses.items() if status >= FAULT} == {}


@pytest.mark.slow(reason=LOADING)
@pytest.mark.parametrize("turn", range(3))
def test_an_id_that_nobody_has_is_not_found(undone, turn):
    """Each argument of each address meets another odd value each turn."""
    client, odd, faults = undone.client("national"), cycle(ODD_PARTS), {}
    for _ in range(turn):
        next(odd)
    for row in ROWS:
        path = undone.path(row)
        for value in undone.arguments(row).values():
            asked = path.replace(f"/{value}/", f"/{next(odd)}/")
            response = client.post(asked) if row.post else client.get(asked)
            if response.status_code >= FAULT:
                faults[asked[:80]] = response.status_code
    assert faults == {}


@pytest.mark.slow(reason=LOADING)
def test_a_form_filled_in_with_nonsense_comes_back_with_a_sentence(undone):
    """From someone who may send it: the fields are real, what they hold is not."""
    client = undone.client("national")
    faults = {}
    for row in ROWS:
        path = undone.path(row)
        names = [*fields_of(client.get(path)), "go", "sida", "to"]
        for value in NONSENSE if len(names) > 3 or row.post else ():
            response = client.post(path, dict.fromkeys(names, value))
            if response.status_code >= FAULT:
                faults[path] = response.status_code
    assert faults == {}


def fields_of(response):
    """Names of the fields in the forms that the page was drawn with."""
    drawn = response.context or {}
    forms = [drawn.get(name) for name in ("form", "move", "notes")] if drawn else []
    return [name for form in forms for name in getattr(form, "fields", ())]
